import { digestView } from '../handlers/digest/view.js';
import { isoDayIn } from '../handlers/input/day.js';
import { isWorkingDay } from '../handlers/working-days.js';
import { Unavailable } from '../models/database.js';
import { digestIdOf, dropUnseenDigests, listDigestReaders } from '../models/digest.js';
import type { Employee } from '../models/employee.js';
import { show } from '../models/shown-card.js';
import type { Shift } from './job.js';
import { dayOf, timeOf } from './slots.js';
import { walk } from './walk.js';

const BATCH = 50;

/** One person's broken numbers must not keep the others' from them; a database that is away concerns all. */
async function hasNews({ database, log, now }: Shift, actor: Employee, day: string): Promise<boolean> {
  try {
    const view = await database.read((tx) => digestView({ tx, actor, now, surface: 'system' }, day));
    return view !== undefined;
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    log.error({ err: error, employeeId: actor.id }, 'a digest could not be counted');
    return false;
  }
}

async function withNews(shift: Shift, people: readonly Employee[], day: string): Promise<Employee[]> {
  const found: Employee[] = [];
  for (const person of people) if (await hasNews(shift, person, day)) found.push(person);
  return found;
}

/**
 * Shows today's digest to everybody in a zone who wants it at this time and for whom there is something in it.
 * @param usualAt when those want it who chose no time
 */
export const sendDigests =
  (usualAt: string) =>
  async (shift: Shift): Promise<string> => {
    const { slot, now } = shift;
    const day = dayOf(slot);
    if (isoDayIn(slot.timeZone, now) !== day) return 'the day was over';
    if (!isWorkingDay(day, slot.timeZone)) return 'a day off';

    const id = digestIdOf(day);
    const readers = { timeZone: slot.timeZone, at: timeOf(slot), usualAt };
    const count = await walk<Employee>(shift, {
      next: (tx, doneId) => listDigestReaders(tx, readers, id, doneId, BATCH),
      doneIdAfter: (person) => person.id,
      pick: (people) => withNews(shift, people, day),
      write: (tx, person) => {
        dropUnseenDigests(tx, person.id, id);
        show(tx, person.id, 'digest', id, { fresh: true });
      },
    });
    return `sent: ${count}`;
  };
