import { canMore } from '../../../../handlers/approval/can.js';
import { changesSeenBy } from '../../../../handlers/approval/changes.js';
import { editableIn, hiddenFrom } from '../../../../handlers/approval/rules/field-permissions.js';
import { mayJump } from '../../../../handlers/approval/rules/returning.js';
import type { FlowDefinition, FormField, StepDefinition } from '../../../../models/approval-flow.js';
import type { Facts, Instance } from '../../../../models/approval-instance.js';
import { does, ruled, signedBy, stateOf } from '../acts.js';
import {
  clock,
  feng,
  firm,
  flow,
  jie,
  li,
  min,
  na,
  refusal,
  role,
  step,
  submitted,
  waitingFor,
  wei,
} from '../firm.js';

const field = (key: string, type: FormField['type'], en: string): FormField => ({
  key,
  type,
  label: { zh: en, en },
});
const form = {
  fields: [
    field('amount', 'money', 'Amount'),
    field('note', 'text', 'Note'),
    field('cost', 'number', 'Cost'),
  ],
};
const facts: Facts = { title: 'Desk', amountCents: 1200_00, currency: 'CNY', note: 'Desk', cost: 700 };

const flowOf = (steps: readonly StepDefinition[], more: Partial<FlowDefinition> = {}): FlowDefinition => ({
  ...flow(...steps),
  form,
  ...more,
});
const seller = ruled(signedBy('seller', na), { fields: { note: 'edit', cost: 'hidden' } });
const money = ruled(signedBy('money', min), { fields: { amount: 'edit', note: 'read' } });
const boss = signedBy('boss', feng);

const asked = (more: Partial<FlowDefinition> = {}) => submitted(flowOf([seller, money, boss], more), facts);
const edits = (so: { readonly instance: Instance }, byId: number, change: Facts, minute?: number) =>
  does(so, 'edit', { byId, facts: { ...so.instance.facts, ...change } }, minute);
const approves = (so: { readonly instance: Instance }, byId: number, minute?: number) =>
  does(so, 'approve', { byId }, minute);

const notThat = 'This step may not change that.';

describe('what each sees', () => {
  const hidden = (so: { readonly instance: Instance }, who: number) => [
    ...hiddenFrom(so.instance, who, firm),
  ];

  test('a field is hidden from who is asked in a step that hides it, and from nobody else', () => {
    expect(hidden(asked(), na)).toEqual(['cost']);
    expect(hidden(asked(), wei)).toEqual([]);
    expect(hidden(approves(asked(), na), min)).toEqual([]);
    expect(hidden(asked(), li)).toEqual([]);
  });

  test('it is hidden already from who will be asked, as long as it is not their turn', () => {
    const later = submitted(flowOf([boss, seller]), facts);
    expect(hidden(later, na)).toEqual(['cost']);
    const byRole = ruled(step('legal', 'ANY', [role('legal')]), { fields: { cost: 'hidden' } });
    expect(hidden(submitted(flowOf([boss, byRole]), facts), li)).toEqual(['cost']);
  });

  test('it stays hidden when it is over', () => {
    const over = approves(approves(approves(asked(), na), min), feng);
    expect(over.outcome).toBe('approved');
    expect(hidden(over, na)).toEqual(['cost']);
  });

  test('who is asked in two steps sees what one of them shows, from then on', () => {
    const twice = submitted(flowOf([seller, signedBy('again', na)]), facts);
    expect(hidden(twice, na)).toEqual(['cost']);
    expect(hidden(approves(twice, na), na)).toEqual([]);
  });

  test('it is hidden from who is added, is asked for an opinion, or acts for somebody', () => {
    const added = does(asked(), 'addSigner', { byId: na, where: 'beside', who: [li], mode: 'ALL' });
    expect(hidden(added, li)).toEqual(['cost']);
    expect(hidden(does(asked(), 'delegate', { byId: na, to: jie }), jie)).toEqual(['cost']);
    const people = { ...firm, proxyOf: { [na]: li } };
    expect(hidden(submitted(flowOf([seller]), facts, people), li)).toEqual(['cost']);
  });
});

describe('what each may change', () => {
  test('is what the step says, and “Edit” is offered only there', () => {
    const { instance } = asked();
    expect(editableIn(instance, 'seller').map(({ key }) => key)).toEqual(['note']);
    expect(canMore(instance, na, clock(1), firm)).toContain('approval.edit');
    expect(canMore(instance, wei, clock(1), firm)).not.toContain('approval.edit');
    const last = approves(approves(asked(), na), min).instance;
    expect(canMore(last, feng, clock(2), firm)).not.toContain('approval.edit');
  });

  const cases: [string, number, Facts, string | null][] = [
    ['the note, in the step that may', na, { note: 'Two desks' }, null],
    ['the note with the title that follows from it', na, { note: 'Two desks', title: 'Two desks' }, null],
    ['the amount, in the step that may not', na, { amountCents: 1 }, notThat],
    ['the note and the amount', na, { note: 'Two desks', amountCents: 1 }, notThat],
    ['what is hidden', na, { cost: 1 }, notThat],
    ['nothing', na, {}, notThat],
    ['something that the form does not have', na, { other: 1 }, notThat],
    [
      'the note, whose own request it is',
      wei,
      { note: 'x' },
      'Nobody decides on their own request; yours waits for Na.',
    ],
    ['the note, before being asked', min, { note: 'x' }, 'You are not an approver of this; it waits for Na.'],
  ];

  test.each(cases)('%s', (_, byId, change, says) => {
    if (says) expect(refusal(() => edits(asked(), byId, change))).toBe(says);
    else expect(edits(asked(), byId, change).instance.facts).toEqual({ ...facts, ...change });
  });

  test('a title that is a field of its own follows from nothing', () => {
    const titled = { fields: [...form.fields, field('title', 'text', 'Title')] };
    const own = submitted(flowOf([seller], { form: titled }), facts);
    expect(refusal(() => edits(own, na, { note: 'x', title: 'x' }))).toBe(notThat);
  });

  test('nobody who is asked for an opinion, and nobody who is to read', () => {
    const helping = does(asked(), 'delegate', { byId: na, to: jie });
    expect(refusal(() => edits(helping, jie, { note: 'x' }))).toContain('asked for an opinion only');
    const reader = ruled(seller, { reading: true });
    expect(refusal(() => edits(submitted(flowOf([reader]), facts), na, { note: 'x' }))).toContain(
      'for reading',
    );
  });

  test('whoever acts for somebody may, too', () => {
    const people = { ...firm, proxyOf: { [na]: li } };
    const { instance } = submitted(flowOf([seller]), facts, people);
    const done = does({ instance }, 'edit', { byId: li, facts: { ...facts, note: 'x' } }, 30, people);
    expect(done.instance.replaced).toEqual([{ facts, round: 1, byId: li, at: clock(30) }]);
  });
});

describe('a change is a new content', () => {
  const changed = () => edits(approves(asked(), na, 10), min, { amountCents: 900_00 }, 20);

  test('it decides nothing, asks nobody anew, and redraws the card of everybody who was asked', () => {
    const done = changed();
    expect(waitingFor(done)).toEqual([min]);
    expect(done.opened).toEqual([]);
    expect([...done.show].sort()).toEqual([wei, na, min]);
    expect(done.instance.contentHash).not.toBe(asked().instance.contentHash);
  });

  test('a press on the old content is refused', () => {
    const { instance } = changed();
    const stale = { ...instance, contentHash: asked().instance.contentHash };
    const old = { type: 'approve', byId: min, hash: stale.contentHash } as const;
    expect(refusal(() => does({ instance }, 'approve', { ...old }))).toContain('The content has changed');
    expect(refusal(() => does({ instance }, 'edit', { ...old, facts }))).toContain('The content has changed');
  });

  test('who has approved the old one is shown the change, and so is who submitted it; who made it knows', () => {
    const { instance } = changed();
    const amount = {
      field: { zh: 'Amount', en: 'Amount' },
      before: { cents: 1200_00, currency: 'CNY' },
      after: { cents: 900_00, currency: 'CNY' },
    };
    expect(changesSeenBy(instance, na)).toEqual([amount]);
    expect(changesSeenBy(instance, wei)).toEqual([amount]);
    expect(changesSeenBy(instance, min)).toEqual([]);
    expect(changesSeenBy(instance, na, new Set(['amount']))).toEqual([]);
    expect(changesSeenBy(approves({ instance }, min, 30).instance, feng)).toEqual([]);
  });

  test('who has approved the old one is asked for the new one, whatever the flow says about asking twice', () => {
    const again = signedBy('again', na);
    const dedupe = { dedupe: 'ONCE' } as const;
    const unchanged = submitted(flowOf([seller, money, again], dedupe), facts);
    expect(approves(approves(unchanged, na), min).outcome).toBe('approved');
    const other = edits(approves(unchanged, na), min, { amountCents: 900_00 });
    expect(stateOf(approves(other, min), 'again')).toBe('active');
  });

  describe('sent back, it goes straight back only if what was approved still says the same in the key fields', () => {
    const back = { byId: feng, comment: 'No', to: 'initiator', way: 'RERUN' } as const;
    const returned = (more: Partial<FlowDefinition>) => {
      const done = edits(approves(asked(more), na, 10), min, { amountCents: 900_00 }, 20);
      return does(approves(done, min, 30), 'return', back, 40);
    };

    test.each([
      ['nothing else is changed, but somebody approved another amount', {}, { amountCents: 900_00 }, false],
      ['it is put back as it was submitted', {}, { amountCents: 1200_00 }, false],
      ['the amount is no key field', { keyFields: ['note'] }, { amountCents: 900_00 }, true],
      ['a key field is changed now', { keyFields: ['note'] }, { note: 'Two' }, false],
      ['the amount is the key field', { keyFields: ['amountCents'] }, { amountCents: 900_00 }, false],
    ] as const)('%s', (_, more, change, may) => {
      const { instance } = returned(more);
      const next = { ...instance.facts, ...change };
      expect(mayJump(instance, next)).toBe(may);
      const again = () => does({ instance }, 'resubmit', { byId: wei, facts: next, way: 'JUMP' }, 50);
      if (may) expect(waitingFor(again())).toEqual([feng]);
      else expect(refusal(again)).toContain('straight back');
    });
  });

  test('it ends what could be taken back: somebody has acted since', () => {
    const next = approves(asked(), na);
    expect(next.instance.undo?.byId).toBe(na);
    const done = edits(next, min, { amountCents: 900_00 });
    expect(refusal(() => does(done, 'takeBack', { byId: na }))).toContain('only before anybody else acts');
  });

  test('the steps to come are chosen by what it says now', () => {
    const large = ruled(boss, { when: { field: 'amountCents', op: 'gt', value: 1000_00 } });
    const so = approves(submitted(flowOf([seller, money, large]), facts), na);
    expect(approves(so, min).outcome).toBeNull();
    expect(approves(edits(so, min, { amountCents: 900_00 }), min).outcome).toBe('approved');
  });
});
