import { z } from 'zod';
import { type Department, listDepartments } from '../../models/department.js';
import { type Colleague, listColleagues } from '../../models/employee.js';
import { lastTyped, readPeople, writePeople } from '../approval/named-people.js';
import { writeDepartment } from '../department/named.js';
import { fitting } from '../input/colleague.js';
import { fold } from '../input/fold.js';
import { MOST_SUGGESTED, suggested } from '../suggestions.js';
import { type Context, useCase } from '../useCase.js';

const FEWEST_OF_NUMBER = 2;

function numbered(people: readonly Colleague[], typed: string): readonly Colleague[] {
  const start = fold(typed);
  if (start.length < FEWEST_OF_NUMBER) return [];
  return people.filter(({ staffNumber }) => staffNumber.toLowerCase().startsWith(start));
}

/** Those who are not named already; whoever types, who is hardly ever meant, after all others. */
async function whomItFits({ tx, actor }: Context, typed: string, before: string) {
  const all = await listColleagues(tx);
  const { ids: named } = await readPeople(tx, before);
  const { meant, near } = fitting(all, typed);
  const found = new Set([...meant, ...near, ...numbered(all, typed)]);
  return [...found]
    .filter(({ id }) => !named.includes(id))
    .sort((one, other) => Number(one.id === actor.id) - Number(other.id === actor.id))
    .slice(0, MOST_SUGGESTED);
}

function detailsOf({ departmentId, staffNumber }: Colleague, all: readonly Department[]) {
  const own = all.find(({ id }) => id === departmentId);
  return own ? [writeDepartment(all, own), staffNumber] : [staffNumber];
}

/** Whom somebody means by the last name that they type in a form. */
export const suggestColleagues = useCase(
  z.object({ text: z.string().trim().min(1).max(2000) }),
  async (ctx, { text }) => {
    const { before, last } = lastTyped(text);
    const people = await whomItFits(ctx, last, before);
    const [departments, names] = await Promise.all([listDepartments(ctx.tx), writePeople(ctx.tx, people)]);
    const rows = people.map((one, at) => ({
      title: one.name,
      details: detailsOf(one, departments),
      value: `${before}${names[at]}`,
    }));
    return suggested(rows, 'colleague.suggest', text);
  },
);
