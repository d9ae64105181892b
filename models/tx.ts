import { type FindOptions, type ModelAttributes, type Sequelize, Transaction } from 'sequelize';
import type { Driver, Result, Session, Statement, Value } from './driver.js';

/** A table as Sequelize reads it. */
export interface Table {
  readonly name: string;
  readonly columns: ModelAttributes;
}

export type TxMode = 'read' | 'write';

/** The deadline passed before the commit: nothing was written. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/**
 * A transaction. Writes that nobody waits for are kept back and travel together with the next read or with the
 * commit, so a use-case of ten rows costs two or three round trips, not twelve.
 */
export class Tx {
  /** What the commit is going to tell listeners, for example `cards`. */
  readonly news = new Set<string>();
  readonly #driver: Driver;
  readonly #sequelize: Sequelize;
  readonly #session: Session;
  readonly #deadline: number;
  readonly #mode: TxMode;
  #pending: Statement[] = [];
  #sent = false;
  #answered = false;
  #committing = false;

  constructor(driver: Driver, sequelize: Sequelize, session: Session, mode: TxMode, deadline: number) {
    this.#driver = driver;
    this.#sequelize = sequelize;
    this.#session = session;
    this.#mode = mode;
    this.#deadline = deadline;
    if (mode === 'write') this.later(driver.begin);
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

  /** Has the database answered anything yet? */
  get answered() {
    return this.#answered;
  }

  /** Was the commit sent? From then on, a lost connection leaves open what happened. */
  get committing() {
    return this.#committing;
  }

  async rows<T>(sql: string, values: readonly Value[] = []): Promise<T[]> {
    const { rows } = await this.#send({ sql, values });
    return rows as T[];
  }

  async row<T>(sql: string, values: readonly Value[] = []): Promise<T | undefined> {
    return (await this.rows<T>(sql, values))[0];
  }

  /** A write whose effect decides what happens next. @returns how many rows matched */
  async run(sql: string, values: readonly Value[] = []): Promise<number> {
    return (await this.#send({ sql, values })).affected;
  }

  /** A write that nobody waits for. */
  later(sql: string, values: readonly Value[] = []) {
    this.#pending.push({ sql, values });
  }

  insert(table: string, row: Readonly<Record<string, Value>>) {
    this.#pending.push(insertion(table, row));
  }

  /** Goes before everything that is still kept back: the row whose duplicate makes the rest pointless. */
  insertFirst(table: string, row: Readonly<Record<string, Value>>) {
    const at = this.#sent || this.#mode === 'read' ? 0 : 1;
    this.#pending.splice(at, 0, insertion(table, row));
  }

  nextId(sequence: string): Promise<number> {
    if (this.#driver.dialect === 'sqlite' && !this.#sent)
      return this.flush().then(() => this.#nextId(sequence));
    return this.#nextId(sequence);
  }

  /** Reads by Sequelize, as plain rows: for lists whose conditions are put together at run time. */
  async find<T>(table: Table, options: FindOptions): Promise<T[]> {
    await this.flush();
    const rows = await modelOf(this.#sequelize, table).findAll({
      ...options,
      raw: true,
      transaction: this.#asTransaction(),
    });
    return rows as unknown as T[];
  }

  async count(table: Table, options: FindOptions): Promise<number> {
    await this.flush();
    return modelOf(this.#sequelize, table).count({ ...options, transaction: this.#asTransaction() });
  }

  async flush(): Promise<void> {
    const last = this.#pending.pop();
    if (last) await this.#send(last);
  }

  async commit(): Promise<void> {
    if (Date.now() > this.#deadline) throw new TooLate('The deadline passed before the commit.');
    if (this.#mode === 'read') return this.flush();
    this.#committing = this.#mode === 'write';
    await this.run('COMMIT');
  }

  async rollback(): Promise<void> {
    this.#pending = [];
    if (this.#mode === 'write' && this.#sent) await this.run('ROLLBACK');
  }

  #nextId(sequence: string) {
    return this.#driver.nextId(sequence, this.#session, this.#deadline);
  }

  async #send(statement: Statement): Promise<Result> {
    const statements = [...this.#pending, statement];
    this.#pending = [];
    this.#sent = true;
    const result = await this.#session.run(statements, this.#deadline);
    this.#answered = true;
    return result;
  }

  /** Sequelize only asks a transaction for its connection. */
  #asTransaction(): Transaction {
    return Object.assign(new Transaction(this.#sequelize, {}), { connection: this.#session.connection });
  }
}

const modelOf = (sequelize: Sequelize, { name, columns }: Table) =>
  sequelize.isDefined(name)
    ? sequelize.model(name)
    : sequelize.define(name, columns, { tableName: name, timestamps: false });

function insertion(table: string, row: Readonly<Record<string, Value>>): Statement {
  const columns = Object.keys(row);
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  return { sql, values: Object.values(row) };
}
