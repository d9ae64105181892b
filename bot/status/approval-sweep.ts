import { type Unsound, unreadable, unsoundIn } from '../../handlers/approval/soundness.js';
import { lockApproval } from '../../models/approval.js';
import { listApprovalIds, listRunningIds, listStored } from '../../models/approval-sweep.js';
import { type Database, TooLate, Unavailable } from '../../models/database.js';

const BATCH = 200;

/**
 * A decision that commits between two reads looks like a fault. Whatever does is looked at once more, while nobody can
 * change it.
 */
const certain = async (database: Database, id: number): Promise<Unsound[]> =>
  database.transaction(async (tx) => {
    await lockApproval(tx, id);
    return (await listStored(tx, [id])).flatMap(unsoundIn);
  });

/** Nothing that the database says of itself is wrong with an approval. */
const isOfDatabase = (error: unknown): boolean =>
  error instanceof Unavailable || error instanceof TooLate || (error instanceof Error && 'code' in error);

/** What is wrong with these approvals; one that cannot even be read hides none of the others. */
async function lookAt(database: Database, ids: readonly number[]): Promise<Unsound[]> {
  try {
    return await readAll(database, ids);
  } catch (error) {
    if (isOfDatabase(error)) throw error;
    const [only = 0, ...others] = ids;
    if (others.length === 0) return [unreadable(only, String(error))];
    const half = Math.ceil(ids.length / 2);
    return [...(await lookAt(database, ids.slice(0, half))), ...(await lookAt(database, ids.slice(half)))];
  }
}

/** Those that are sound are not held for a moment. */
async function readAll(database: Database, ids: readonly number[]): Promise<Unsound[]> {
  const stored = await database.read((tx) => listStored(tx, ids));
  const suspects = stored.filter((one) => unsoundIn(one).length > 0);
  const found: Unsound[] = [];
  for (const { approval } of suspects) found.push(...(await certain(database, approval.instance.id)));
  return found;
}

interface Swept {
  /** How many approvals were looked at. */
  readonly approvals: number;
  readonly unsound: readonly Unsound[];
}

/** Looks at every approval there is, some at a time. @param tell hears how many have been looked at so far */
export async function sweepAll(
  database: Database,
  tell: (approvals: number) => void = () => undefined,
): Promise<Swept> {
  const unsound: Unsound[] = [];
  let approvals = 0;
  for (let afterId = 0; ; ) {
    const ids = await database.read((tx) => listApprovalIds(tx, afterId, BATCH));
    const last = ids.at(-1);
    if (last === undefined) return { approvals, unsound };
    unsound.push(...(await lookAt(database, ids)));
    approvals += ids.length;
    afterId = last;
    tell(approvals);
  }
}

const LOOK_EVERY_MS = 30_000;
/** The same again and again helps nobody; `npm run sweep` names all. */
const MOST_NAMED = 20;

export interface Watch {
  /** How many of those that run the last look was at, and when. */
  readonly looked: number;
  readonly at: string | null;
  readonly unsound: readonly Pick<Unsound, 'number' | 'what' | 'remedy'>[];
}

/**
 * Goes round those that run or have come back, the next two hundred at most every half minute, by index: it costs the same
 * however many approvals there are. Whoever asks hears what the last looks found, and never waits for the next.
 */
export class ApprovalWatch {
  readonly #database: Database;
  readonly #now: () => Date;
  #afterKey = '';
  #looked = 0;
  #askedAt = 0;
  #at: Date | null = null;
  #unsound: readonly Unsound[] = [];
  #looking: Promise<void> | undefined;

  constructor(database: Database, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  read(): Watch {
    // Also when the clock has been put back since.
    if (Math.abs(this.#now().getTime() - this.#askedAt) >= LOOK_EVERY_MS) void this.look();
    return {
      looked: this.#looked,
      at: this.#at?.toISOString() ?? null,
      unsound: this.#unsound
        .slice(0, MOST_NAMED)
        .map(({ number, what, remedy }) => ({ number, what, remedy })),
    };
  }

  /** Looks on from where the last look ended. One that fails is made up for by the next: `/readyz` tells about the database. */
  look(): Promise<void> {
    this.#askedAt = this.#now().getTime();
    this.#looking ??= this.#look()
      .catch(() => undefined)
      .finally(() => {
        this.#looking = undefined;
      });
    return this.#looking;
  }

  async #look() {
    const next = await this.#database.read((tx) => listRunningIds(tx, this.#afterKey, BATCH));
    const known = this.#unsound.slice(0, MOST_NAMED).map(({ id }) => id);
    const ids = [...new Set([...known, ...next.map(({ id }) => id)])];
    this.#unsound = await lookAt(this.#database, ids);
    this.#at = this.#now();
    this.#looked = next.length;
    this.#afterKey = next.length === BATCH ? (next.at(-1)?.runningKey ?? '') : '';
  }
}
