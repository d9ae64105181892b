import { lookUpByKeys, rowsByKey } from './by-key.js';
import type { Result, Row, Statement } from './driver.js';
import { bound } from './mysql-text.js';

/** What many ask, in fewer statements. */
interface Questions {
  readonly statements: readonly Statement[];
  /** Of each who asked the answer, from the answers to the statements; undefined for whom it has to be asked alone. */
  answers(results: readonly Result[]): (Result | undefined)[];
}

const ASKER = 'asker';
/** In a union the order of a part counts only where it says how many rows it is about. */
const CAN_BE_PART = /^SELECT (?!.* ORDER BY (?!.* LIMIT ))/s;

/** Places in the list, by what is asked there. */
function alike(questions: readonly Statement[]): number[][] {
  const bySql = new Map<string, number[]>();
  const groups: number[][] = [];
  for (const [at, { sql }] of questions.entries()) {
    const group = bySql.get(sql);
    if (group) group.push(at);
    if (group) continue;
    const begun = [at];
    groups.push(begun);
    if (CAN_BE_PART.test(sql)) bySql.set(sql, begun);
  }
  return groups;
}

/** Each row says whose it is. */
const part = ({ sql, values }: Statement, asker: number): string =>
  `(SELECT ${asker} AS ${ASKER}, ${bound(sql, values).slice('SELECT '.length)})`;

function asOne(questions: readonly Statement[]): Statement {
  const [first] = questions as [Statement];
  if (questions.length === 1) return first;
  if (first.byKey) return lookUpByKeys(first.byKey, questions);
  return { sql: questions.map(part).join(' UNION ALL '), values: [] };
}

function rowsOf(questions: readonly Statement[], { rows }: Result): readonly (readonly Row[] | undefined)[] {
  const [first] = questions as [Statement];
  if (questions.length === 1) return [rows];
  if (first.byKey) return rowsByKey(first.byKey, questions, rows);
  const all: Row[][] = questions.map(() => []);
  for (const { [ASKER]: asker, ...row } of rows) all[Number(asker)]?.push(row);
  return all;
}

/**
 * Questions of the same text are one question with many parts: the database describes the columns of its answer once, and
 * not for each who asks, which costs more than the answer.
 */
export function asked(questions: readonly Statement[]): Questions {
  const groups = alike(questions);
  const asking = groups.map((group) => group.map((at) => questions[at] as Statement));
  return {
    statements: asking.map(asOne),
    answers: (results) => {
      const answers: (Result | undefined)[] = [];
      for (const [n, group] of groups.entries())
        for (const [asker, rows] of rowsOf(asking[n] ?? [], results[n] as Result).entries())
          answers[group[asker] as number] = rows && { rows, affected: rows.length };
      return answers;
    },
  };
}
