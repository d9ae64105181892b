import type { Logger } from 'pino';
import type { Card } from '../../cards/card.js';
import { drawCard } from '../../cards/index.js';
import { platformName } from '../../handlers/platform-names.js';
import { comesAt, isUrgent, quietNow } from '../../handlers/settings/quiet-hours.js';
import { type Sharing, sharing } from '../../models/database/together.js';
import type { Database } from '../../models/database.js';
import { type Employee, getEmployee } from '../../models/employee.js';
import { findAddress, insertIdentity } from '../../models/identity.js';
import { reviveUnreachable, type ShownCard, type Subject } from '../../models/shown-card.js';
import { type Reader, saying } from '../../models/text.js';
import type { View } from '../../models/views.js';
import { type CardRef, type Platform, PlatformError, type PlatformUser } from '../platforms/platform.js';
import type { ReaderFor } from '../readers.js';
import { words } from '../words.js';
import { loadView } from './subjects.js';

export interface SenderNeeds {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly readerFor: ReaderFor;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Platforms limit what is new and what changes apart, and nobody waits for a digest: each has a line of its own. */
export type Line = 'news' | 'changes' | 'digests';

/** Its reader wants no new message now. */
export interface Later {
  readonly comesAt: Date;
}

/** A card that is drawn, and where it belongs; changed where it is, if it comes later as a new message. */
export interface Prepared extends Partial<Later> {
  readonly platform: Platform;
  readonly line: Line;
  /** @throws PlatformError */
  send(): Promise<CardRef>;
}

const lineOf = ({ subject }: ShownCard, isChange: boolean): Line => {
  if (subject === 'digest') return 'digests';
  return isChange ? 'changes' : 'news';
};

const isNews = ({ fresh, ref }: ShownCard): boolean => fresh || !ref;

/** What others or the clock do waits until the quiet is over, unless it cannot. */
const laterThan = (until: Date, card: ShownCard, view: View, now: Date): Later | undefined =>
  isNews(card) && !card.awaited && !isUrgent(view, now, until) ? { comesAt: comesAt(now, until) } : undefined;

/** Stands where a card was: it is further down, or on another platform. */
const pointerTo = (from: string, to: string): View => ({
  kind: 'notice',
  title: from === to ? saying(words.retired) : saying(words.movedTo, { platform: platformName(to) }),
  body: [saying(words.retiredBody)],
  buttons: [],
});

const knownTo = async (
  platform: Platform,
  { staffNumber, email }: Employee,
): Promise<PlatformUser | undefined> =>
  (await platform.findByStaffNumber?.(staffNumber)) ??
  (email ? await platform.findByEmail(email) : undefined);

/** Cards that are read together are drawn in one go, and meanwhile nobody is answered. */
const MOST_IN_ONE_GO = 8;

/** Draws cards as of now and brings them to the platforms. */
export class Sender {
  readonly #needs: SenderNeeds;
  readonly #reads: Readonly<Record<Subject, Sharing>>;

  constructor(needs: SenderNeeds) {
    this.#needs = needs;
    const together = sharing((work) => needs.database.read(work), { most: MOST_IN_ONE_GO });
    // Each counts many deals: one after the other they leave the database to those who wait for an answer.
    const alone = sharing((work) => needs.database.read(work), { most: 1 });
    this.#reads = {
      deal: together,
      approval: together,
      customer: together,
      absence: together,
      handover: together,
      digest: alone,
    };
  }

  /**
   * Reads and draws what the card should show.
   * @returns nothing when the person cannot be reached anywhere; only when to come again while they want no new message
   * @throws PlatformError when their platform is switched off, and whatever goes wrong in reading and drawing
   */
  async prepare(card: ShownCard): Promise<Prepared | Later | undefined> {
    const { employee, address, view, until } = await this.#read(card);
    if (!employee.active) return undefined;
    const later = view && until && laterThan(until, card, view, this.#needs.now());
    // A change is made where the card is; what is new goes where the person is.
    const home = isNews(card) && !later ? undefined : this.#homeOf(card);
    if (later && !home) return later;
    const to = home ? undefined : (address ?? (await this.#lookUp(employee)));
    const platform = home ?? (to && this.#platform(to.platform));
    if (!platform) return undefined;
    const line = lineOf(card, home !== undefined);
    if (!view) return { platform, line, send: async () => card.ref ?? {} };
    const reader = this.#needs.readerFor(employee, platform);
    const drawn = drawCard(view, reader);
    return { platform, line, ...later, send: () => this.#place(platform, to, card, drawn, reader) };
  }

  #homeOf({ platform, ref }: ShownCard): Platform | undefined {
    return ref ? this.#needs.platforms.get(platform ?? '') : undefined;
  }

  #read({ employeeId, subject, subjectId }: ShownCard) {
    const { now, platforms } = this.#needs;
    return this.#reads[subject](async (tx) => {
      const reader = getEmployee(tx, employeeId);
      const [employee, address, view, until] = await Promise.all([
        reader,
        findAddress(tx, employeeId, [...platforms.keys()]),
        loadView[subject]({ tx, reader, now: now() }, subjectId),
        reader.then((person) => quietNow(tx, person, now())),
      ]);
      return { employee, address: address as PlatformUser | undefined, view, until };
    });
  }

  /** Changes the card that is there, or posts one and leaves a pointer where the old one was. */
  async #place(
    platform: Platform,
    to: PlatformUser | undefined,
    card: ShownCard,
    drawn: Card,
    reader: Reader,
  ): Promise<CardRef> {
    if (!to) return platform.update(card.ref ?? {}, drawn);
    const ref = await platform.post(to, drawn, `${card.id}:${card.wanted}`, card.unended > 0);
    await this.#retire(card, platform.name, reader);
    return ref;
  }

  async #retire({ platform: from, ref }: ShownCard, to: string, reader: Reader) {
    const old = this.#needs.platforms.get(from ?? '');
    if (!old || !ref) return;
    await old.update(ref, drawCard(pointerTo(old.name, to), reader)).catch((error) => {
      this.#needs.log.warn({ reason: String(error) }, 'an old card could not be replaced by a pointer');
    });
  }

  #platform(name: string): Platform {
    const platform = this.#needs.platforms.get(name);
    if (!platform) throw new PlatformError(`The platform ${name} is not configured.`, { retryable: true });
    return platform;
  }

  /**
   * Somebody who never wrote to us is wherever a platform knows their staff number or their e-mail.
   * @throws PlatformError when one that does not answer may be the one that knows them
   */
  async #lookUp(employee: Employee): Promise<PlatformUser | undefined> {
    const { database, platforms, now } = this.#needs;
    let trouble: unknown;
    for (const platform of platforms.values()) {
      const found = await knownTo(platform, employee).catch((error) => {
        trouble ??= error;
      });
      if (!found) continue;
      await database.transaction(async (tx) => {
        insertIdentity(tx, found, employee.id, now());
        reviveUnreachable(tx, employee.id);
      });
      return found;
    }
    if (trouble) throw trouble;
    return undefined;
  }
}
