import { contractFlow } from '../../handlers/flow/shipped/contract.js';
import { migrate } from '../../migrations/index.js';
import type { FlowDefinition } from '../../models/approval-flow.js';
import { type Database, openDatabase } from '../../models/database.js';
import { copyApproval, type Original, startOriginal } from '../approvals.js';
import { bareSpeed } from '../bare.js';
import type { Statement } from '../bare-rows.js';
import { must } from '../check.js';
import { type Child, startChild } from '../child.js';
import type { Decided, Decisions, Press, Recorded } from '../children/decide.js';
import { type Firm, seedFirm } from '../firm.js';
import { pagesWritten, writeBack } from '../pages.js';
import { line, ratios } from '../report.js';
import type { Measure, Setting } from './measure.js';

const AT_ONCE = 64;
const POOL_SIZE = 64;
const SIGNERS = 500;
const STEPS = 200;
const OPEN = 1_000;
const FEW = 1_000;
const MANY = 100_000;
/** More than any machine decides in a second. */
const MOST_PER_SECOND = 2_000;
/** As the bare side numbers its rows. */
const FIRST_ID = 1_000_001;
const FIRST_OVER = 2_000_001;
const FIRST_FEW = 3_000_001;
const FIRST_MANY = 4_000_001;
const MANAGER = 'UM00001';

interface Cost {
  readonly perSecond: number;
  readonly cpuMsEach: number;
}

/** With how many rows the database has looked at for each: the same on a busy machine. */
interface FullCost extends Cost {
  readonly readsEach: number;
  /** Pages that it wrote back meanwhile, for whatever changed them. */
  readonly pagesEach: number;
}

const name = { zh: '审批', en: 'Approval' };

/** One after the other, each by another of these people. */
const inSteps = (ids: readonly number[]): FlowDefinition => ({
  key: 'long',
  purpose: 'long',
  name,
  steps: Array.from({ length: STEPS }, (_, at) => ({
    key: `s${at}`,
    name,
    mode: 'ANY',
    assignees: [{ type: 'person', employeeId: ids[at % ids.length] as number }],
  })),
});

const together = (ids: readonly number[]): FlowDefinition => ({
  key: 'wide',
  purpose: 'wide',
  name,
  steps: [
    {
      key: 'all',
      name,
      mode: 'ALL',
      assignees: ids.map((employeeId) => ({ type: 'person' as const, employeeId })),
    },
  ],
});

/** A firm with its database, and a process that decides. */
interface Bench {
  readonly url: string;
  readonly database: Database;
  readonly firm: Firm;
  readonly child: Child;
}

async function onBench<T>({ server }: Setting, run: (bench: Bench) => Promise<T>): Promise<T> {
  const url = await server.create();
  const database = await openDatabase(url);
  const child = startChild('./children/decide.js');
  try {
    await migrate(database);
    const firm = await seedFirm(database, { sellers: SIGNERS + 1, managers: 1 });
    return await run({ url, database, firm, child });
  } finally {
    await child.stop();
    await database.close();
    await server.drop(url);
  }
}

const byManager = (firstId: number, count: number): Press[] =>
  Array.from({ length: count }, (_, at) => ({ userId: MANAGER, id: firstId + at }));

/** Rows that the whole server has read so far, by whatever way. */
const readsOf = async ({ database }: Bench): Promise<number> => {
  const rows = await database.read((tx) =>
    tx.rows<{ Value: string }>("SHOW GLOBAL STATUS LIKE 'Handler_read%'"),
  );
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
};

async function decide(
  bench: Bench,
  { hash }: Original,
  presses: readonly Press[],
  seconds: number,
  atOnce = AT_ONCE,
): Promise<FullCost> {
  const { child, url } = bench;
  const readsBefore = await readsOf(bench);
  const pagesBefore = await pagesWritten(bench.database);
  const before = await child.usage();
  const given: Decisions = { url, hash, presses, atOnce, seconds };
  const { decisions, elapsedMs } = await child.ask<Decided>('run', given);
  const after = await child.usage();
  return {
    perSecond: (decisions * 1000) / elapsedMs,
    cpuMsEach: (after.cpuMs - before.cpuMs) / decisions,
    readsEach: ((await readsOf(bench)) - readsBefore) / decisions,
    pagesEach: ((await pagesWritten(bench.database)) - pagesBefore) / decisions,
  };
}

const seller = ({ firm }: Bench): string => firm.sellers[0] ?? '';

/** Everybody but the seller whose deals they are. */
const signers = (bench: Bench): Promise<{ id: number; userId: string }[]> =>
  bench.database.read((tx) =>
    tx.rows(
      `SELECT employeeId AS id, userId FROM identities WHERE userId LIKE 'US%' AND userId <> ? ORDER BY userId LIMIT ?`,
      [seller(bench), SIGNERS],
    ),
  );

/** What one decision writes, for other approvals of other deals. */
function statementsOf({ key, statements }: Recorded, { id, dealId, purpose }: Original): Statement[] {
  return statements.map(({ sql, values }) => ({
    sql,
    values: values.map((value) => {
      if (value === key) return { id: 'event' as const };
      if (value === `deal:${dealId}:${purpose}`) return { id: 'running' as const };
      if (value === id) return { id: 'approval' as const };
      return value === dealId ? { id: 'deal' as const } : { value };
    }),
  }));
}

async function runBare(bench: Bench, statements: readonly Statement[], { plan }: Setting): Promise<Cost> {
  const bare = startChild('./children/bare.js');
  const load = { url: bench.url, statements, connections: AT_ONCE, poolSize: POOL_SIZE };
  try {
    return await bareSpeed(bare, load, plan);
  } finally {
    await bare.stop();
  }
}

const countOpen = async ({ database }: Bench, userId: string): Promise<number> =>
  Number(
    (
      await database.read((tx) =>
        tx.row<{ n: number }>(
          `SELECT COUNT(*) AS n FROM approval_tasks t JOIN identities i ON i.employeeId = t.assigneeId
           WHERE i.userId = ? AND t.state = 'open'`,
          [userId],
        ),
      )
    )?.n ?? 0,
  );

interface Speeds {
  readonly ours: Cost;
  readonly bare: Cost;
  readonly few: FullCost;
  readonly many: FullCost;
}

/** Ours and the bare one on databases that are alike, then ours beside few and many that are over. */
async function speeds(setting: Setting): Promise<Speeds> {
  const { plan } = setting;
  const count = MOST_PER_SECOND * plan.seconds;
  const warm = MOST_PER_SECOND * plan.warmUpSeconds;
  const written = await onBench(setting, async (bench) => {
    const original = await startOriginal(bench.database, seller(bench), contractFlow);
    await copyApproval(bench.database, original, FIRST_ID, count + warm);
    const press = { userId: MANAGER, id: original.id };
    const recorded = await bench.child.ask<Recorded>('record', {
      url: bench.url,
      hash: original.hash,
      press,
    });
    return runBare(bench, statementsOf(recorded, original), setting);
  });
  return onBench(setting, async (bench) => {
    const original = await startOriginal(bench.database, seller(bench), contractFlow);
    await copyApproval(bench.database, original, FIRST_OVER, FEW, true);
    await copyApproval(bench.database, original, FIRST_ID, count + warm);
    await decide(bench, original, byManager(FIRST_ID, warm), plan.warmUpSeconds);
    const open = await countOpen(bench, MANAGER);
    const ours = await decide(bench, original, byManager(FIRST_ID + warm, count), plan.seconds);
    must((await countOpen(bench, MANAGER)) < open, 'Nothing was decided.');

    const fresh = async (firstId: number) => {
      await copyApproval(bench.database, original, firstId, warm + count);
      await writeBack(bench.database);
      await decide(bench, original, byManager(firstId, warm), plan.warmUpSeconds);
      return decide(bench, original, byManager(firstId + warm, count), plan.seconds);
    };
    const few = await fresh(FIRST_FEW);
    await copyApproval(bench.database, original, FIRST_OVER + FEW, MANY - FEW, true);
    const many = await fresh(FIRST_MANY);
    return { ours, bare: written, few, many };
  });
}

/** Half-way through a long flow, of which a thousand are open. */
const longFlow = (setting: Setting): Promise<Cost> =>
  onBench(setting, async (bench) => {
    const people = await signers(bench);
    const original = await startOriginal(bench.database, seller(bench), inSteps(people.map(({ id }) => id)));
    const first = people.slice(0, STEPS / 2).map(({ userId }) => ({ userId, id: original.id }));
    await decide(bench, original, first, setting.plan.seconds * 10, 1);
    await copyApproval(bench.database, original, FIRST_ID, OPEN);
    const userId = people[STEPS / 2]?.userId ?? '';
    must((await countOpen(bench, userId)) === OPEN + 1, 'The long flow is not half-way.');
    const presses = Array.from({ length: OPEN }, (_, at) => ({ userId, id: FIRST_ID + at }));
    return decide(bench, original, presses, setting.plan.seconds * 10);
  });

/** One after the other, in a step of five hundred. */
const wideStep = (setting: Setting): Promise<Cost> =>
  onBench(setting, async (bench) => {
    const people = await signers(bench);
    const original = await startOriginal(bench.database, seller(bench), together(people.map(({ id }) => id)));
    const presses = people.map(({ userId }) => ({ userId, id: original.id }));
    const cost = await decide(bench, original, presses, setting.plan.seconds * 30, 1);
    const row = await bench.database.read((tx) =>
      tx.row<{ state: string }>('SELECT state FROM approvals WHERE id = ?', [original.id]),
    );
    must(row?.state === 'approved', `After all have signed it is ${row?.state}.`);
    return cost;
  });

/** People who press Approve, until all rows are committed, against the bare writing of those rows. */
export const decisions: Measure = {
  title: 'Decisions by 64 people at once, against bare prepared `mysql2` transactions of the same rows',
  run: async (setting) => {
    const rounds: (Speeds & { readonly long: Cost; readonly wide: Cost })[] = [];
    for (let round = 1; round <= setting.plan.rounds; round += 1) {
      const now = {
        ...(await speeds(setting)),
        long: await longFlow(setting),
        wide: await wideStep(setting),
      };
      setting.tell(
        `round ${round}: ${now.ours.perSecond.toFixed(0)}/s, bare ${now.bare.perSecond.toFixed(0)}/s`,
      );
      rounds.push(now);
    }
    const speed = (of: keyof Speeds) => rounds.map((round) => round[of].perSecond);
    const cpu = (of: keyof (typeof rounds)[number]) => rounds.map((round) => round[of].cpuMsEach);
    const reads = (of: 'few' | 'many') => rounds.map((round) => round[of].readsEach);
    const pages = (of: 'few' | 'many') => rounds.map((round) => round[of].pagesEach);
    return [
      line('Dealdesk', 'decisions/s', speed('ours')),
      line('bare, a pool of 64', 'transactions/s', speed('bare')),
      line('speed, ours : bare', '', ratios(speed('ours'), speed('bare')), { least: 0.8 }),
      line('CPU of Dealdesk for a decision', 'ms', cpu('ours')),
      line('CPU of the bare process for a transaction', 'ms', cpu('bare')),
      line('CPU, ours : bare', '', ratios(cpu('ours'), cpu('bare')), { most: 2 }),
      line('CPU for a decision beside 1,000 that are over', 'ms', cpu('few')),
      line('CPU for a decision beside 100,000 that are over', 'ms', cpu('many')),
      line('CPU, many : few', '', ratios(cpu('many'), cpu('few')), { most: 1.25 }),
      line('rows read for a decision beside 1,000', '', reads('few')),
      line('rows read for a decision beside 100,000', '', reads('many')),
      line('rows read, many : few', '', ratios(reads('many'), reads('few')), { most: 1.1 }),
      line('pages written back for a decision beside 1,000', '', pages('few')),
      line('pages written back for a decision beside 100,000', '', pages('many')),
      line('speed, many : few', '', ratios(speed('many'), speed('few'))),
      line('CPU half-way through 200 steps, 1,000 open', 'ms', cpu('long')),
      line('CPU in a step of 500 signers', 'ms', cpu('wide')),
    ];
  },
};
