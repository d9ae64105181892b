import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ContractContent, type ContractRecords, contractContent } from '../handlers/contract/content.js';
import { sha256 } from '../handlers/hash.js';
import { countTry, findContract, listUndrawnContracts, saveContractFile } from '../models/contract.js';
import type { Database } from '../models/database.js';
import type { Locale } from '../models/text.js';

const MOST_IN_A_ROW = 60;
/** Another instance takes the slot over that is not heard of for longer. */
const LONGEST_ROW_MS = 60_000;
/** Nobody who waits for an answer should wait for drawings; whoever opens a contract meanwhile has it drawn at once. */
const PAUSE_MS = 1_000;
/** As long as the process is busier than this, contracts wait, but not for ever. */
const BUSY = 0.25;
const LONGEST_PAUSE_MS = 30_000;

/** @throws Refusal saying what is wrong with the firm's template */
export type Draw = (content: ContractContent, locale: Locale) => Promise<Buffer>;

/** A contract in the currency of China is in Chinese. */
const localeOf = ({ deal }: ContractRecords): Locale => (deal.amount.currency === 'CNY' ? 'zh-CN' : 'en');

/**
 * Draws a contract, unless that is done. Drawing takes up to 80 ms of the processor, so no transaction waits for it;
 * when two instances draw the same one, the first drawing stays.
 * @throws Refusal saying what is wrong with the firm's template
 */
export async function drawContract(database: Database, id: number, draw: Draw, now = new Date()) {
  const contract = await database.read((tx) => findContract(tx, id));
  if (!contract) throw new Error(`There is no contract ${id}.`);
  if (contract.sha256) return;
  const records = contract.content as ContractRecords;
  const locale = localeOf(records);
  const file = await draw(contractContent(records, locale), locale);
  await database.transaction(async (tx) => saveContractFile(tx, id, file, sha256(file), now));
}

/** At least a second, and until the process has little else to do, or half a minute is over. */
async function pause(signal: AbortSignal | undefined) {
  const until = performance.now() + LONGEST_PAUSE_MS;
  let before: EventLoopUtilization;
  do {
    before = performance.eventLoopUtilization();
    await sleep(PAUSE_MS, undefined, { signal });
  } while (performance.eventLoopUtilization(before).utilization > BUSY && performance.now() < until);
}

interface Drawing {
  readonly drawn: number;
  /** Why others could not be drawn. */
  readonly trouble?: AggregateError;
}

/** Draws what is not drawn yet, with a pause between two: at most sixty, and for a minute. */
export async function drawContracts(
  database: Database,
  draw: Draw,
  now: Date,
  signal?: AbortSignal,
): Promise<Drawing> {
  const undrawn = await database.read((tx) => listUndrawnContracts(tx, MOST_IN_A_ROW));
  const errors: unknown[] = [];
  const until = performance.now() + LONGEST_ROW_MS;
  let tried = 0;
  for (const id of undrawn) {
    if (tried > 0) await pause(signal);
    if (performance.now() > until) break;
    await database.transaction(async (tx) => countTry(tx, id));
    await drawContract(database, id, draw, now).catch((error) => errors.push(error));
    tried += 1;
  }
  const drawn = tried - errors.length;
  if (errors.length === 0) return { drawn };
  return {
    drawn,
    trouble: new AggregateError(errors, `Contracts that could not be drawn: ${errors.length}.`),
  };
}
