import { isAtWork } from '../handlers/at-work.js';
import { HOUR_MS } from '../handlers/duration.js';
import { listUntouchedTasks, saveReminded, type UntouchedTask } from '../models/reminder.js';
import { findSetting } from '../models/setting.js';
import { show } from '../models/shown-card.js';
import type { Shift } from './job.js';
import { walk } from './walk.js';

const BATCH = 200;

/** The setting `reminders`. */
interface ReminderSetting {
  /** How long a task waits before its assignee is reminded, and then each time again. */
  readonly afterHours: number;
}
const usual: ReminderSetting = { afterHours: 24 };

/** Brings approvals back to the end of the chat of whoever has let them lie. */
export async function remind(shift: Shift): Promise<string> {
  const { database, now } = shift;
  const setting = await database.read((tx) => findSetting<ReminderSetting>(tx, 'reminders'));
  const { afterHours } = { ...usual, ...setting };
  const before = new Date(now.getTime() - afterHours * HOUR_MS);

  const count = await walk<UntouchedTask>(shift, {
    next: (tx, doneId, last) =>
      listUntouchedTasks(tx, before, last ?? { approvalId: doneId + 1, seq: 0 }, BATCH),
    // The rest of its tasks may be in the next batch.
    doneIdAfter: ({ approvalId }) => approvalId - 1,
    pick: async (tasks) => tasks.filter(({ timeZone }) => isAtWork(timeZone, now)),
    write: (tx, task) => {
      saveReminded(tx, task, now);
      show(tx, task.holderId, 'approval', task.approvalId, { fresh: true });
    },
  });
  return `reminded: ${count}`;
}
