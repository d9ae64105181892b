/**
 * A firm at work: the demo firm on a database, everything that answers its people and brings them their cards, and a chat
 * in memory. People are named by their staff numbers: E001 王建国 (general manager), E002 李娜 (sales director), E003 张伟 and
 * E004 Emma Clarke (sellers), E005 陈静 (legal), E006 刘洋 (finance), E007 周宁 (administrator).
 */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { Delivery } from '../../bot/delivery/deliver.js';
import { seedDemo } from '../../bot/demo.js';
import { seedFlows } from '../../bot/first-flows.js';
import type { Ask, Handle, Incoming } from '../../bot/platforms/platform.js';
import { type ReaderFor, readers } from '../../bot/readers.js';
import { router } from '../../bot/router.js';
import { makeMetrics } from '../../bot/status/metrics.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import {
  type Employee,
  findEmployeeByStaffNumber,
  insertEmployee,
  type NewEmployee,
} from '../../models/employee.js';
import { insertIdentity } from '../../models/identity.js';
import { readBacklog } from '../../models/shown-card.js';
import { type Chat, openChat } from './chat.js';
import { pressOn, type Seen, seenAnswer, seenCard, submitOf } from './seen.js';
import { nobody } from './staff.js';
import { until } from './until.js';

export type { Seen } from './seen.js';

const PATIENCE_MS = 10_000;

export interface World {
  readonly database: Database;
  readonly chat: Chat;
  readonly handle: Handle;
  /** Everything that went wrong without being expected: a test that leaves something here fails at its end. */
  readonly bugs: unknown[];
  /** What the clock shows; a test may set it. */
  now: () => Date;
  /** Types a line. Answers when every card that it changes is on the screen. */
  type(person: string, line: string): Promise<Seen>;
  press(person: string, seen: Seen, label: string): Promise<Seen>;
  /** Sends a form with these values, by label, typed over what stands in it; by its own button or another. */
  submit(
    person: string,
    form: Seen,
    typed?: Readonly<Record<string, string>>,
    button?: string,
  ): Promise<Seen>;
  /** As a platform hands it in, without waiting for cards. */
  ask(person: string, ask: Ask, key?: string): Promise<Seen>;
  /** The cards in a person's conversation, the oldest first. */
  cards(person: string): readonly Seen[];
  /** The newest card of a person that says this. */
  card(person: string, says: string | RegExp): Seen;
  /** When no card is behind any more. */
  settled(): Promise<void>;
  employee(person: string): Promise<Employee>;
  /** Somebody new in the firm, with an account in the chat. */
  hire(person: string, of: Partial<NewEmployee> & { readonly manager?: string }): Promise<Employee>;
  rows<Row>(sql: string): Promise<Row[]>;
}

const usualReader = readers(
  { locale: 'zh-CN', timeZone: 'Asia/Shanghai', publicUrl: 'https://dealdesk.example' },
  'secret',
  () => new Date(),
);
const readerFor: ReaderFor = (...who) => ({
  ...usualReader(...who),
  link: (path) => `https://dealdesk.example/files/${path}`,
});

const newcomer = (staffNumber: string): NewEmployee => ({
  ...nobody,
  staffNumber,
  name: staffNumber,
  email: `${staffNumber.toLowerCase()}@dealdesk.example`,
});

const holds = (text: string, says: string | RegExp) =>
  typeof says === 'string' ? text.includes(says) : says.test(text);

/** What each world begins with. Databases that are opened with it are copies of one. */
export const demoFirm = async (database: Database, now = new Date()): Promise<void> => {
  await seedFlows(database, now);
  await seedDemo(database, now);
};

/** Ends with its database: closing that stops the deliveries, and fails if there were bugs. */
export async function openWorld(database: Database, chat = openChat()): Promise<World> {
  const bugs: unknown[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void bugs.push(JSON.parse(line)) });
  const platforms = new Map([[chat.name, chat]]);
  const now = () => world.now();
  const metrics = makeMetrics(database, now);
  const handle = router({
    ...{ database, platforms, readerFor, metrics, log, now },
    digestAt: '08:30',
    lateMs: () => 0,
  });
  const delivery = new Delivery({
    ...{ database, platforms, readerFor, metrics, log, now },
    owner: `test-${randomUUID().slice(0, 8)}`,
  });

  const read = <T>(work: (tx: Tx) => Promise<T>) => database.read(work);

  const settled = () =>
    until(
      async () => (await read((tx) => readBacklog(tx, new Date()))).behind === 0,
      PATIENCE_MS,
      'Some cards were not brought up to date.',
    );

  const ask = async (person: string, what: Ask, key: string = randomUUID()): Promise<Seen> => {
    const who = { platform: chat.name, workspaceId: '', userId: person } as const;
    const incoming: Incoming = { who, key: `${person}:${key}`, repeat: false, ask: what };
    const { answer, reader } = await handle(incoming);
    return seenAnswer(answer, reader);
  };

  const answered = async (person: string, what: Ask) => {
    const seen = await ask(person, what);
    await settled();
    return seen;
  };

  const employee = async (person: string) => {
    const found = await read((tx) => findEmployeeByStaffNumber(tx, person));
    if (!found) throw new Error(`Nobody is ${person}.`);
    return found;
  };

  const cards = (person: string) => chat.messagesOf(person).map(({ card }) => seenCard(card));

  const world: World = {
    database,
    chat,
    handle,
    bugs,
    now: () => new Date(),
    ask,
    cards,
    settled,
    type: (person, line) => answered(person, { kind: 'command', text: line }),
    press: async (person, seen, label) => answered(person, pressOn(seen, label)),
    submit: async (person, form, typed = {}, button) => answered(person, submitOf(form, typed, button)),

    card: (person, says) => {
      const found = cards(person).findLast(({ line, text }) => holds(`${line}\n${text}`, says));
      if (found) return found;
      throw new Error(
        `${person} has no card that says ${says}, but:\n${cards(person)
          .map(({ line }) => line)
          .join('\n')}`,
      );
    },

    employee,

    hire: async (person, { manager, ...of }) => {
      const managerId = manager ? (await employee(manager)).id : null;
      await database.transaction(async (tx) => {
        const id = await insertEmployee(tx, { ...newcomer(person), managerId, ...of }, new Date());
        insertIdentity(tx, { platform: chat.name, workspaceId: '', userId: person }, id, new Date());
      });
      return employee(person);
    },

    rows: (sql) => read((tx) => tx.rows(sql)),
  };

  const close = database.close.bind(database);
  database.close = async () => {
    await delivery.stop();
    await close();
    expect(bugs.splice(0)).toEqual([]);
  };

  await demoFirm(database, now());
  delivery.start();
  return world;
}
