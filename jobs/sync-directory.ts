import type { DirectorySync, Shift } from './job.js';

/** Reading a large firm at a platform's pace takes minutes; the slot is kept meanwhile. */
const KEEP_EVERY_MS = 30_000;

/** Every night, as events can be lost. Whoever takes it over begins anew: what is done is found done. */
export const syncDirectoryNightly =
  (sync: DirectorySync) =>
  async ({ step, log, signal }: Shift): Promise<string> => {
    let steps = 0;
    const keep = () =>
      step(steps, () => {}).catch((error) => log.warn({ err: error }, 'the slot of the sync was not kept'));
    const keeping = setInterval(keep, KEEP_EVERY_MS);
    // A platform that never answers would have it kept for ever.
    signal.addEventListener('abort', () => clearInterval(keeping));
    const report = await sync((work) => {
      steps += 1;
      return step(steps, work);
    }).finally(() => clearInterval(keeping));

    if (!report) throw new Error('No directory could be read.');
    const { joined, changed, left, known, proposals } = report;
    if (report.isStopped) return `stopped: ${left.length} of ${known} would leave`;
    return `joined: ${joined.length}, changed: ${changed}, left: ${left.length}, unsure: ${proposals.length}`;
  };
