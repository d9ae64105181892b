import type { Breach } from './checker.js';
import type { Draft, Sent } from './client.js';
import { CARDS_MS, conclude } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import type { FirmPerson } from './firm.js';
import { approval, gatedDealOf, type OpenTask, openTasks } from './load.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

/** Who meets whom, over one request. */
type Pair = (world: World, tasks: readonly OpenTask[]) => readonly [Draft, Draft];

const personOf = ({ firm }: World, employeeId: number): FirmPerson => {
  const person = firm.byEmployee.get(employeeId);
  if (!person) throw new Error(`Nobody is employee ${employeeId}.`);
  return person;
};

const only = (tasks: readonly OpenTask[]): OpenTask => {
  const [task] = tasks;
  if (!task) throw new Error('Nobody is asked.');
  return task;
};

const withdrawal = (world: World, { approvalId, initiatorId }: OpenTask): Draft =>
  world.client.drafts.press(
    personOf(world, initiatorId),
    'approval.withdraw',
    { id: approvalId },
    {
      kind: 'decision',
      approvalId,
      verdict: 'withdrawn',
    },
  );

const doubleClick: Pair = (world, tasks) => [approval(world, only(tasks)), approval(world, only(tasks))];

const approverAndCanceller: Pair = (world, tasks) => [
  approval(world, only(tasks)),
  withdrawal(world, only(tasks)),
];

/** Either of them may sign for both. */
const twoApprovers: Pair = (world, tasks) => {
  const { firm } = world;
  const legal = new Set([firm.person('E005').employeeId, firm.person('E008').employeeId]);
  const [first, second] = tasks.filter(({ assigneeId }) => legal.has(assigneeId));
  if (!first || !second) throw new Error('Legal is not asked.');
  return [approval(world, first), approval(world, second)];
};

interface Race {
  readonly pair: Pair;
  /** How many signatures there are before it. Of three, the third is the last. */
  readonly signed: 0 | 1 | 2;
}

const races: readonly Race[] = [
  { pair: doubleClick, signed: 0 },
  { pair: doubleClick, signed: 0 },
  { pair: doubleClick, signed: 2 },
  { pair: approverAndCanceller, signed: 2 },
  { pair: approverAndCanceller, signed: 2 },
  { pair: approverAndCanceller, signed: 2 },
  { pair: twoApprovers, signed: 1 },
  { pair: twoApprovers, signed: 1 },
];

const tasksOf = async (world: World, title: string): Promise<OpenTask[]> => {
  const row = await world.database.read((tx) =>
    tx.row<{ id: number }>(
      'SELECT a.id FROM approvals a JOIN deals d ON d.id = a.subjectId WHERE d.title = ?',
      [title],
    ),
  );
  return (await openTasks(world)).filter(({ approvalId }) => approvalId === row?.id);
};

/** A deal with so many signatures. */
const prepare = async (world: World, seller: FirmPerson, random: Random, { signed }: Race) => {
  const { client, instances } = world;
  const draft = gatedDealOf(seller, world, random);
  const title = draft.effect?.kind === 'deal' ? draft.effect.title : '';
  const sent = [await client.send(draft, random.pick(instances).url)];
  for (let nth = 0; nth < signed; nth += 1)
    sent.push(
      await client.send(approval(world, only(await tasksOf(world, title))), random.pick(instances).url),
    );
  return { sent, tasks: await tasksOf(world, title) };
};

/** The loser reads who decided and when, or that it is decided. */
const TELLS = /已于.*(同意|撤回|驳回)|approved this|withdrew this|already approved|等 .* 处理|waits for/;

const judge = (answers: readonly Sent[]): Breach[] => {
  const winners = answers.filter(({ outcome }) => outcome === 'ok');
  const losers = answers.filter(({ outcome }) => outcome !== 'ok');
  const what = answers.map(({ what, outcome, text }) => `${what} ${outcome}: ${text}`).join(' | ');
  return expectAll([
    ['one winner', winners.length === 1, `${winners.length} won: ${what}`],
    ['loser told', losers.every(({ text }) => TELLS.test(text)), what],
  ]);
};

const round = async (world: World, random: Random) => {
  const { client, firm, instances } = world;
  const sellers = random.shuffle(firm.sellers);
  const sent: Sent[] = [];
  const breaches: Breach[] = [];
  for (const [at, race] of races.entries()) {
    const prepared = await prepare(world, sellers[at] as FirmPerson, random, race);
    const [first, second] = random.shuffle(instances);
    const [one, other] = race.pair(world, prepared.tasks);
    const answers = await Promise.all([
      client.send(one, first?.url ?? ''),
      client.send(other, (random.chance(0.8) ? second : first)?.url ?? ''),
    ]);
    sent.push(...prepared.sent, ...answers);
    breaches.push(...judge(answers));
  }
  return conclude(world, { sent, breaches, figures: { races: races.length }, drainMs: CARDS_MS * 2 });
};

export const sameInstant: Experiment = {
  name: 'F12',
  fault: 'two people, or one twice, decide at the same instant',
  asks: ['one winner', 'loser told'],
  checksWorld: true,
  start: inWorld(round),
};
