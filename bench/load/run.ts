import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, nothing, openWires, type Wire, type Wires } from './wire.js';

/** What came of each request, by its index. Times are epoch milliseconds with fractions. */
export interface Outcomes {
  /** When it should have been sent: in a closed loop, when it was. */
  readonly dueAt: Float64Array;
  readonly answeredAt: Float64Array;
  readonly answers: readonly Answer[];
}

const ANSWER_LIMIT_MS = 10_000;
const TICK_MS = 1;

const now = () => performance.timeOrigin + performance.now();

/** Keeps what comes in, in the order of the requests. */
class Record {
  readonly dueAt: number[] = [];
  readonly answeredAt: number[] = [];
  readonly answers: Answer[] = [];
  open = 0;

  begin(dueAt: number): number {
    this.open += 1;
    this.answers.push(nothing);
    this.answeredAt.push(Number.POSITIVE_INFINITY);
    return this.dueAt.push(dueAt) - 1;
  }

  end(index: number, answer: Answer) {
    this.open -= 1;
    this.answers[index] = answer;
    this.answeredAt[index] = now();
  }

  outcomes(): Outcomes {
    return {
      dueAt: Float64Array.from(this.dueAt),
      answeredAt: Float64Array.from(this.answeredAt),
      answers: this.answers,
    };
  }
}

/** What is under way when the time is up is waited for, so that all that was done has an answer. */
async function settled(record: Record): Promise<void> {
  const limit = now() + ANSWER_LIMIT_MS;
  while (record.open > 0 && now() < limit) await sleep(TICK_MS);
}

/** Each connection sends its next request when the last one is answered: how much can be done. */
export async function closedLoop(
  port: number,
  requests: readonly Buffer[],
  connections: number,
  seconds: number,
): Promise<Outcomes> {
  const wires = await openWires(port, connections);
  const record = new Record();
  const endsAt = now() + seconds * 1000;

  const next = (wire: Wire) => {
    const request = requests[record.dueAt.length];
    if (!request || now() >= endsAt || wire.isBroken) return;
    const index = record.begin(now());
    wire.send(request, (answer) => {
      record.end(index, answer);
      next(wire);
    });
  };

  for (const wire of wires) next(wire);
  await sleep(seconds * 1000);
  await settled(record);
  for (const wire of wires) wire.close();
  return record.outcomes();
}

/**
 * Requests are due at fixed times, whether or not earlier ones are answered, and their latency counts from then: a
 * server that stalls is late with all that was due meanwhile.
 */
export async function openLoop(
  wires: Wires,
  requests: readonly Buffer[],
  perSecond: number,
): Promise<Outcomes> {
  const record = new Record();
  const startsAt = now() + 10;

  const send = (request: Buffer) => {
    const index = record.begin(startsAt + (record.dueAt.length * 1000) / perSecond);
    const wire = wires.take();
    wire.send(request, (answer) => {
      record.end(index, answer);
      wires.give(wire);
    });
  };

  while (record.dueAt.length < requests.length) {
    const due = Math.min(requests.length, Math.floor(((now() - startsAt) * perSecond) / 1000) + 1);
    for (const request of requests.slice(record.dueAt.length, Math.max(due, 0))) send(request);
    await sleep(TICK_MS);
  }
  await settled(record);
  return record.outcomes();
}
