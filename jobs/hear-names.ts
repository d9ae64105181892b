import { hearNew } from '../handlers/customer/sounds.js';
import { hasUnheard } from '../models/customer-sound.js';
import type { Shift } from './job.js';

/** On SQLite everybody else who writes waits for it, some fifty milliseconds. */
const BATCH = 200;

/** Has customers found by how they and their contacts sound that are new or renamed, or were there before this was. */
export async function hearNames({ database, step }: Shift): Promise<string> {
  let count = 0;
  while (await database.read(hasUnheard)) {
    let heard = 0;
    await step(count, async (tx) => {
      heard = await hearNew(tx, BATCH);
    });
    count += heard;
  }
  return `names: ${count}`;
}
