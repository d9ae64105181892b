/** Who is brought to an approval by a comment that names them: they may read it, and see no more than whoever wrote that. */

import type { Instance } from '../../../models/approval-instance.js';

type Keys = ReadonlySet<string>;

/** @param hidden from whoever mentions them. Who is mentioned by several sees what any of these does. */
export const withMentioned = (instance: Instance, id: number, hidden: Keys): Instance => {
  const before = instance.mentioned[id] ?? [...hidden];
  return {
    ...instance,
    mentioned: { ...instance.mentioned, [id]: before.filter((key) => hidden.has(key)) },
  };
};

/** A copy that the flow sends shows everything. */
export const hiddenByMention = ({ copied, mentioned }: Instance, id: number): readonly string[] =>
  copied.includes(id) ? [] : (mentioned[id] ?? []);

/** Who may read it without ever having been asked. */
export const readersOf = ({ copied, mentioned }: Instance): readonly number[] => [
  ...new Set([...copied, ...Object.keys(mentioned).map(Number)]),
];
