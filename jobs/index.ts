import { drawContracts } from './draw-contracts.js';
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

/** Everything that happens by itself. */
export const jobsFor = ({ digestAt, draw, syncDirectory }: JobSettings): readonly Job[] => [
  {
    name: 'digest',
    schedule: dailyAt(digestAt),
    by: 'people',
    catchUp: 'latest',
    run: sendDigests(digestAt),
  },
  {
    name: 'reminders',
    schedule: '*/15 * * * *',
    by: 'UTC',
    catchUp: 'latest',
    run: remind,
  },
  {
    // Contracts are drawn as soon as they are made; this is for those whose instance died just then.
    name: 'contracts',
    schedule: '*/5 * * * *',
    by: 'UTC',
    catchUp: 'latest',
    run: async ({ database, now, signal, log }) => {
      const { drawn, trouble } = await drawContracts(database, draw, now, signal);
      // No reason to begin the slot anew: the next one is soon.
      if (trouble) log.error({ err: trouble }, 'some contracts could not be drawn');
      return trouble ? `drawn: ${drawn}. ${trouble.message}` : `drawn: ${drawn}`;
    },
  },
  {
    name: 'merges',
    schedule: '*/15 * * * *',
    by: 'UTC',
    catchUp: 'latest',
    run: followMerges,
  },
  {
    name: 'names',
    schedule: '* * * * *',
    by: 'UTC',
    catchUp: 'latest',
    run: hearNames,
  },
  {
    name: 'timers',
    schedule: '* * * * *',
    by: 'UTC',
    catchUp: 'latest',
    run: runTimers,
  },
  {
    name: 'sweep',
    schedule: '40 19 * * *',
    by: 'UTC',
    catchUp: 'latest',
    run: sweep,
  },
  {
    name: 'old-cards',
    schedule: '10 20 * * *',
    by: 'UTC',
    catchUp: 'latest',
    run: forgetCards,
  },
  {
    name: 'old-channel-cards',
    schedule: '10 20 * * *',
    by: 'UTC',
    catchUp: 'latest',
    run: forgetChannelCards,
  },
  ...(syncDirectory
    ? [
        {
          // Ten past two at night in China.
          name: 'directory',
          schedule: '10 18 * * *',
          by: 'UTC',
          catchUp: 'latest',
          run: syncDirectoryNightly(syncDirectory),
        } as const,
      ]
    : []),
];
