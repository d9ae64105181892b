import { approvalSamples } from './samples/approvals.js';
import { dealSamples } from './samples/deals.js';
import type { Sample } from './samples/firm.js';
import { overviewSamples } from './samples/overviews.js';
import { requestSamples } from './samples/requests.js';
import { talkSamples } from './samples/talks.js';

/** Views as a firm would have them, for the gallery and the tests. All people and firms are invented. */
export const samples: readonly Sample[] = [
  ...dealSamples,
  ...approvalSamples,
  ...requestSamples,
  ...overviewSamples,
  ...talkSamples,
];
