/** The first word of a line, and the rest of it as it was typed. */
export function firstWord(text: string): { readonly first: string; readonly rest: string } {
  const [, first = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  return { first, rest };
}
