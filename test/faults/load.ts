import { setTimeout as sleep } from 'node:timers/promises';
import type { Draft, Sent } from './client.js';
import type { FirmPerson } from './firm.js';
import type { Random } from './random.js';
import type { World } from './world.js';

/** What people do all day, as requests that say what they are meant to do. */
export type Doing = (world: World, random: Random) => Promise<Draft> | Draft;

/** A title that is on no other deal. */
export const newTitle = (random: Random): string => `Plan ${random.letters(6)} ${random.letters(6)}`;

const amount = (random: Random): number => random.int(1, 400) * 1000;

export const plainDeal: Doing = ({ client, firm }, random) => {
  const title = newTitle(random);
  return client.drafts.command(
    random.pick(firm.sellers),
    `/deal new ${firm.commonCustomer} ${amount(random)} "${title}"`,
    { kind: 'deal', title, gated: false },
  );
};

export const gatedDealOf = (seller: FirmPerson, { client, firm }: World, random: Random): Draft => {
  const title = newTitle(random);
  return client.drafts.command(
    seller,
    `/deal new ${firm.freshCustomer()} ${amount(random)} "${title}" 待签约`,
    {
      kind: 'deal',
      title,
      gated: true,
    },
  );
};

export const gatedDeal: Doing = (world, random) =>
  gatedDealOf(random.pick(world.firm.sellers), world, random);

/** As a direct message, which Slack delivers again when it gets no answer. */
export const spokenDeal: Doing = ({ client, firm }, random) => {
  const title = newTitle(random);
  return client.drafts.event(
    random.pick(firm.sellers),
    `deal new ${firm.commonCustomer} ${amount(random)} "${title}"`,
    { kind: 'deal', title, gated: false },
  );
};

/** On a deal of one's own; whoever has none makes one. */
export const note: Doing = async (world, random) => {
  const { client, database, firm } = world;
  const rows = await database.read((tx) =>
    tx.rows<{ id: number; ownerId: number }>("SELECT id, ownerId FROM deals WHERE title LIKE 'Plan %'"),
  );
  const row = rows.length > 0 ? random.pick(rows) : undefined;
  const owner = row && firm.byEmployee.get(row.ownerId);
  if (!row || !owner) return plainDeal(world, random);
  const text = `said ${random.letters(6)} ${random.letters(6)}`;
  return client.drafts.command(owner, `/deal note D-${row.id} ${text}`, { kind: 'note', text });
};

export interface OpenTask {
  readonly approvalId: number;
  readonly assigneeId: number;
  readonly initiatorId: number;
  readonly hash: string;
}

export const openTasks = ({ database }: Pick<World, 'database'>): Promise<OpenTask[]> =>
  database.read((tx) =>
    tx.rows<OpenTask>(
      `SELECT t.approvalId, t.assigneeId, a.initiatorId, a.contentHash AS hash FROM approval_tasks t
       JOIN approvals a ON a.id = t.approvalId WHERE t.state = 'open' ORDER BY t.approvalId, t.seq`,
    ),
  );

export const approval = (world: World, { approvalId, assigneeId, hash }: OpenTask): Draft => {
  const person = world.firm.byEmployee.get(assigneeId);
  if (!person) throw new Error(`Nobody is employee ${assigneeId}.`);
  const input = { id: approvalId, hash };
  return world.client.drafts.press(person, 'approval.approve', input, {
    kind: 'decision',
    approvalId,
    verdict: 'approved',
  });
};

/** Somebody who is asked presses Approve. Where nobody is asked, a deal asks for an approval. */
export const decision: Doing = async (world, random) => {
  const tasks = await openTasks(world);
  return tasks.length > 0 ? approval(world, random.pick(tasks)) : gatedDeal(world, random);
};

const day: readonly (readonly [Doing, weight: number])[] = [
  [plainDeal, 10],
  [note, 4],
  [decision, 4],
  [gatedDeal, 2],
];
const ofTheDay = day.flatMap(([doing, weight]) => Array.from({ length: weight }, () => doing));

/** Something of what people do all day. */
export const anything: Doing = (world, random) => random.pick(ofTheDay)(world, random);

/** Requests at their times, whatever becomes of those before, each to an instance by chance. */
export const burst = async (
  world: World,
  random: Random,
  { count, withinMs, doing = anything }: { count: number; withinMs: number; doing?: Doing },
): Promise<Sent[]> => {
  const plan = Array.from({ length: count }, () => ({
    atMs: random.int(0, withinMs),
    instance: random.pick(world.instances),
  }));
  const drafts: Draft[] = [];
  for (const _ of plan) drafts.push(await doing(world, random));
  return Promise.all(
    plan.map(async ({ atMs, instance }, at) => {
      await sleep(atMs);
      return world.client.send(drafts[at] as Draft, instance.url);
    }),
  );
};
