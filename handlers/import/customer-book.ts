import type { Tx } from '../../models/database/tx.js';
import { listCustomersKnownAs } from '../../models/import.js';
import { nearCustomers } from '../customer/near.js';
import { listed } from '../fields.js';
import { isNearDuplicate, normaliseName } from '../input/name.js';
import type { ReferenceWords } from './cells.js';
import { type Match, MOST_SEARCHES, matchOf, nothing } from './directory.js';
import { quoted } from './people-directory.js';
import { problem, troubles } from './words.js';

export interface NamedCustomer {
  readonly id: number;
  readonly name: string;
}

/** The customers that a file names: there may be far too many in the database to hold them all. */
export class CustomerBook {
  readonly #matches = new Map<string, Match<NamedCustomer>>();
  #searches = 0;

  /** Looks up what was not asked for before, in one go; only unknown names cost a search each. */
  async prepare(tx: Tx, texts: readonly string[]) {
    const unknown = [...new Set(texts)].filter((text) => text && !this.#matches.has(text));
    const customers = await listCustomersKnownAs(tx, unknown.map(normaliseName), unknown);
    const byNumber = new Map(customers.map((one) => [one.knownNumber, one]));
    for (const text of unknown) {
      const numbered = byNumber.get(text);
      const normalised = normaliseName(text);
      const named = new Map(
        customers.filter(({ knownName }) => knownName === normalised).map((one) => [one.id, one]),
      );
      const match = numbered
        ? { sure: true as const, found: numbered, exact: true }
        : matchOf([...named.values()], ({ name }) => name === text);
      this.#matches.set(text, match === nothing ? await this.#near(tx, text) : match);
    }
  }

  find(text: string): Match<NamedCustomer> {
    return this.#matches.get(text) ?? nothing;
  }

  /** One of another spelling is taken; of one that only sounds so it is told. */
  async #near(tx: Tx, text: string): Promise<Match<NamedCustomer>> {
    this.#searches += 1;
    if (this.#searches > MOST_SEARCHES) return nothing;
    const near = await nearCustomers(tx, text);
    const alike = near.filter(({ name }) => isNearDuplicate(name, text));
    return alike.length > 0 ? matchOf(alike, () => false) : { ...nothing, near };
  }
}

const nameOf = ({ name }: NamedCustomer) => name;

export const customerWords: ReferenceWords<NamedCustomer> = {
  nameOf,
  fault: (text, { several, near }) => {
    if (several.length > 0)
      return problem(troubles.severalCustomers, { text, names: listed(several.map(nameOf)) });
    if (near.length === 0) return problem(troubles.noCustomer, { text });
    return problem(troubles.nearCustomer, { text, near: quoted(near.map(nameOf)) });
  },
};
