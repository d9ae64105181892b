import type { People } from '../../../../models/approval-instance.js';
import { does, signedBy } from '../acts.js';
import { firm, flow, jie, min, pressed, refusal, submitted, tao, waitingFor } from '../firm.js';

describe('handed to somebody else', () => {
  const definition = flow(signedBy('sign', jie, min));

  test('for good: the new one decides, the old one has no more say, and both stand in the record', () => {
    const given = does(submitted(definition), 'transfer', { byId: jie, to: tao, comment: 'On it' });
    expect(new Set(waitingFor(given))).toEqual(new Set([tao, min]));
    expect(refusal(() => pressed(given, [jie, '+']))).toBe(
      'Jie handed this on at 09:30; it waits for Min, Tao now.',
    );
    expect(pressed(given, [tao, '+'], [min, '+']).outcome).toBe('approved');
    expect(given.instance.tasks.map(({ state }) => state)).toEqual(['transferred', 'open', 'open']);
  });

  test('for an opinion: it comes back, and the owner decides', () => {
    const asked = does(submitted(definition), 'delegate', { byId: jie, to: tao });
    expect(refusal(() => pressed(asked, [tao, '+']))).toContain('asked for an opinion only');
    expect(refusal(() => pressed(asked, [jie, '+']))).toContain('comes back to you');
    const advised = does(asked, 'advise', { byId: tao, comment: 'Fine with me' });
    expect(new Set(waitingFor(advised))).toEqual(new Set([jie, min]));
    expect(advised.instance.tasks.at(-1)).toMatchObject({ state: 'advised', comment: 'Fine with me' });
  });

  test('in absence: the proxy decides for the one who is away, who may still do so first', () => {
    const away: People = { ...firm, proxyOf: { [jie]: tao } };
    const asked = submitted(definition, {}, away);
    const done = does(asked, 'approve', { byId: tao });
    expect(done.instance.tasks[0]).toMatchObject({ assigneeId: jie, decidedById: tao });
    expect(asked.show).toContain(tao);
    expect(refusal(() => pressed(done, [jie, '+']))).toBe('Tao has already approved this on 09:30.');
    expect(pressed(asked, [jie, '+']).instance.tasks[0]?.decidedById).toBe(jie);
  });
});
