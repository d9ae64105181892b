import { type Employee, getEmployee } from '../../models/employee.js';
import { type Saying, saying } from '../../models/text.js';
import { readPeople } from '../approval/named-people.js';
import { mayChange } from '../scope.js';
import type { Context } from '../useCase.js';
import { words } from './words.js';

/** Whoever is away: a colleague for whom the actor may say so, or the actor. */
export async function readWho(ctx: Context, typed: string): Promise<Employee | Saying> {
  if (!typed.trim()) return ctx.actor;
  const { ids, error } = await readPeople(ctx.tx, typed, 1);
  if (error) return error;
  const [id = 0] = ids;
  const who = await getEmployee(ctx.tx, id);
  return (await mayChange(ctx, id)) ? who : saying(words.notYours, { name: who.name });
}

export const isSaying = (found: Employee | Saying): found is Saying => 'text' in found;
