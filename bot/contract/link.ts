import { isSigned, signPath } from '../seal.js';

const NUMBER = /^[1-9]\d{0,14}$/;
const DAY_MS = 86_400_000;
/** Cards stay on a screen for weeks; whenever one changes, it gets a new link. */
const LINK_DAYS = 60;

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);

/** The link by which one person opens one of our files, for some weeks. For nobody in particular it opens nothing. */
export const linkTo =
  (publicUrl: string, secret: string, now: () => Date) =>
  (employeeId = 0) =>
  (path: string): string => {
    const address = `${path}?for=${employeeId}&until=${dayOf(now()) + LINK_DAYS}`;
    return `${publicUrl}/files/${address}&sig=${signPath(secret, address)}`;
  };

export interface ContractLink {
  readonly contractId: number;
  readonly employeeId: number;
  /** The last day on which it opens, counted from 1970. */
  readonly untilDay: number;
}

/** @returns nothing for what we did not make, or made before links were somebody's */
export function readLink(
  secret: string,
  id: string,
  query: Record<string, unknown>,
): ContractLink | undefined {
  const { for: who, until, sig } = query;
  const address = `contracts/${id}?for=${who}&until=${until}`;
  const isOurs = isSigned(secret, address, String(sig ?? ''));
  if (!isOurs || !NUMBER.test(id) || !NUMBER.test(String(who))) return undefined;
  return { contractId: Number(id), employeeId: Number(who), untilDay: Number(until) };
}

export const hasEnded = ({ untilDay }: ContractLink, now: Date): boolean => untilDay < dayOf(now);
