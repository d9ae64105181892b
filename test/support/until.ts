import { setTimeout as sleep } from 'node:timers/promises';

/** Nobody waits this long unless something is wrong, however busy the machine. */
const PATIENCE_MS = 20_000;
const POLL_MS = 3;

/** @returns what was found, as soon as it is there. @throws the complaint when it never is */
export const found = async <T>(
  look: () => T | undefined | Promise<T | undefined>,
  complaint: () => string,
  patienceMs = PATIENCE_MS,
): Promise<T> => {
  const end = performance.now() + patienceMs;
  for (;;) {
    const what = await look();
    if (what !== undefined) return what;
    if (performance.now() > end) throw new Error(complaint());
    await sleep(POLL_MS);
  }
};

/** @throws when it has not come to be */
export const until = async (
  isSo: () => boolean | Promise<boolean>,
  patienceMs?: number,
  complaint = 'It did not come to be.',
): Promise<void> => {
  await found(
    async () => (await isSo()) || undefined,
    () => complaint,
    patienceMs,
  );
};

/** Somebody who looks at their screen until there is what they look for, and says what is there if it never comes. */
export const watching =
  (who: string, screen: () => string) =>
  <T>(what: string, look: () => T | undefined): Promise<T> =>
    found(look, () => `${who} does not see “${what}”, but:\n${screen()}`);

/** A screen in words: each message or card on it, with its buttons. */
export const inText = (
  screen: readonly { readonly text: string; readonly buttons: readonly { readonly text: string }[] }[],
): string =>
  screen
    .map(({ text, buttons }) => `${text}\n[${buttons.map((button) => button.text).join('] [')}]`)
    .join('\n---\n');
