import { actions, forms, typedLine } from '../../handlers/index.js';
import { type Entry, Refusal } from '../../handlers/useCase.js';
import type { Ask } from '../platforms/platform.js';
import { words } from '../words.js';

const own = (table: Readonly<Record<string, Entry>>, name: string): Entry => {
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!entry) throw new Refusal(words.outdated);
  return entry;
};

/** Which use-case an ask leads to, and with what. */
export function entryFor(ask: Ask): [entry: Entry, raw: unknown] {
  switch (ask.kind) {
    case 'command':
      return [typedLine, { text: ask.text }];
    case 'press':
      return [own(actions, ask.do), ask.input];
    case 'submit':
      return [own(forms, ask.form), { ...ask.context, values: ask.values }];
  }
}
