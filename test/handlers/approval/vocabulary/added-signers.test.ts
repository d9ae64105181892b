import { does, ruled, signedBy } from '../acts.js';
import {
  feng,
  firm,
  flow,
  jie,
  min,
  person,
  pressed,
  presses,
  refusal,
  step,
  submitted,
  tao,
  waitingFor,
  wei,
  without,
} from '../firm.js';

describe('signers that are added', () => {
  const both = flow(signedBy('sign', jie), signedBy('last', feng));
  type Where = 'before' | 'after' | 'beside';
  const add = (where: Where, mode: 'ALL' | 'ANY' | 'SEQ' = 'ALL', who: number[] = [min, tao]) =>
    does(submitted(both), 'addSigner', { byId: jie, where, mode, who });

  const cases: [Where, 'ALL' | 'ANY' | 'SEQ', string, number[], string][] = [
    ['before', 'ALL', '', [min, tao], 'running'],
    ['before', 'ALL', 'min+', [tao], 'running'],
    ['before', 'ALL', 'min+ tao+', [jie], 'running'],
    ['before', 'ALL', 'min-', [], 'rejected'],
    ['before', 'ANY', 'tao+', [jie], 'running'],
    ['before', 'SEQ', '', [min], 'running'],
    ['before', 'SEQ', 'min+', [tao], 'running'],
    ['before', 'SEQ', 'min+ tao+ jie+', [feng], 'running'],
    ['after', 'ALL', '', [min, tao], 'running'],
    ['after', 'ALL', 'tao+ min+', [feng], 'running'],
    ['after', 'ALL', 'tao-', [], 'rejected'],
    ['after', 'ANY', 'min+', [feng], 'running'],
    ['after', 'SEQ', 'min+', [tao], 'running'],
    ['beside', 'ALL', '', [jie, min, tao], 'running'],
    ['beside', 'ALL', 'tao+ min+', [jie], 'running'],
    ['beside', 'ALL', 'tao+ min+ jie+', [feng], 'running'],
    ['beside', 'ALL', 'jie+ tao-', [], 'rejected'],
  ];
  test.each(cases)('%s, %s: %s', (where, mode, said, open, state) => {
    const now = pressed(add(where, mode), ...presses(said));
    expect([waitingFor(now), now.instance.state]).toEqual([open, state]);
  });

  test('beside one of a vote by share are counted in', () => {
    const vote = flow(ruled(step('sign', 'VOTE', [person(jie), person(min)]), { needPercent: 60 }));
    const asked = does(submitted(vote), 'addSigner', {
      byId: jie,
      where: 'beside',
      mode: 'ALL',
      who: [tao, feng],
    });
    expect(asked.instance.steps[0]?.seats).toEqual([{ people: [jie, min, tao, feng], need: 3 }]);
  });

  test('can be removed by whoever added them until they act, and then it goes back', () => {
    const asked = add('before', 'ALL', [min]);
    const seq = asked.instance.tasks.find(({ assigneeId }) => assigneeId === min)?.seq ?? 0;
    expect(refusal(() => does(asked, 'removeSigner', { byId: feng, seq }))).toContain(
      'whom you added yourself',
    );
    const back = does(asked, 'removeSigner', { byId: jie, seq });
    expect(waitingFor(back)).toEqual([jie]);
    expect(back.instance.tasks[0]?.state).toBe('open');
    expect(refusal(() => does(pressed(asked, [min, '+']), 'removeSigner', { byId: jie, seq }))).toBe(
      'Min has acted already and cannot be removed.',
    );
  });

  test('can be removed by whoever has the task by now, and no more by who has handed it on', () => {
    const asked = add('beside', 'ALL', [min]);
    const seq = asked.instance.tasks.find(({ assigneeId }) => assigneeId === min)?.seq ?? 0;
    const given = does(asked, 'transfer', { byId: jie, to: tao });
    expect(refusal(() => does(given, 'removeSigner', { byId: jie, seq }))).toContain('whom you added');
    expect(waitingFor(does(given, 'removeSigner', { byId: tao, seq }))).toEqual([tao]);
  });

  test('not both before and after, not the initiator, not twice, not somebody who has left', () => {
    const asked = pressed(add('before', 'ALL', [min]), [min, '+']);
    expect(
      refusal(() => does(asked, 'addSigner', { byId: jie, where: 'after', mode: 'ALL', who: [tao] })),
    ).toContain('both before and after');
    const start = submitted(both);
    const adding = (who: number[], now = firm) =>
      refusal(() => does(start, 'addSigner', { byId: jie, where: 'before', mode: 'ALL', who }, 30, now));
    expect(adding([wei])).toContain('nobody decides on their own request');
    expect(adding([jie])).toBe('Jie is already asked in this step.');
    expect(adding([tao], without(tao))).toContain('has left the firm');
    expect(adding([])).toBe('Say whom to add.');
  });
});
