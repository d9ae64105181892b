import { requestsFor, type Typing } from '../load/requests.js';
import { closedLoop, openLoop } from '../load/run.js';
import { Wires } from '../load/wire.js';
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
  readonly perSecond: number;
}

/** By port: what warms a service up leaves its connections to what is measured. */
const kept = new Map<number, Wires>();

const wiresTo = (port: number): Wires => {
  const wires = kept.get(port) ?? new Wires(port);
  kept.set(port, wires);
  return wires;
};

/** Sends the load, from a process of its own. */
serve({
  closed: ({ port, typing, connections, seconds }: ClosedLoad) =>
    closedLoop(port, requestsFor(typing), connections, seconds),
  open: ({ port, typing, perSecond }: OpenLoad) => openLoop(wiresTo(port), requestsFor(typing), perSecond),
});
