import {
  COMMIT,
  endsConnection,
  type Failure,
  type Result,
  ROLLBACK,
  type Session,
  type Statement,
  type Value,
} from './driver.js';
import type { Connection, Connections } from './mysql-connections.js';
import { asked } from './mysql-questions.js';
import { merged } from './mysql-text.js';
import { Together } from './together.js';

interface SharedNeeds {
  readonly connections: Connections;
  /** For look-ups alone: those who hold the others may be waiting for one. */
  readonly lookUpConnections: Connections;
  readonly classify: (error: unknown) => Failure;
}

/** What somebody wants done, and until when, in epoch milliseconds. */
interface Errand {
  readonly statements: readonly Statement[];
  readonly deadline: number;
}

/** What transactions do on a connection that none of them has for itself. */
export type Shared = Pick<Session, 'lookUp' | 'write'>;

const MOST_TOGETHER = 64;
/**
 * Longer ones are written alone: nobody should wait for a thousand rows of somebody else, nor lose the connection with
 * somebody whose text is larger than the server takes (`max_allowed_packet`).
 */
const MOST_STATEMENTS = 50;
const MOST_LETTERS = 65_536;
/** Some who wait for a lock hold up the others for no longer than this. */
const PATIENCE_MS = 50;

export const BEGIN: Statement = { sql: 'START TRANSACTION', values: [] };

const lettersIn = (value: Value): number =>
  typeof value === 'string' || Buffer.isBuffer(value) ? value.length : 0;

const goesAlone = (statements: readonly Statement[]): boolean => {
  if (statements.length > MOST_STATEMENTS) return true;
  let letters = 0;
  for (const { values } of statements) for (const value of values) letters += lettersIn(value);
  return letters > MOST_LETTERS;
};

const earliest = (errands: readonly Errand[]): number => Math.min(...errands.map(({ deadline }) => deadline));

const undo = (connection: Connection, deadline: number): Promise<boolean> =>
  connection.run([ROLLBACK], deadline).then(
    () => true,
    () => false,
  );

/** In one round trip, on a connection that is left as it was. */
async function run(
  connections: Connections,
  { classify }: SharedNeeds,
  statements: readonly Statement[],
  deadline: number,
): Promise<readonly Result[]> {
  const connection = await connections.take(deadline);
  try {
    const results = await connection.run(statements, deadline);
    connection.release();
    return results;
  } catch (error) {
    const isClean = !endsConnection(classify(error)) && (await undo(connection, deadline));
    if (isClean) connection.release();
    if (!isClean) connection.destroy();
    throw error;
  }
}

/**
 * Look-ups of many in one round trip; and group commit: what many have to write, in one transaction. When that fails,
 * nothing of it is there, and each is written without those because of whom it failed.
 */
export function shared(needs: SharedNeeds): Shared {
  const manner = {
    most: MOST_TOGETHER,
    patienceMs: PATIENCE_MS,
    isHopeless: (error: unknown) => endsConnection(needs.classify(error)),
  };
  const lookUpAll = async (errands: readonly Errand[]): Promise<Result[]> => {
    const ask = (statements: readonly Statement[]) =>
      run(needs.lookUpConnections, needs, statements, earliest(errands));
    const questions = errands.flatMap((errand) => errand.statements);
    const { statements, answers } = asked(questions);
    const found = answers(await ask(statements));
    const open = questions.filter((_, at) => found[at] === undefined);
    const alone = open.length > 0 ? [...(await ask(open))] : [];
    return found.flatMap((answer) => answer ?? alone.shift() ?? []);
  };
  const writeAll = async (errands: readonly Errand[]): Promise<undefined[]> => {
    const statements = merged(errands.map((errand) => errand.statements));
    await run(needs.connections, needs, [BEGIN, ...statements, COMMIT], earliest(errands));
    return errands.map(() => undefined);
  };
  const lookUps = new Together<Errand, Result>(lookUpAll, manner);
  const commits = new Together<Errand, undefined>(writeAll, manner);
  return {
    lookUp: (statement, deadline) => lookUps.do({ statements: [statement], deadline }),
    write: async (statements, deadline) => {
      const errand = { statements, deadline };
      if (goesAlone(statements)) await writeAll([errand]);
      else await commits.do(errand);
    },
  };
}
