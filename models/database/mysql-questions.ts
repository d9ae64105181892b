import type { Result, Row, Statement } from './driver.js';
import { bound } from './mysql-text.js';

/** What many ask, in fewer statements. */
interface Questions {
  readonly statements: readonly Statement[];
  /** Of each who asked the answer, from the answers to the statements. */
  answers(results: readonly Result[]): Result[];
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
  return questions.length === 1 ? first : { sql: questions.map(part).join(' UNION ALL '), values: [] };
}

function rowsOf({ rows }: Result, askers: number): readonly (readonly Row[])[] {
  if (askers === 1) return [rows];
  const all: Row[][] = Array.from({ length: askers }, () => []);
  for (const { [ASKER]: asker, ...row } of rows) all[Number(asker)]?.push(row);
  return all;
}

/**
 * Questions of the same text are one question with many parts: the database describes the columns of its answer once, and
 * not for each who asks, which costs more than the answer.
 */
export function asked(questions: readonly Statement[]): Questions {
  const groups = alike(questions);
  return {
    statements: groups.map((group) => asOne(group.map((at) => questions[at] as Statement))),
    answers: (results) => {
      const answers: Result[] = [];
      for (const [n, group] of groups.entries())
        for (const [asker, rows] of rowsOf(results[n] as Result, group.length).entries())
          answers[group[asker] as number] = { rows, affected: rows.length };
      return answers;
    },
  };
}
