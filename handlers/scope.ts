import { listReportIds } from '../models/employee.js';
import type { Context } from './useCase.js';

/** Whose records a person sees: everybody's, or those of some employees. */
export type Scope = 'all' | readonly number[];

/** Roles whose work needs every record. */
const seesAll: ReadonlySet<string> = new Set(['admin', 'general-manager', 'legal', 'finance']);
const changesAll: ReadonlySet<string> = new Set(['admin', 'general-manager']);

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

/** May this person change a record of that owner? Legal and finance read everything and change nothing. */
export const mayChange = (ctx: Asking, ownerId: number) => isWithin(ctx, ownerId, changesAll);
