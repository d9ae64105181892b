import type { People } from '../../../../models/approval-instance.js';
import { does, ruled, signedBy } from '../acts.js';
import {
  feng,
  firm,
  flow,
  jie,
  li,
  lin,
  min,
  pressed,
  refusal,
  submitted,
  tao,
  waitingFor,
} from '../firm.js';

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

describe('what somebody is asked about that becomes theirs', () => {
  const signs = signedBy('sign', jie, min);

  test('goes to their manager, and they can neither decide it nor have it back', () => {
    const given = does(submitted(flow(signs)), 'give', { to: jie });
    expect(given.instance.ownerId).toBe(jie);
    expect(new Set(waitingFor(given))).toEqual(new Set([min, feng]));
    expect(refusal(() => pressed(given, [jie, '+']))).toContain('Nobody decides on their own request');
    expect(refusal(() => does(given, 'transfer', { byId: min, to: jie }))).toContain('Jie has this now');
    expect(pressed(given, [feng, '+'], [min, '+']).outcome).toBe('approved');
  });

  test('goes to an administrator where they have no manager', () => {
    const given = does(submitted(flow(signedBy('sign', tao))), 'give', { to: tao });
    expect(waitingFor(given)).toEqual([lin]);
  });

  test('is left to the others, or passes, where the flow skips whoever asks', () => {
    const skipping = (...who: number[]) => submitted(flow(ruled(signedBy('sign', ...who), { own: 'SKIP' })));
    const given = does(skipping(jie, min), 'give', { to: jie });
    expect(waitingFor(given)).toEqual([min]);
    const alone = does(skipping(jie), 'give', { to: jie });
    expect(alone.outcome).toBe('approved');
    expect(alone.instance.steps[0]).toMatchObject({ state: 'passed', rule: 'own' });
  });

  test('stays with them where the flow lets people decide on what is theirs', () => {
    const given = does(submitted(flow(ruled(signs, { own: 'SELF_OK' }))), 'give', { to: jie });
    expect(new Set(waitingFor(given))).toEqual(new Set([jie, min]));
  });

  test('is refused while nobody else could decide it', () => {
    const alone: People = { ...firm, roles: {}, managerOf: {} };
    expect(refusal(() => does(submitted(flow(signs)), 'give', { to: jie }, 30, alone))).toContain(
      'Nobody can decide “sign”, and there is no administrator besides Jie',
    );
  });

  test('keeps what they have approved before, and the opinion that they were asked for', () => {
    const approved = pressed(submitted(flow(signs)), [jie, '+']);
    const given = does(approved, 'give', { to: jie });
    expect(waitingFor(given)).toEqual([min]);
    expect(pressed(given, [min, '+']).outcome).toBe('approved');

    const asked = does(submitted(flow(signs)), 'delegate', { byId: jie, to: tao });
    const theirs = does(asked, 'give', { to: tao });
    expect(new Set(waitingFor(theirs))).toEqual(new Set([min, tao]));
  });

  test('goes to an administrator where their manager signs already, and without whom they have added', () => {
    const added = does(submitted(flow(signs)), 'addSigner', {
      byId: min,
      where: 'after',
      who: [li],
      mode: 'ALL',
    });
    const given = does(added, 'give', { to: li });
    expect(new Set(waitingFor(given))).toEqual(new Set([jie, lin]));

    const held = does(submitted(flow(signs)), 'addSigner', {
      byId: jie,
      where: 'before',
      who: [tao],
      mode: 'ALL',
    });
    expect(new Set(waitingFor(does(held, 'give', { to: jie })))).toEqual(new Set([min, feng]));
  });

  test('is not theirs to act on for somebody who is away', () => {
    const away: People = { ...firm, proxyOf: { [jie]: tao } };
    const asked = does(submitted(flow(signs), {}, away), 'ask', { byId: tao, comment: 'Why?' }, 30, away);
    const given = does(asked, 'give', { to: tao }, 31, away);
    expect(given.instance.tasks[0]).toMatchObject({ assigneeId: jie, proxyId: null, state: 'open' });
  });

  test('is not open to them again when somebody takes an approval back', () => {
    const approved = pressed(submitted(flow(ruled(signs, { mode: 'ANY' }), signedBy('then', tao))), [
      min,
      '+',
    ]);
    expect(waitingFor(approved)).toEqual([tao]);
    const back = does({ instance: { ...approved.instance, ownerId: jie } }, 'takeBack', { byId: min });
    expect(new Set(waitingFor(back))).toEqual(new Set([min, feng]));
  });
});
