import type { Experiment } from './experiment.js';
import { appKilled } from './f1-app-killed.js';
import { databaseKilled } from './f2-database-killed.js';
import { conflicts } from './f4-conflicts.js';
import { commitAnswerLost } from './f5-commit-answer-lost.js';
import { platformErrors } from './f7-platform-errors.js';
import { duplicates } from './f10-duplicates.js';
import { sameInstant } from './f12-same-instant.js';
import { forged } from './f14-forged.js';
import { clock } from './f16-clock.js';
import { poison } from './f17-poison.js';
import { huge } from './f20-huge.js';
import { prototypes } from './f21-prototype.js';
import { sqlInjection } from './f22-sql.js';
import { markup } from './f23-markup.js';
import { rollingRestart } from './f28-rolling-restart.js';

/** All that is broken on purpose, in the order of the list of faults. */
export const experiments: readonly Experiment[] = [
  appKilled,
  databaseKilled,
  conflicts,
  commitAnswerLost,
  platformErrors,
  duplicates,
  sameInstant,
  forged,
  clock,
  poison,
  huge,
  prototypes,
  sqlInjection,
  markup,
  rollingRestart,
];
