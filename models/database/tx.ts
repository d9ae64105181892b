import { lookUpBy } from './by-key.js';
import {
  type ByKey,
  COMMIT,
  type Driver,
  type Result,
  ROLLBACK,
  type Session,
  type Statement,
  TooLate,
  type Value,
} from './driver.js';
import { type InsertedRow, insertion, type MoreOfInsert } from './insert.js';
import { News } from './news.js';
import { updating } from './update.js';

export type TxMode = 'read' | 'write';

/** A statement on its way, and what came of it. */
interface Asked extends Statement {
  result?: Result;
}

const noResult: Result = { rows: [], affected: 0 };

/** After everything that can go on without an answer from outside. */
const soon = () => new Promise<void>((resolve) => process.nextTick(resolve));

/**
 * A transaction. Writes that nobody waits for are kept back and travel together with the next read or with the
 * commit, and reads that are asked for at the same time (`Promise.all`) travel together, so a use-case of ten rows costs
 * three or four round trips, not twenty. It begins with the first thing that needs it; one that has only looked things up
 * until its commit is written in one go, and shares that with others.
 */
export class Tx {
  /** What the commit is going to tell listeners. */
  readonly news = new News();
  /** Whose doing it is, if a person's: what follows from it for them, they wait for. */
  actorId: number | undefined;
  readonly #driver: Driver;
  readonly #session: Session;
  readonly #deadline: number;
  readonly #mode: TxMode;
  #pending: Asked[] = [];
  /** Goes behind what is pending, each table's rows together. */
  readonly #last = new Map<string, Asked[]>();
  /** The round trip that is about to leave, with what is asked until then. */
  #leaving: Promise<void> | undefined;
  #underWay: Promise<unknown> = Promise.resolve();
  #isOver = false;
  #sent = false;
  #answered = false;
  #committing = false;

  constructor(driver: Driver, session: Session, mode: TxMode, deadline: number) {
    this.#driver = driver;
    this.#session = session;
    this.#mode = mode;
    this.#deadline = deadline;
  }

  /** The same object for all transactions of a database: what a cache may hang on. */
  get home(): object {
    return this.#driver;
  }

  get dialect() {
    return this.#driver.dialect;
  }

  /** SQL for the database's own clock, in UTC with milliseconds. */
  get clock() {
    return this.#driver.now;
  }

  /** Behind a SELECT: its rows are held until the transaction ends. On SQLite whoever writes is alone anyway. */
  get forUpdate() {
    return this.dialect === 'mysql' ? ' FOR UPDATE' : '';
  }

  /** Has the database answered anything yet? */
  get answered() {
    return this.#answered;
  }

  /** Was the commit sent? From then on, a lost connection leaves open what happened. */
  get committing() {
    return this.#committing;
  }

  async rows<T>(sql: string, values: readonly Value[] = []): Promise<T[]> {
    const { rows } = await this.#ask({ sql, values });
    return rows as T[];
  }

  async row<T>(sql: string, values: readonly Value[] = []): Promise<T | undefined> {
    return (await this.rows<T>(sql, values))[0];
  }

  /** Of each row its only column. */
  async column<T>(sql: string, values: readonly Value[] = []): Promise<T[]> {
    const rows = await this.rows<Record<string, T>>(sql, values);
    return rows.flatMap((row) => Object.values(row));
  }

  /** Of the first row its only column. */
  async cell<T>(sql: string, values: readonly Value[] = []): Promise<T | undefined> {
    return (await this.column<T>(sql, values))[0];
  }

  /** A number, 0 where there is none: of a sum MySQL makes text. */
  async number(sql: string, values: readonly Value[] = []): Promise<number> {
    return Number((await this.cell<number | string>(sql, values)) ?? 0);
  }

  /**
   * A quick read by a key, for what every request reads: while nothing is written yet it travels with those of others,
   * who wait for it as it waits for theirs. It locks nothing.
   */
  lookUp<T>(sql: string, values: readonly Value[] = []): Promise<T[]> {
    return this.#lookUp({ sql, values });
  }

  /** `lookUp` by what one column holds: of many who ask the same it makes one list. */
  lookUpBy<T>(kind: ByKey, key: string | number): Promise<T[]> {
    return this.#lookUp(lookUpBy(kind, key));
  }

  async #lookUp<T>(statement: Statement): Promise<T[]> {
    if (this.#isOver || this.#sent || this.#pending.length > 0 || this.#last.size > 0)
      return this.rows<T>(statement.sql, statement.values);
    const { rows } = await this.#session.lookUp(statement, this.#deadline);
    this.#answered = true;
    return rows as T[];
  }

  /** A write whose effect decides what happens next. @returns how many rows matched */
  async run(sql: string, values: readonly Value[] = []): Promise<number> {
    return (await this.#ask({ sql, values })).affected;
  }

  /** A write that nobody waits for. */
  later(sql: string, values: readonly Value[] = []) {
    this.#pending.push({ sql, values });
  }

  insert(table: string, row: InsertedRow) {
    this.#pending.push(insertion(table, row));
  }

  /** Writes some columns of the rows with this key. */
  update(table: string, key: InsertedRow, columns: InsertedRow) {
    this.#pending.push(updating(table, key, columns));
  }

  /** Goes before everything that is still kept back: the row whose duplicate makes the rest pointless. */
  insertFirst(table: string, row: InsertedRow) {
    this.#pending.unshift(insertion(table, row));
  }

  /** Goes behind what is kept back, together with others of its table: a row that no other row refers to. */
  insertLast(table: string, row: InsertedRow, more?: MoreOfInsert) {
    const rows = this.#last.get(table) ?? [];
    rows.push(insertion(table, row, more));
    this.#last.set(table, rows);
  }

  nextId(sequence: string): Promise<number> {
    return this.#driver.nextId(sequence, (statement) => this.#ask(statement));
  }

  async flush(): Promise<void> {
    this.#settle();
    if (this.#pending.length > 0) await this.#trip();
  }

  async commit(): Promise<void> {
    if (Date.now() > this.#deadline) throw new TooLate('The deadline passed before the commit.');
    if (this.#mode === 'read') return this.flush();
    this.#settle();
    if (!this.#sent && this.#pending.length === 0) return;
    this.#committing = true;
    if (this.#sent) await this.#ask(COMMIT);
    else await this.#session.write(this.#pending, this.#deadline);
  }

  /** Whoever still asks for something, because another has failed meanwhile, hears that it is over. */
  async rollback(): Promise<void> {
    this.#isOver = true;
    this.#pending = [];
    this.#last.clear();
    await this.#underWay.catch(() => undefined);
    if (this.#mode === 'write' && this.#sent) await this.#session.run([ROLLBACK], this.#deadline);
  }

  async #ask({ sql, values }: Statement): Promise<Result> {
    const asked: Asked = { sql, values };
    this.#settle();
    this.#pending.push(asked);
    await this.#trip();
    return asked.result ?? noResult;
  }

  /** Whatever comes now sees the rows that were to go last. */
  #settle() {
    for (const rows of this.#last.values()) this.#pending.push(...rows);
    this.#last.clear();
  }

  /** What is asked at the same time goes together. */
  #trip(): Promise<void> {
    this.#leaving ??= soon().then(() => this.#travel());
    return this.#leaving;
  }

  async #travel() {
    if (!this.#sent && !this.#isOver) await this.#open();
    if (this.#isOver) throw new Error('The transaction is over.');
    const trip = this.#pending;
    this.#pending = [];
    this.#leaving = undefined;
    if (!this.#sent && this.#mode === 'write') trip.unshift({ ...this.#driver.begin });
    this.#sent = true;
    const results = this.#session.run(trip, this.#deadline);
    this.#underWay = results;
    for (const [at, result] of (await results).entries()) Object.assign(trip[at] as Asked, { result });
    this.#answered = true;
  }

  #open(): Promise<void> {
    const opening = this.#session.open(this.#deadline);
    this.#underWay = opening;
    return opening;
  }
}
