import type { PlatformDirectory } from './platform.js';

/** A directory whose platform tells us that somebody came, left or changed. */
export interface ToldDirectory extends PlatformDirectory {
  changed(): void;
}

/** Who hears of changes, and what tells them. */
export const listeners = (): Required<Pick<ToldDirectory, 'onChange' | 'changed'>> => {
  const all: (() => void)[] = [];
  return {
    onChange: (listener) => void all.push(listener),
    changed: () => {
      for (const listener of all) listener();
    },
  };
};

/** What a platform does not tell is not there: that is no empty value. */
export const told = (fields: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
