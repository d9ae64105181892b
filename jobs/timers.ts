import { moveTasksOf } from '../handlers/absence/move.js';
import { reliesOn } from '../handlers/absence/rules.js';
import { timeOut } from '../handlers/approval/time-out.js';
import { systemContext } from '../handlers/system.js';
import { listAbsences, listAbsencesDue, listApprovalsAsking, saveAbsenceMoved } from '../models/absence.js';
import { mastersChange } from '../models/database/masters.js';
import { Unavailable } from '../models/database.js';
import { beginning, type DueTask, listDueTasks } from '../models/due-task.js';
import type { Shift } from './job.js';

const BATCH = 100;

/**
 * One that cannot be done must not keep the others from theirs; a database that is away concerns all.
 * @returns whether it was done
 */
async function attempt({ log }: Shift, what: object, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    log.error({ ...what, err: error }, 'something that was due could not be done');
    return false;
  }
}

/** Each in a transaction of its own, under the lock of its approval: whoever comes second finds nothing due. */
async function fireTimeOuts(shift: Shift): Promise<number> {
  const { database, now, signal } = shift;
  let count = 0;
  for (let last: DueTask = beginning; ; ) {
    const due = await database.read((tx) => listDueTasks(tx, now, last, BATCH));
    for (const task of due) {
      signal.throwIfAborted();
      await attempt(shift, task, async () => {
        let isDone = false;
        await shift.step(0, async (tx) => {
          isDone = await timeOut(systemContext(tx, now), task);
        });
        if (isDone) count += 1;
      });
    }
    const end = due.at(-1);
    if (!end) return count;
    last = end;
  }
}

/** Who is away from now on, or back: their tasks go to whoever acts for them, or come back. What could not is tried again. */
async function moveForAbsences(shift: Shift): Promise<number> {
  const { database, now, signal } = shift;
  const due = await database.read((tx) => listAbsencesDue(tx, now));
  // What another instance has written may be newer than what this one remembers.
  if (due.length > 0) await shift.step(0, mastersChange);
  for (const absence of due) {
    const ids = await database.read(async (tx) =>
      listApprovalsAsking(tx, reliesOn([...(await listAbsences(tx)), absence], absence.employeeId)),
    );
    let areAllMoved = true;
    for (const id of ids) {
      signal.throwIfAborted();
      const isMoved = await attempt(shift, { approvalId: id }, () =>
        shift.step(0, async (tx) => {
          await moveTasksOf(systemContext(tx, now), id);
        }),
      );
      areAllMoved &&= isMoved;
    }
    if (areAllMoved) await shift.step(0, (tx) => saveAbsenceMoved(tx, absence, now));
  }
  return due.length;
}

/** What is due by the clock: absences first, as time-outs concern whoever has a task now. */
export async function runTimers(shift: Shift): Promise<string> {
  const moved = await moveForAbsences(shift);
  const fired = await fireTimeOuts(shift);
  return `absences: ${moved}, time-outs: ${fired}`;
}
