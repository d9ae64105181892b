import type { Ask } from '../../bot/platforms/platform.js';
import { sweepAll } from '../../bot/status/approval-sweep.js';
import { findRoute, startApproval } from '../../handlers/approval/start.js';
import type { Assignee, FlowDefinition } from '../../models/approval-flow.js';
import type { Employee } from '../../models/employee.js';
import { publishFlow } from '../../models/flow.js';
import { describeOnMariaDb } from '../support/databases.js';
import { addressOf, buildDesk, type Desk, openDesk } from '../support/desk.js';
import type { Seen } from '../support/seen.js';
import { openWorld, type World } from '../support/world.js';
import { asks, type On, type Policy, policies, type Sign, type Vote } from './crowd.js';

const TIMEOUT_MS = 120_000;
const HUNDRED = 100;
/** A Wednesday morning: nobody may be urged at night. */
const MORNING = new Date('2026-03-04T02:00:00.000Z');
const INITIATOR = 'E003';

interface Click {
  readonly who: string;
  readonly ask: Ask;
}
interface Answered extends Click {
  readonly text: string;
  /** Was told before that nobody knows yet whether it was saved. */
  readonly wasUnsure: boolean;
}

interface Done {
  readonly what: string;
  readonly staffNumber: string;
}

describeOnMariaDb('many people at once, at two instances', (open) => {
  let world: World;
  let desks: readonly Desk[];
  let crowd: readonly Employee[];
  beforeAll(async () => {
    await buildDesk();
    const database = await open();
    const url = await addressOf(database);
    world = await openWorld(database);
    world.now = () => MORNING;
    const hired: Employee[] = [];
    for (let nth = 0; nth < HUNDRED; nth += 1)
      hired.push(await world.hire(`P${100 + nth}`, { name: `同事${100 + nth}` }));
    crowd = hired;
    desks = await Promise.all([openDesk(url, MORNING), openDesk(url, MORNING)]);
  }, TIMEOUT_MS);
  afterAll(() => Promise.all(desks.map((desk) => desk.close())));

  const nameOf = (staffNumber: string) =>
    crowd.find((one) => one.staffNumber === staffNumber)?.name ?? '张伟';

  /** These people are asked in one step, by this policy. */
  let flows = 0;
  const start = async ({ step, inGroups }: Policy, people: readonly Employee[]): Promise<On> => {
    flows += 1;
    const key = `crowd-${flows}`;
    const asked = people.map(({ id: employeeId }): Assignee => ({ type: 'person', employeeId }));
    const roles = inGroups ? await groupsOf(key, people) : asked;
    const definition: FlowDefinition = {
      key,
      purpose: key,
      name: { zh: '会签', en: 'Sign' },
      steps: [{ key: 'sign', name: { zh: '会签', en: 'Sign' }, assignees: roles, ...step }],
    };
    const actor = await world.employee(INITIATOR);
    await world.database.transaction((tx) => publishFlow(tx, definition, MORNING));
    const { number } = await world.database.transaction(async (tx) => {
      const ctx = { tx, actor, now: MORNING, surface: 'console' as const };
      const route = await findRoute(ctx, key, actor.id);
      return startApproval(ctx, route, { kind: 'deal', id: 1001 }, { amountCents: 100 });
    });
    const id = Number(number.slice(2));
    const [row] = await world.rows<{ contentHash: string }>(
      `SELECT contentHash FROM approvals WHERE id = ${id}`,
    );
    return { id, hash: row?.contentHash ?? '' };
  };

  /** Two roles, whose members take turns in the list. */
  const groupsOf = async (key: string, people: readonly Employee[]): Promise<Assignee[]> => {
    const names = [`${key}-even`, `${key}-odd`];
    await world.database.transaction(async (tx) => {
      for (const [place, { id }] of people.entries())
        tx.insert('employee_roles', { employeeId: id, role: names[place % 2] ?? '' });
    });
    return names.map((role) => ({ type: 'role', role, members: 'any' }));
  };

  const isLater = ({ text }: Pick<Seen, 'text'>) => /什么都没有保存。请过一会儿再试/.test(text);
  const isUnsure = ({ text }: Pick<Seen, 'text'>) => text.includes('不确定是否已经保存');

  /** Everybody presses in the same moment, half of them at each instance; whoever is told to try again does. */
  const press = async (clicks: readonly Click[]): Promise<Answered[]> =>
    Promise.all(
      clicks.map(async (click, nth) => {
        for (let wasUnsure = false; ; ) {
          const seen = await desks[nth % 2]?.ask(click.who, click.ask);
          if (!seen) throw new Error('An instance died.');
          if (!isLater(seen) && !isUnsure(seen)) return { ...click, text: seen.text, wasUnsure };
          wasUnsure ||= isUnsure(seen);
        }
      }),
    );

  /** What was done to it, in the order in which it was. */
  const doneTo = async ({ id }: On): Promise<Done[]> =>
    (
      await world.rows<{ entry: string }>(
        `SELECT entry FROM evidence WHERE approvalId = ${id} AND number > 1 ORDER BY number`,
      )
    ).map(({ entry }) => {
      const { what, by } = JSON.parse(entry) as { what: string; by: { staffNumber: string } };
      return { what, staffNumber: by.staffNumber };
    });

  const stateOf = async ({ id }: On) =>
    (await world.rows<{ state: string }>(`SELECT state FROM approvals WHERE id = ${id}`))[0]?.state;

  const isDone = ({ text }: Answered) => /^已(同意|拒绝|撤回|催)|：已/.test(text);

  /** Whoever was refused reads who did what, and that one did it. */
  const expectTruth = (losers: readonly Answered[], done: readonly Done[], more: readonly string[] = []) => {
    const last = done.at(-1);
    const names = (what: string) =>
      done.filter((one) => one.what === what).map(({ staffNumber }) => nameOf(staffNumber));
    const anyOf = (list: readonly string[]) => `(${list.join('|') || 'nobody'})`;
    const decisive = last ? nameOf(last.staffNumber) : 'nobody';
    const truth = new RegExp(
      [
        `^${last?.what === 'approve' ? decisive : 'nobody'} 已于 .* 同意，这项审批已经通过。$`,
        `^${last?.what === 'reject' ? decisive : 'nobody'} 已于 .* 拒绝这项审批。$`,
        `^${anyOf(names('withdraw'))} 已于 .* 撤回这项审批。$`,
        `^这项审批已退回给 ${anyOf(names('return').map(() => '张伟'))}，还没有重新提交。$`,
        `^${anyOf(names('approve'))} 已于 .* 同意过了。$`,
        ...more,
      ].join('|'),
    );
    for (const { text } of losers) expect(text).toMatch(truth);
  };

  /** Everybody who is asked decides, all at once. */
  const contest = async (policy: Policy, people: readonly Employee[], signOf: (place: number) => Sign) => {
    const on = await start(policy, people);
    const clicks = people.map(({ staffNumber }, place) => ({
      who: staffNumber,
      ask: signOf(place) === '+' ? asks.approve(on) : asks.reject(on),
    }));
    const answers = await press(clicks);
    const done = await doneTo(on);
    const votes = done.map(({ what, staffNumber }): Vote => {
      const place = people.findIndex((one) => one.staffNumber === staffNumber);
      return [place, what === 'approve' ? '+' : '-'];
    });

    // On a machine that is too busy the connection is cut; then whoever looks again hears that it was done.
    const wasDone = ({ who, wasUnsure }: Answered) =>
      wasUnsure && done.some(({ staffNumber }) => staffNumber === who);
    const winners = answers.filter((one) => isDone(one) || wasDone(one));
    expect(winners.map(({ who }) => who).sort()).toEqual(done.map(({ staffNumber }) => staffNumber).sort());
    expect(new Set(winners.map(({ who }) => who)).size).toBe(winners.length);
    // Whoever was not asked yet has no card, and learns nothing by guessing what one would press.
    const unasked = policy.inTurn ? ['^没有找到审批 A-\\d+，或者你没有查看权限'] : [];
    expectTruth(
      answers.filter((one) => !winners.includes(one)),
      done,
      unasked,
    );
    // Nothing was decided after what settled it, and what settled it settled it.
    for (let so = 0; so < votes.length; so += 1)
      expect(policy.verdict(votes.slice(0, so), people.length)).toBeNull();
    const verdict = policy.verdict(votes, people.length);
    expect(await stateOf(on)).toBe(verdict ?? 'running');
    if (policy.inTurn) expect(votes.map(([place]) => place)).toEqual(votes.map((__, place) => place));
    else expect(verdict).not.toBeNull();
  };

  const mixes: Readonly<Record<string, (place: number) => Sign>> = {
    'all approve': () => '+',
    'one of three rejects': (place) => (place % 3 === 1 ? '-' : '+'),
    'all reject': () => '-',
  };

  /** Others each time, so that nobody has to read it all. */
  let taken = 0;
  const take = (size: number): readonly Employee[] => {
    if (taken + size > crowd.length) taken = 0;
    taken += size;
    return crowd.slice(taken - size, taken);
  };

  describe.each(policies.map((policy) => [policy.name, policy] as const))('%s', (_, policy) => {
    test.each(Object.keys(mixes))('two and ten people, %s', async (mix) => {
      const signOf = mixes[mix] as (place: number) => Sign;
      await contest(policy, take(2), signOf);
      await contest(policy, take(10), signOf);
    });

    test(
      'a hundred people, one of three rejects',
      async () => {
        await contest(policy, crowd, mixes['one of three rejects'] as (place: number) => Sign);
      },
      TIMEOUT_MS,
    );
  });

  test(
    'a hundred people of whom all must approve, and all do',
    async () => {
      const all = policies.find(({ name }) => name === 'ALL') as Policy;
      await contest(all, crowd, () => '+');
    },
    TIMEOUT_MS,
  );

  /** Two different things at once, a few times, as it is chance who is first. */
  const race = async (policyName: string, one: (on: On, people: readonly Employee[]) => Click[]) => {
    const policy = policies.find(({ name }) => name === policyName) as Policy;
    const people = take(2);
    const on = await start(policy, people);
    const answers = await press(one(on, people));
    const done = await doneTo(on);
    expect(answers.filter(isDone)).toHaveLength(done.length);
    expectTruth(
      answers.filter((answer) => !isDone(answer)),
      done,
    );
    return { what: done.map(({ what }) => what).join(', '), state: await stateOf(on) };
  };

  const by = ({ staffNumber }: Employee, ask: Ask): Click => ({ who: staffNumber, ask });

  const races: readonly (readonly [
    name: string,
    policy: string,
    clicks: (on: On, people: readonly [Employee, Employee]) => Click[],
    ends: Readonly<Record<string, string>>,
  ])[] = [
    [
      'approve against reject',
      'ANY',
      (on, [a, b]) => [by(a, asks.approve(on)), by(b, asks.reject(on))],
      { approve: 'approved', reject: 'rejected' },
    ],
    [
      'approve against return',
      'ALL',
      (on, [a, b]) => [by(a, asks.approve(on)), by(b, asks.giveBack(on))],
      { 'approve, return': 'returned', return: 'returned' },
    ],
    [
      'reject against return',
      'ALL',
      (on, [a, b]) => [by(a, asks.reject(on)), by(b, asks.giveBack(on))],
      { reject: 'rejected', return: 'returned' },
    ],
    [
      'approve against withdraw',
      'ANY',
      (on, [a]) => [by(a, asks.approve(on)), { who: INITIATOR, ask: asks.withdraw(on) }],
      { approve: 'approved', withdraw: 'withdrawn' },
    ],
    [
      'return against withdraw',
      'ANY',
      (on, [a]) => [by(a, asks.giveBack(on)), { who: INITIATOR, ask: asks.withdraw(on) }],
      { 'return, withdraw': 'withdrawn', withdraw: 'withdrawn' },
    ],
    [
      'urge against approve',
      'ANY',
      (on, [a]) => [{ who: INITIATOR, ask: asks.urge(on) }, by(a, asks.approve(on))],
      { 'urge, approve': 'approved', approve: 'approved' },
    ],
    [
      'add a signer against approve',
      'ANY',
      (on, [a, b]) => [by(a, asks.addSigner('陈静')(on)), by(b, asks.approve(on))],
      { 'addSigner, approve': 'approved', approve: 'approved' },
    ],
    [
      'add a signer against reject, where all must sign',
      'ALL',
      (on, [a, b]) => [by(a, asks.addSigner('陈静')(on)), by(b, asks.reject(on))],
      { 'addSigner, reject': 'rejected', reject: 'rejected' },
    ],
    [
      'the same press twice',
      'ALL',
      (on, [a]) => [by(a, asks.approve(on)), by(a, asks.approve(on))],
      { approve: 'running' },
    ],
  ];

  test.each(races)('%s', async (_, policy, clicks, ends) => {
    for (let nth = 0; nth < 5; nth += 1) {
      const { what, state } = await race(policy, (on, [a, b]) => {
        const both = clicks(on, [a as Employee, b as Employee]);
        return nth % 2 ? both.toReversed() : both;
      });
      expect([what, state]).toEqual([what, ends[what]]);
    }
  });

  test(
    'afterwards nothing in the whole database waits for nobody, and every screen shows how it stands',
    async () => {
      expect((await sweepAll(world.database)).unsound).toEqual([]);
      await world.settled();
      expect(
        await world.rows("SELECT id FROM shown_cards WHERE state <> 'shown' OR wanted <> shown"),
      ).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
