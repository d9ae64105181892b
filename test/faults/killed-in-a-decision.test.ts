import type { Ask } from '../../bot/platforms/platform.js';
import { sweepAll } from '../../bot/status/approval-sweep.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { addressOf, buildDesk, type Desk, openDesk } from '../support/desk.js';
import { pressOn, submitOf } from '../support/seen.js';
import { openWorld, type World } from '../support/world.js';

/** Every deed on each database takes minutes; the usual run kills a few. */
const isLong = process.env.KILL_DEEDS === 'all';
const TIMEOUT_MS = 240_000;
/** More writes than there are: to be told how many there are. */
const NEVER = 1_000;

/** Something that somebody does to an approval that has come so far. */
interface Deed {
  readonly name: string;
  readonly by: string;
  /** Who has approved before. */
  readonly after?: readonly string[];
  readonly ask: (world: World, number: string) => Promise<Ask> | Ask;
}

/** Presses these buttons on what `/approval show` shows, the one behind the other; the last one is what is asked. */
const presses =
  (by: string, ...labels: readonly string[]): Deed['ask'] =>
  async (world, number) => {
    let seen = await world.ask(by, { kind: 'command', text: `/approval show ${number}` });
    for (const label of labels.slice(0, -1)) seen = await world.ask(by, pressOn(seen, label));
    return pressOn(seen, labels.at(-1) ?? '');
  };

const fills =
  (by: string, labels: readonly string[], values: Readonly<Record<string, string>>): Deed['ask'] =>
  async (world, number) =>
    submitOf(await world.ask(by, await presses(by, ...labels)(world, number)), values);

const everybody = ['E002', 'E005', 'E006'];

const deeds: readonly Deed[] = [
  { name: 'an approval that asks the next', by: 'E002', ask: presses('E002', '同意') },
  {
    name: 'the last approval, by which the deal is signed',
    by: 'E006',
    after: ['E002', 'E005'],
    ask: presses('E006', '同意'),
  },
  { name: 'a rejection', by: 'E002', ask: fills('E002', ['拒绝'], { 拒绝原因: '账期太长' }) },
  { name: 'a return', by: 'E002', ask: fills('E002', ['更多', '退回'], { 原因: '附件不全' }) },
  {
    name: 'signers added',
    by: 'E002',
    ask: fills('E002', ['更多', '加签'], { 姓名或工号: '周宁' }),
  },
  { name: 'a withdrawal', by: 'E003', ask: presses('E003', '撤回') },
  {
    name: 'a revocation, which starts another approval',
    by: 'E003',
    after: everybody,
    ask: fills('E003', ['更多', '申请撤销'], { 原因: '客户取消' }),
  },
];

const usual = ['the last approval, by which the deal is signed', 'a return'];
const chosen = deeds.filter(({ name }) => isLong || usual.includes(name));

type Row = Readonly<Record<string, unknown>>;

/** All that is known of an approval and what hangs on it, but for numbers and times. */
const pictureOf = async ({ rows }: World, id: number): Promise<Row> => {
  const one = `SELECT subjectId FROM approvals WHERE id = ${id}`;
  const related = `SELECT id FROM approvals WHERE id = ${id} OR reversesId = ${id}`;
  const [approvals, tasks, evidence, history, deal, cards] = await Promise.all([
    rows<Row>(
      `SELECT state, purpose, round, endedById, endReason FROM approvals WHERE id IN (${related}) ORDER BY id`,
    ),
    rows<Row>(
      `SELECT seq, stepKey, round, assigneeId, state, decidedById, comment, origin FROM approval_tasks
       WHERE approvalId IN (${related}) ORDER BY approvalId, seq`,
    ),
    rows<{ entry: string }>(
      `SELECT entry FROM evidence WHERE approvalId IN (${related}) ORDER BY approvalId, number`,
    ),
    rows<Row>(
      `SELECT action, actorId FROM history WHERE subjectKind = 'deal' AND subjectId = (${one}) ORDER BY id`,
    ),
    rows<Row>(`SELECT stage, closedReason FROM deals WHERE id = (${one})`),
    rows<Row>(
      `SELECT employeeId, subject, (subjectId IN (${related})) AS isItself FROM shown_cards
       WHERE (subject = 'approval' AND subjectId IN (${related})) OR (subject = 'deal' AND subjectId = (${one}))
       ORDER BY subject, subjectId, employeeId`,
    ),
  ]);
  const done = evidence.map(({ entry }) => {
    const { what, number, by, reason, state } = JSON.parse(entry);
    return { what, number, by: by.name, reason, state };
  });
  return JSON.parse(
    JSON.stringify({ approvals, tasks, done, history, deal, cards }).replace(/A-\d+/g, 'A-n'),
  );
};

describeOnEachDatabase('killed before any write of a decision', (open) => {
  let world: World;
  let url: string;
  let ready: Promise<Desk>;
  beforeAll(async () => {
    await buildDesk();
    const database = await open();
    url = await addressOf(database);
    world = await openWorld(database);
    ready = openDesk(url);
  }, TIMEOUT_MS);
  afterAll(async () => (await ready).close());

  /** The next one opens while this one is at work. */
  const takeDesk = async (): Promise<Desk> => {
    const desk = await ready;
    ready = openDesk(url);
    return desk;
  };

  const approve = async (by: string, number: string) =>
    world.ask(by, await presses(by, '同意')(world, number));

  /** An approval that has come so far. @returns its number */
  const prepare = async ({ after = [] }: Deed): Promise<number> => {
    await world.ask('E003', { kind: 'command', text: '/deal new 上海云帆科技有限公司 2万 待签约' });
    const [row] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM approvals');
    const id = row?.id ?? 0;
    for (const by of after) await approve(by, `A-${id}`);
    return id;
  };

  /** As it goes when nobody dies, and how many moments there are to die in. */
  const rehearse = async (deed: Deed) => {
    const desk = await takeDesk();
    const id = await prepare(deed);
    const before = await pictureOf(world, id);
    const ask = await deed.ask(world, `A-${id}`);
    const seen = await desk.ask(deed.by, ask, { diesAtWrite: NEVER });
    await desk.close();
    return { before, after: await pictureOf(world, id), said: seen?.text, moments: seen?.writes ?? 0 };
  };

  type Rehearsal = Awaited<ReturnType<typeof rehearse>>;

  const dies = async (deed: Deed, moment: number, { before, after, moments }: Rehearsal) => {
    const desk = await takeDesk();
    const id = await prepare(deed);
    const ask = await deed.ask(world, `A-${id}`);
    expect(await desk.ask(deed.by, ask, { key: `${id}`, diesAtWrite: moment })).toBeUndefined();
    await desk.close();

    expect((await sweepAll(world.database)).unsound).toEqual([]);
    expect(await pictureOf(world, id)).toEqual(moment < moments ? before : after);
    const again = await world.ask(deed.by, ask, `${id}`);
    expect(await pictureOf(world, id)).toEqual(after);
    expect((await world.ask(deed.by, ask, `${id}`)).text).toBe(again.text);
    expect(await pictureOf(world, id)).toEqual(after);
    return again.text.replace(/A-\d+/g, 'A-n');
  };

  test.each(chosen.map((deed) => [deed.name, deed] as const))(
    '%s: nothing is lost, nothing doubled, and nobody is left waiting',
    async (_, deed) => {
      const rehearsal = await rehearse(deed);
      expect(rehearsal.moments).toBeGreaterThan(5);
      expect(rehearsal.after).not.toEqual(rehearsal.before);
      const said = new Set<string>();
      for (let moment = 1; moment <= rehearsal.moments; moment += 1)
        said.add(await dies(deed, moment, rehearsal));
      expect([...said]).toEqual([rehearsal.said?.replace(/A-\d+/g, 'A-n')]);
      expect((await sweepAll(world.database)).unsound).toEqual([]);
      await world.settled();
    },
    TIMEOUT_MS,
  );
});
