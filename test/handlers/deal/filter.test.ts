import { filterSchema } from '../../../handlers/deal/filter.js';
import { listMyDeals } from '../../../handlers/deal/list.js';
import type { Database } from '../../../models/database.js';
import type { Employee } from '../../../models/employee.js';
import type { ListView } from '../../../models/views.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hire, sell } from '../../support/staff.js';

/** A Monday, half past eight in Shanghai. */
const now = new Date('2026-06-15T00:30:00.000Z');

describeOnEachDatabase('the deals that are asked for', (open) => {
  let database: Database;
  let boss: Employee;
  let zhang: Employee;
  let emma: Employee;
  let alone: Employee;

  beforeAll(async () => {
    database = await open();
    boss = await hire(database, { name: 'Boss' });
    zhang = await hire(database, { name: 'Zhang', managerId: boss.id });
    emma = await hire(database, { name: 'Emma', managerId: boss.id });
    alone = await hire(database, { name: 'Alone' });
    const [ownerId, won] = [zhang.id, { stage: 'signed' }];
    await sell(database, [
      { ownerId, title: 'small', amountCents: 199_999_99, expectedClose: '2026-06-30' },
      { ownerId, title: 'exact', amountCents: 200_000_00, expectedClose: '2026-07-01' },
      { ownerId, title: 'large', amountCents: 500_000_01, stage: 'negotiation' },
      { ownerId, title: 'dollars', amountCents: 300_000_00, currency: 'USD', expectedClose: '2026-06-01' },
      { ownerId: emma.id, title: 'of Emma', amountCents: 400_000_00, expectedClose: '2026-06-21' },
      { ownerId: alone.id, title: 'of Alone', amountCents: 400_000_00, expectedClose: '2026-06-21' },
      // Midnight in Shanghai is 16:00 in UTC.
      { ownerId, title: 'won in May', ...won, closedAt: new Date('2026-05-31T15:59:59.999Z') },
      { ownerId, title: 'won in June', ...won, closedAt: new Date('2026-05-31T16:00:00.000Z') },
      { ownerId, title: 'lost', stage: 'lost', closedAt: now, expectedClose: '2026-06-20' },
    ]);
  });

  const list = async (actor: Employee, asked: object): Promise<ListView> => {
    const filter = filterSchema.parse(asked);
    const answer = await database.read((tx) =>
      listMyDeals.run({ tx, actor, now, surface: 'console' }, filter),
    );
    if (answer.type !== 'view' || answer.view.kind !== 'list') throw new Error('It is no list.');
    return answer.view;
  };
  const titles = async (actor: Employee, asked: object) =>
    (await list(actor, asked)).rows.map(({ title }) => title.replace(/^D-\d+ /, ''));

  test.each([
    ['大于20万', ['large', 'exact']],
    ['at most 200k', ['exact', 'small']],
    ['20-30万', ['exact']],
    ['at least USD 300k', ['dollars']],
    ['above EUR 1', []],
    ['abc', []],
  ])('%s: amounts of that currency alone, both ends included', async (amount, found) => {
    expect(await titles(zhang, { amount })).toEqual(found);
  });

  test.each([
    [{ period: 'this-month' }, ['dollars', 'small']],
    [{ period: 'next-month' }, ['exact']],
    [{ period: '2026-06-30/2026-07-01' }, ['exact', 'small']],
    [{ period: 'this-month', outcome: 'won' }, ['won in June']],
    [{ period: 'last-month', outcome: 'won' }, ['won in May']],
    [{ period: 'this-month', stage: 'signed' }, ['won in June']],
    [{ period: 'this-month', outcome: 'closed' }, ['lost', 'won in June']],
    [{ period: 'this-month', outcome: 'any' }, ['lost', 'dollars', 'small']],
  ])('%j: open ones by when they should close, the others by when they did', async (asked, found) => {
    expect(await titles(zhang, asked)).toEqual(found);
  });

  test('a month ends at midnight where the reader is', async () => {
    const abroad = { ...zhang, timeZone: 'Europe/Berlin' };
    expect(await titles(abroad, { period: 'last-month', outcome: 'won' })).toEqual([
      'won in June',
      'won in May',
    ]);
  });

  test('of a colleague, as far as one sees their deals', async () => {
    expect(await titles(boss, { owner: emma.id })).toEqual(['of Emma']);
    expect(await titles(boss, { owner: String(emma.id) })).toEqual(['of Emma']);
    expect(await titles(boss, { owner: alone.id })).toEqual([]);
    expect(await titles(emma, { owner: zhang.id })).toEqual([]);
  });

  test.each([
    [undefined, ['of Emma', 'dollars', 'large', 'exact', 'small']],
    ['biggest', ['large', 'of Emma', 'dollars', 'exact', 'small']],
    ['soonest', ['dollars', 'of Emma', 'small', 'exact', 'large']],
  ])('%s first', async (order, found) => {
    expect(await titles(boss, { team: true, order })).toEqual(found);
  });

  test('says what all of them are worth, to the cent, each currency by itself', async () => {
    const { total, worth, title } = await list(boss, { team: true, order: 'biggest' });
    expect({ total, worth }).toEqual({
      total: 5,
      worth: [
        { cents: 1_300_000_00, currency: 'CNY' },
        { cents: 300_000_00, currency: 'USD' },
      ],
    });
    expect(JSON.stringify(title)).toContain('no currency is converted');
  });

  test('adds up all pages exactly, also what is near the end of exact numbers', async () => {
    const rich = await hire(database, { name: 'Rich' });
    const most = Array.from({ length: 100 }, () => ({ ownerId: rich.id, amountCents: 9e13 - 1 }));
    await sell(database, most);
    expect((await list(rich, { page: 2 })).worth).toEqual([{ cents: 9e15 - 100, currency: 'CNY' }]);
  });

  test.each([
    { page: 1 },
    { team: true, stage: 'negotiation' },
    { team: true, unmovedSince: '2026-06-01T00:00:00.000Z' },
    { team: true, closeBefore: '2026-06-15' },
    { team: true, outcome: 'won', closedSince: '2026-06-12T16:00:00.000Z' },
    { team: true, outcome: 'any', search: 'ERP' },
  ])('the button of a card of before, %j, is still understood', async (input) => {
    expect((await list(boss, input)).turn.input).toEqual(
      Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'page')),
    );
  });

  test.each([
    { period: 'some-day' },
    { period: '2026-02-30/2026-03-01' },
    { period: '2026-03-01' },
    { owner: 'me' },
    { customer: -1 },
    { order: 'id; DROP TABLE deals' },
  ])('an address with %j is refused', (input) => {
    expect(filterSchema.safeParse(input).success).toBe(false);
  });
});
