import fc from 'fast-check';
import { defaultPipeline } from '../../../handlers/deal/pipeline.js';
import { showDigest } from '../../../handlers/digest/show.js';
import { digestView } from '../../../handlers/digest/view.js';
import { actions } from '../../../handlers/index.js';
import type { Context } from '../../../handlers/useCase.js';
import type { Database } from '../../../models/database.js';
import type { Employee } from '../../../models/employee.js';
import { saveSetting } from '../../../models/setting.js';
import type { Money } from '../../../models/text.js';
import type { DigestNumber, DigestView, ListView } from '../../../models/views.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hire, type Sale, sell } from '../../support/staff.js';

/** Monday, 8:30 in Shanghai; the working day before is Friday the 12th. */
const monday = '2026-06-15';
const morning = new Date('2026-06-15T00:30:00.000Z');
const friday = new Date('2026-06-11T16:00:00.000Z');
const twoWeeksAgo = new Date(morning.getTime() - 14 * 86_400_000);

const minutesBefore = (at: Date, minutes: number) => new Date(at.getTime() - minutes * 60_000);

const asPerson = <T>(database: Database, actor: Employee, use: (ctx: Context) => Promise<T>, now = morning) =>
  database.read((tx) => use({ tx, actor, now, surface: 'console' }));

const digestOf = (database: Database, actor: Employee, day = monday) =>
  asPerson(database, actor, (ctx) => digestView(ctx, day));

const numbersIn = (view: DigestView): readonly DigestNumber[] => [
  view.stuck,
  view.slipping,
  view.won,
  view.lost,
  ...view.stages,
];

/** The list that a number opens. */
async function opened(database: Database, actor: Employee, { press }: DigestNumber): Promise<ListView> {
  const answer = await asPerson(database, actor, (ctx) => {
    const entry = actions[press.do];
    if (!entry) throw new Error(`Nothing does ${press.do}.`);
    return entry.answer(ctx, press.input);
  });
  if (answer.type !== 'view' || answer.view.kind !== 'list') throw new Error('It opened no list.');
  return answer.view;
}

const stages = defaultPipeline.stages;
const isOpen = ({ stage }: Sale) => !stages.find(({ key }) => key === stage)?.outcome;

/** By hand, without the database: amounts of a currency in one list of deals. */
const sumsOf = (sales: readonly Sale[], weigh = (cents: number, _: Sale) => cents): Money[] =>
  ['CNY', 'EUR', 'USD'].flatMap((currency) => {
    const cents = sales
      .filter((sale) => sale.currency === currency)
      .reduce((sum, sale) => sum + weigh(sale.amountCents ?? 0, sale), 0);
    return cents === 0 ? [] : [{ cents, currency }];
  });

const counted = (sales: readonly Sale[]) => ({ count: sales.length, totals: sumsOf(sales) });
const plain = ({ count, totals }: DigestNumber) => ({ count, totals });

/** Around each limit: long before it, a moment before, on it, a moment after. */
const around = (limit: Date) =>
  fc.constantFrom(-40_000, -1, 0, 1, 9_000).map((minutes) => minutesBefore(limit, -minutes));

const sale = (ownerIds: readonly number[]): fc.Arbitrary<Sale> =>
  fc
    .record({
      ownerId: fc.constantFrom(...ownerIds),
      stage: fc.constantFrom(...stages.map(({ key }) => key)),
      amountCents: fc.nat(9_999_999_99),
      currency: fc.constantFrom('CNY', 'CNY', 'USD', 'EUR'),
      expectedClose: fc.constantFrom(
        null,
        '2026-01-31',
        '2026-06-14',
        '2026-06-15',
        '2026-06-16',
        '2027-01-01',
      ),
      stageChangedAt: around(twoWeeksAgo),
      endedAt: around(friday),
    })
    .map(({ endedAt, ...made }) => ({ ...made, closedAt: isOpen(made) ? null : endedAt }));

describeOnEachDatabase('the digest', (open) => {
  let database: Database;
  const staff: Record<string, Employee> = {};
  const person = (name: string): Employee => {
    const found = staff[name];
    if (!found) throw new Error(`Nobody is called ${name}.`);
    return found;
  };
  let sales: readonly Sale[] = [];

  beforeAll(async () => {
    database = await open();
    const add = async (name: string, more: Partial<Employee> = {}) => {
      staff[name] = await hire(database, { name, ...more });
    };
    await add('Wang', { roles: ['general-manager'] });
    await add('Li', { managerId: person('Wang').id });
    await add('Zhang', { managerId: person('Li').id });
    await add('Emma', { managerId: person('Li').id, locale: 'en' });
    await add('Zhao', { managerId: person('Wang').id });
    await add('Sun', { managerId: person('Wang').id });
    const owners = ['Li', 'Zhang', 'Emma', 'Zhao'].map((name) => person(name).id);
    sales = fc.sample(sale(owners), { numRuns: 600, seed: 20_260_615 });
    await sell(database, sales);
  });

  const salesSeenBy: Record<string, readonly string[]> = {
    Wang: ['Li', 'Zhang', 'Emma', 'Zhao'],
    Li: ['Li', 'Zhang', 'Emma'],
    Zhang: ['Zhang'],
    Zhao: ['Zhao'],
  };

  describe.each(Object.entries(salesSeenBy))('of %s, who sees the deals of %s', (name, owners) => {
    let view: DigestView;
    let seen: readonly Sale[];

    beforeAll(async () => {
      const found = await digestOf(database, person(name));
      if (!found) throw new Error('There was nothing to say.');
      view = found;
      seen = sales.filter(({ ownerId }) => owners.some((owner) => person(owner).id === ownerId));
    });

    test('counts and adds up what is stuck, slipping, won and lost', () => {
      const openOnes = seen.filter(isOpen);
      const ended = (stage: string) =>
        seen.filter((one) => one.stage === stage && one.closedAt && one.closedAt >= friday);
      expect(plain(view.stuck)).toEqual(
        counted(openOnes.filter(({ stageChangedAt }) => stageChangedAt && stageChangedAt <= twoWeeksAgo)),
      );
      expect(plain(view.slipping)).toEqual(
        counted(openOnes.filter(({ expectedClose }) => expectedClose && expectedClose < monday)),
      );
      expect(plain(view.won)).toEqual(counted(ended('signed')));
      expect(plain(view.lost)).toEqual(counted(ended('lost')));
      expect(view).toMatchObject({ day: monday, since: '2026-06-12', stuckDays: 14 });
    });

    test('adds up each stage, and weighs it by its chance', () => {
      for (const { stage, probabilityBp, count, totals, weighted } of view.stages) {
        const inStage = seen.filter((one) => one.stage === stage.key);
        expect({ count, totals }).toEqual(counted(inStage));
        expect(weighted).toEqual(
          totals.map(({ cents, currency }) => ({
            cents: Math.floor((cents * probabilityBp) / 10_000 + 0.5),
            currency,
          })),
        );
      }
      expect(view.stages.map(({ stage }) => stage.key)).toEqual([
        'lead',
        'proposal',
        'negotiation',
        'to-sign',
      ]);
    });

    test('forecasts the sum of what it shows', () => {
      const shown = view.stages.flatMap(({ weighted }) => weighted);
      const sums = ['CNY', 'EUR', 'USD'].map((currency) => ({
        cents: shown.filter((one) => one.currency === currency).reduce((sum, { cents }) => sum + cents, 0),
        currency,
      }));
      expect(view.forecast).toEqual(sums);
    });

    test('opens, with each number, a list of exactly the deals it counted', async () => {
      for (const number of numbersIn(view)) {
        const { total, worth } = await opened(database, person(name), number);
        expect({ count: total, totals: worth }).toEqual({ count: number.count, totals: number.totals });
      }
      expect(numbersIn(view).every(({ count }) => count > 0)).toBe(true);
    });
  });

  test('says nothing to whoever has no deals and nothing to decide', async () => {
    expect(await digestOf(database, person('Sun'))).toBeUndefined();
    const typed = await asPerson(database, person('Sun'), (ctx) => showDigest.answer(ctx, { text: '' }));
    expect(typed).toMatchObject({ type: 'words', words: { text: { en: /^Nothing to report today/ } } });
  });

  test('comes when it is typed, as of now', async () => {
    const typed = await asPerson(database, person('Li'), (ctx) => showDigest.answer(ctx, { text: '' }));
    expect(typed).toMatchObject({ type: 'view', view: { kind: 'digest', day: monday } });
  });

  test('is that of the reader’s own day', async () => {
    const night = new Date('2026-06-14T16:30:00.000Z');
    const abroad = { ...person('Emma'), timeZone: 'America/New_York' };
    const dayOf = async (actor: Employee) => {
      const answer = await asPerson(database, actor, (ctx) => showDigest.answer(ctx, { text: '' }), night);
      return answer.type === 'view' && answer.view.kind === 'digest' && answer.view.day;
    };
    expect(await dayOf(person('Emma'))).toBe('2026-06-15');
    expect(await dayOf(abroad)).toBe('2026-06-14');
  });

  test('counts as stuck what the firm’s own number of days says', async () => {
    const theirs = await open();
    const zhou = await hire(theirs, { name: 'Zhou' });
    const days = (count: number) => minutesBefore(morning, count * 24 * 60);
    await sell(
      theirs,
      [1, 3, 5, 15].map((count) => ({ ownerId: zhou.id, stageChangedAt: days(count) })),
    );
    expect((await digestOf(theirs, zhou))?.stuck.count).toBe(1);
    await theirs.transaction((tx) => saveSetting(tx, 'digest', { stuckDays: 3 }));
    expect(await digestOf(theirs, zhou)).toMatchObject({ stuck: { count: 3 }, stuckDays: 3 });
  });

  test('opens what is stuck or slipping with what has waited longest first', async () => {
    const theirs = await open();
    const zhou = await hire(theirs, { name: 'Zhou' });
    await sell(
      theirs,
      [20, 40, 30].map((days) => ({
        ownerId: zhou.id,
        title: `since ${days}`,
        stageChangedAt: minutesBefore(morning, days * 24 * 60),
        expectedClose: `2026-05-${days - 10}`,
      })),
    );
    const view = await digestOf(theirs, zhou);
    const titlesIn = async (number: DigestNumber | undefined) =>
      number && (await opened(theirs, zhou, number)).rows.map(({ title }) => title.replace(/^\S+ /, ''));
    expect(await titlesIn(view?.stuck)).toEqual(['since 40', 'since 30', 'since 20']);
    expect(await titlesIn(view?.slipping)).toEqual(['since 20', 'since 30', 'since 40']);
  });
});
