import { cpus, loadavg } from 'node:os';
import { Wrong } from './check.js';
import { acknowledge } from './measures/acknowledge.js';
import { commands } from './measures/commands.js';
import { decisions } from './measures/decisions.js';
import { delivery } from './measures/delivery.js';
import { digest } from './measures/digest.js';
import { empty } from './measures/empty.js';
import { manyCards } from './measures/many-cards.js';
import type { Measure } from './measures/measure.js';
import { startUp } from './measures/start.js';
import { type Plan, readPlan } from './options.js';
import { table } from './report.js';
import { type Server, startServer } from './server.js';

const measures: Readonly<Record<string, Measure>> = {
  commands,
  decisions,
  acknowledge,
  empty,
  delivery,
  ...manyCards,
  digest,
  start: startUp,
};

const print = (text: string) => console.log(text);
const load = () =>
  loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');

function chosen({ only }: Plan): [name: string, measure: Measure][] {
  const unknown = only.find((name) => !Object.hasOwn(measures, name));
  if (unknown) throw new Error(`There is no measure ${unknown}: ${Object.keys(measures).join(', ')}.`);
  return Object.entries(measures).filter(([name]) => only.length === 0 || only.includes(name));
}

async function run(plan: Plan, server: Server) {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, MariaDB ${server.version}`;
  print(`${machine}\n${plan.rounds} rounds of ${plan.seconds} s, load average at the start ${load()}\n`);
  for (const [name, measure] of chosen(plan)) {
    const tell = (words: string) => process.stderr.write(`${name}: ${words}\n`);
    print(table(measure.title, await measure.run({ plan, server, tell })));
  }
  print(`Load average at the end ${load()}`);
}

async function main() {
  const plan = readPlan(process.argv.slice(2));
  chosen(plan);
  const server = await startServer();
  try {
    await run(plan, server);
  } finally {
    await server.stop();
  }
}

main().catch((error: unknown) => {
  if (error instanceof Wrong) console.error(`WRONG: ${error.message}\nA wrong run has no speed.`);
  if (!(error instanceof Wrong)) console.error(error);
  process.exit(1);
});
