import type { Plan } from '../options.js';
import type { Line } from '../report.js';
import type { Server } from '../server.js';

export interface Setting {
  readonly plan: Plan;
  readonly server: Server;
  /** Says how far it is. */
  readonly tell: (words: string) => void;
}

export interface Measure {
  readonly title: string;
  /** @throws Wrong when what was measured did not do its work */
  run(setting: Setting): Promise<readonly Line[]>;
}
