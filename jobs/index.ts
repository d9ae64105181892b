import { type Draw, drawContracts } from './draw-contracts.js';
import { followMerges } from './follow-merges.js';
import { forgetCards, forgetChannelCards } from './forget-cards.js';
import { hearNames } from './hear-names.js';
import type { Job, JobSettings } from './job.js';
import { remind } from './remind.js';
import { sendDigests } from './send-digests.js';
import { dailyAt } from './slots.js';
import { sweep } from './sweep.js';
import { syncDirectoryNightly } from './sync-directory.js';
import { runTimers } from './timers.js';

/** By the clock of UTC; of slots that nobody was awake for the last one is run. */
const inUtc = (name: string, schedule: string, run: Job['run']): Job => ({
  name,
  schedule,
  by: 'UTC',
  catchUp: 'latest',
  run,
});

/** Contracts are drawn as soon as they are made; this is for those whose instance died just then. */
const drawLeftOver =
  (draw: Draw): Job['run'] =>
  async ({ database, now, signal, log }) => {
    const { drawn, trouble } = await drawContracts(database, draw, now, signal);
    // No reason to begin the slot anew: the next one is soon.
    if (trouble) log.error({ err: trouble }, 'some contracts could not be drawn');
    return trouble ? `drawn: ${drawn}. ${trouble.message}` : `drawn: ${drawn}`;
  };

/** Everything that happens by itself. */
export const jobsFor = ({ digestAt, draw, syncDirectory }: JobSettings): readonly Job[] => [
  {
    name: 'digest',
    schedule: dailyAt(digestAt),
    by: 'people',
    catchUp: 'latest',
    run: sendDigests(digestAt),
  },
  inUtc('reminders', '*/15 * * * *', remind),
  inUtc('contracts', '*/5 * * * *', drawLeftOver(draw)),
  inUtc('merges', '*/15 * * * *', followMerges),
  inUtc('names', '* * * * *', hearNames),
  inUtc('timers', '* * * * *', runTimers),
  inUtc('sweep', '40 19 * * *', sweep),
  inUtc('old-cards', '10 20 * * *', forgetCards),
  inUtc('old-channel-cards', '10 20 * * *', forgetChannelCards),
  // Ten past two at night in China.
  ...(syncDirectory ? [inUtc('directory', '10 18 * * *', syncDirectoryNightly(syncDirectory))] : []),
];
