import { freePort } from '../../test/support/free-port.js';
import { must } from '../check.js';
import { type Child, startChild } from '../child.js';
import { TEAM } from '../firm.js';
import type { Typing } from '../load/requests.js';
import type { Outcomes } from '../load/run.js';
import { line, ratios } from '../report.js';
import { perSecond } from './figures.js';
import type { Measure, Setting } from './measure.js';

const CONNECTIONS = 64;
const SIGNING_SECRET = 'a signing secret for a bench';
/** More than any of them answers in a second. */
const MOST_PER_SECOND = 30_000;

const typing = (count: number): Typing => ({
  signingSecret: SIGNING_SECRET,
  teamId: TEAM,
  userIds: ['U1'],
  customers: [],
  line: '/deal {amount}',
  firstAmount: 1,
  count,
});

function check({ answers }: Outcomes) {
  for (const { status, body } of answers)
    must(status === 200 && body.includes('Done.'), `An empty command was answered by ${status}: ${body}`);
}

async function speedOf(program: string, load: Child, { plan }: Setting): Promise<number> {
  const port = await freePort();
  const server = startChild(program);
  const closed = (seconds: number) =>
    load.ask<Outcomes>('closed', {
      port,
      typing: typing(MOST_PER_SECOND * seconds),
      connections: CONNECTIONS,
      seconds,
    });
  try {
    await server.ask('start', { port, signingSecret: SIGNING_SECRET });
    check(await closed(plan.warmUpSeconds));
    const outcomes = await closed(plan.seconds);
    check(outcomes);
    return perSecond(outcomes);
  } finally {
    await server.stop();
  }
}

/** What it costs to take a signed command in and answer it, when nothing is done for it. */
export const empty: Measure = {
  title: 'Signed empty commands, 64 connections, against `HTTPReceiver` of `@slack/bolt`',
  run: async (setting) => {
    const ours: number[] = [];
    const bolt: number[] = [];
    const load = startChild('./children/load.js');
    try {
      for (let round = 1; round <= setting.plan.rounds; round += 1) {
        ours.push(await speedOf('./children/receiver.js', load, setting));
        bolt.push(await speedOf('./children/bolt.js', load, setting));
        setting.tell(`round ${round}: ${ours.at(-1)?.toFixed(0)}/s, Bolt ${bolt.at(-1)?.toFixed(0)}/s`);
      }
    } finally {
      await load.stop();
    }
    return [
      line('Dealdesk', 'commands/s', ours),
      line('Bolt', 'commands/s', bolt),
      line('ours : Bolt', '', ratios(ours, bolt), { least: 2 }),
    ];
  },
};
