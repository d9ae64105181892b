import { requestsFor, type Typing } from '../load/requests.js';
import { closedLoop, openLoop } from '../load/run.js';
import { serve } from './leash.js';

interface ClosedLoad {
  readonly port: number;
  readonly typing: Typing;
  readonly connections: number;
  readonly seconds: number;
}

interface OpenLoad {
  readonly port: number;
  readonly typing: Typing;
  readonly connections: number;
  readonly perSecond: number;
}

/** Sends the load, from a process of its own. */
serve({
  closed: ({ port, typing, connections, seconds }: ClosedLoad) =>
    closedLoop(port, requestsFor(typing), connections, seconds),
  open: ({ port, typing, connections, perSecond }: OpenLoad) =>
    openLoop(port, requestsFor(typing), connections, perSecond),
});
