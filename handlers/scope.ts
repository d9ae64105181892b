import type { Customer } from '../models/customer.js';
import { listReportIds } from '../models/hierarchy.js';
import type { Scope } from '../models/scope.js';
import type { Context } from './useCase.js';

/** Roles whose work needs every record. */
const seesAll: ReadonlySet<string> = new Set(['admin', 'general-manager', 'legal', 'finance']);
const changesAll: ReadonlySet<string> = new Set(['admin', 'general-manager']);
/** Contracts and invoices go by a customer's legal name, address and tax number: legal and finance put them right. */
const changesCustomers: ReadonlySet<string> = new Set([...changesAll, 'legal', 'finance']);

/** Whoever wants to see or change something. */
type Asking = Pick<Context, 'tx' | 'actor'>;

export const hasRole = ({ actor }: Pick<Context, 'actor'>, roles: ReadonlySet<string>) =>
  actor.roles.some((role) => roles.has(role));

/** Own records, and those of everybody below in the line of managers. */
const teamOf = async ({ tx, actor }: Asking): Promise<readonly number[]> => [
  actor.id,
  ...(await listReportIds(tx, actor.id)),
];

export const scopeOf = async (ctx: Asking): Promise<Scope> => (hasRole(ctx, seesAll) ? 'all' : teamOf(ctx));

const isWithin = async (ctx: Asking, ownerId: number, all: ReadonlySet<string>) =>
  ownerId === ctx.actor.id || hasRole(ctx, all) || (await teamOf(ctx)).includes(ownerId);

/** May this person see a record of that owner? */
export const maySee = (ctx: Asking, ownerId: number) => isWithin(ctx, ownerId, seesAll);

/** May this person change a record of that owner? Legal and finance read everything, and change customers only. */
export const mayChange = (ctx: Asking, ownerId: number) => isWithin(ctx, ownerId, changesAll);

/** One that nobody owns is everybody's. */
export const mayChangeCustomer = async (ctx: Asking, { ownerId }: Pick<Customer, 'ownerId'>) =>
  ownerId === null || isWithin(ctx, ownerId, changesCustomers);

/** To put a customer right is not to say whose it is. */
export const mayHandOverCustomer = async (ctx: Asking, { ownerId }: Pick<Customer, 'ownerId'>) =>
  ownerId === null || mayChange(ctx, ownerId);
