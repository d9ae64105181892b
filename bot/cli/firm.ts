/** `npm run firm -- legalName="…" taxNumber=…`: who we are on contracts. Without values it prints what is set. */
import { type Firm, getFirm } from '../../handlers/firm.js';
import type { Database } from '../../models/database.js';
import { saveSetting } from '../../models/setting.js';
import { settingsOrExit } from '../environment.js';
import { runAsCommand } from './command.js';
import { withDatabase } from './database.js';

const names = ['legalName', 'taxNumber', 'address', 'phone', 'bank', 'bankAccount'] as const;
const terms = ['payment', 'delivery', 'other'] as const;

const isOneOf = <Name extends string>(list: readonly Name[], name: string): name is Name =>
  (list as readonly string[]).includes(name);

/** @throws Error naming a word that is no setting */
function withValue(firm: Firm, word: string): Firm {
  const [, name = word, value = ''] = /^(\w+)=([\s\S]*)$/.exec(word) ?? [];
  if (isOneOf(names, name)) return { ...firm, [name]: value.trim() || null };
  if (isOneOf(terms, name)) return { ...firm, terms: { ...firm.terms, [name]: value.trim() || null } };
  throw new Error(
    `"${word}" is not understood. Write name=value with one of: ${[...names, ...terms].join(', ')}.`,
  );
}

export const setFirm = (database: Database, words: readonly string[]): Promise<Firm> =>
  database.transaction(async (tx) => {
    const firm = words.reduce(withValue, await getFirm(tx));
    if (words.length > 0) await saveSetting(tx, 'firm', firm);
    return firm;
  });

async function main(words: readonly string[]) {
  const firm = await withDatabase(settingsOrExit().databaseUrl, (database) => setFirm(database, words));
  console.log(JSON.stringify(firm, null, 2));
}

runAsCommand(import.meta.url, main);
