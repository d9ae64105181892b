import { attempt } from './kept.js';

/** Who is on screen: one person, or two side by side. Kept in the address, so that a reload shows the same. */
export interface Windows {
  readonly shown: readonly string[];
  /** The place of the person who acts: a click in the list of people changes this one. */
  readonly active: number;
}

const SEPARATOR = '+';

/** What somebody has typed there is nobody. */
const decoded = (name: string): string => attempt(() => decodeURIComponent(name)) ?? '';

export const fromAddress = (hash: string, known: (userId: string) => boolean): Windows => {
  const named = hash.slice(1).split(SEPARATOR).filter(Boolean).map(decoded).filter(known);
  return { shown: [...new Set(named)].slice(0, 2), active: 0 };
};

export const toAddress = ({ shown }: Windows): string => `#${shown.map(encodeURIComponent).join(SEPARATOR)}`;

export const opened = ({ shown, active }: Windows, userId: string): Windows => {
  const there = shown.indexOf(userId);
  if (there >= 0) return { shown, active: there };
  return { shown: shown.length > 0 ? shown.with(active, userId) : [userId], active };
};

export const openedBeside = ({ shown }: Windows, userId: string): Windows => {
  const others = shown.filter((other) => other !== userId).slice(0, 1);
  return { shown: [...others, userId], active: others.length };
};

export const closed = ({ shown }: Windows, userId: string): Windows => ({
  shown: shown.filter((other) => other !== userId),
  active: 0,
});

/** Whom to show beside: who waits with something unread, or else the next in the list. */
export const besideWhom = (
  { shown }: Windows,
  people: readonly { readonly userId: string; readonly unread: number }[],
): string | undefined => {
  const others = people.filter(({ userId }) => !shown.includes(userId));
  return (others.find(({ unread }) => unread > 0) ?? others[0])?.userId;
};
