/** Where a browser keeps nothing, or has no more room, all else goes on. */
export const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** What somebody is typing, kept in this tab: a reload loses nothing. */
export const kept = (kind: string) => ({
  get: (name: string) => attempt(() => sessionStorage.getItem(`${kind}:${name}`)),
  set: (name: string, text: string) => attempt(() => sessionStorage.setItem(`${kind}:${name}`, text)),
});
