import { does, signedBy } from '../acts.js';
import {
  firm,
  flow,
  jie,
  min,
  na,
  person,
  pressed,
  refusal,
  role,
  submitted,
  waitingFor,
  wei,
} from '../firm.js';

describe('asked, urged and told', () => {
  const asked = submitted(flow(signedBy('sign', na, jie)));

  test('a question goes to Wei and the task stays open; his answer goes to who asked', () => {
    const question = does(asked, 'ask', { byId: na, comment: 'Which term?' });
    expect([question.told, waitingFor(question)]).toEqual([[wei], [na, jie]]);
    const answer = does(question, 'answer', { byId: wei, comment: '30 days' });
    expect([answer.instance.tasks[0]?.question, answer.told]).toEqual([null, [na]]);
    expect(refusal(() => does(asked, 'answer', { byId: wei, comment: 'x' }))).toBe(
      'Nobody waits for an answer of yours.',
    );
  });

  test('the answer to whoever acts for somebody away goes to them', () => {
    const away = { ...firm, proxyOf: { [na]: min } };
    const question = does(
      submitted(flow(signedBy('sign', na)), {}, away),
      'ask',
      {
        byId: min,
        comment: 'Why?',
      },
      30,
      away,
    );
    expect(does(question, 'answer', { byId: wei, comment: '30 days' }, 31, away).told).toEqual([min]);
  });

  test('urging reminds all who hold it, once in four hours, and nobody at night', () => {
    const urged = does(asked, 'urge', { byId: wei }, 0);
    expect(urged.told).toEqual([na, jie]);
    expect(refusal(() => does(urged, 'urge', { byId: wei }, 239))).toBe(
      'They were urged already; you can do it again after 13:00.',
    );
    expect(does(urged, 'urge', { byId: wei }, 240).told).toEqual([na, jie]);
    const night = { ...firm, quiet: new Set([jie]) };
    expect(does(asked, 'urge', { byId: wei }, 0, night).told).toEqual([na]);
    const rest = { ...firm, quiet: new Set([na, jie]) };
    expect(refusal(() => does(asked, 'urge', { byId: wei }, 0, rest))).toContain(
      'night or a day off for Na, Jie',
    );
  });

  test.each([
    ['submit', [min], []],
    ['end', [], [min]],
    ['both', [min], [min]],
  ] as const)('a copy at %s', (at, first, last) => {
    const definition = {
      ...flow(signedBy('sign', na)),
      copies: [{ at, to: [role('finance'), person(min)] }],
    };
    const start = submitted(definition);
    expect(start.told).toEqual(first);
    const end = pressed(start, [na, '+']);
    expect(end.told).toEqual(last);
    expect(end.instance.copied).toEqual([min]);
    expect(end.instance.tasks.map(({ assigneeId }) => assigneeId)).toEqual([na]);
  });
});
