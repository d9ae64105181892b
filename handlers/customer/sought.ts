import { listCustomerIds, listCustomerIdsByContact } from '../../models/customer.js';
import { begins, type Condition, holds } from '../../models/database/condition.js';
import type { Tx } from '../../models/database/tx.js';
import { halfWidth } from '../input/fold.js';
import { HAN, normaliseName } from '../input/name.js';
import { numberSought, whereNumbered } from '../numbered.js';
import { customersByContactSounding, customersHeard, customersSounding } from './sounds.js';

const PHONE = /^[+(]?[\d\s()./-]+$/;
const CHINA = /^(?:00)?86(?=\d{3})/;
/** Fewer digits stand at the beginning of too many. */
const FEWEST_DIGITS = 3;

/** How a phone may be kept that somebody looks for by its beginning: from abroad or from here, in any grouping. */
export function phonesBeginning(search: string): readonly string[] {
  const digits = PHONE.test(search) ? search.replace(/\D/g, '') : '';
  if (digits.length < FEWEST_DIGITS) return [];
  const local = digits.replace(CHINA, '').replace(/^0+/, '');
  const written = local === '' ? [] : ['', '0', '86', '860', '0086'].map((before) => before + local);
  return [...new Set([digits, ...written])];
}

const wherePhone = (column: string, search: string): readonly Condition[] =>
  phonesBeginning(search).map((digits) => begins(column, digits));

/** Both read all names through: what firms are called by law matters only while it is being typed. */
async function customersNamedSo(tx: Tx, search: string): Promise<number[]> {
  const found = await listCustomerIds(tx, holds('normalisedName', normaliseName(search)));
  return found.length > 0 || PHONE.test(search) ? found : listCustomerIds(tx, holds('name', search));
}

/** Each once, although its own name and that of its contact may both be meant. */
const together = async (all: readonly Promise<readonly number[]>[]): Promise<number[]> => [
  ...new Set((await Promise.all(all)).flat()),
];

/** Ids of the customers that are called so in part, or whose phone, or contact's name, phone or e-mail begins so; or else whose name, or contact's name, sounds as the letters do. */
export async function customersKnownBy(tx: Tx, typed: string): Promise<number[]> {
  const search = halfWidth(typed).toLowerCase().trim();
  const ofContact = [
    begins('k.nameFolded', search),
    begins('k.emailFolded', search),
    ...wherePhone('k.phoneDigits', search),
  ];
  const known = await together([
    customersNamedSo(tx, search),
    ...wherePhone('phoneDigits', search).map((where) => listCustomerIds(tx, where)),
    ...ofContact.map((where) => listCustomerIdsByContact(tx, where)),
  ]);
  if (known.length > 0 || HAN.test(search)) return known;
  return together([customersSounding(tx, search), customersByContactSounding(tx, search)]);
}

const customersSaid = (tx: Tx, search: string): Promise<number[]> =>
  together([customersHeard(tx, search), customersByContactSounding(tx, search)]);

/** As well as those whose number begins so: the one of exactly this number first, then the newest. If there are none, by their sound. */
export async function customersSought(tx: Tx, search: string): Promise<number[]> {
  const numbered = whereNumbered('customer', search).map((where) => listCustomerIds(tx, where));
  const known = await together([customersKnownBy(tx, search), ...numbered]);
  const found = known.length > 0 ? known : await customersSaid(tx, search);
  const first = numberSought('customer', search);
  return found.sort((a, b) => Number(b === first) - Number(a === first) || b - a);
}
