/** What somebody is typing, kept in this tab: a reload loses nothing. */
export const kept = (kind: string) => ({
  get: (name: string): string | null => sessionStorage.getItem(`${kind}:${name}`),
  set: (name: string, text: string): void => sessionStorage.setItem(`${kind}:${name}`, text),
});
