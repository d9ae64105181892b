/** One of our own pages, by its path; nothing that a browser could read as another host (`//x`, `/\x`) or a way out (`..`). */
const OURS = /^\/app\/(?:[\w~-][\w.~-]*(?:\/[\w~-][\w.~-]*)*\/?)?(?:\?[\w.~%&=+*-]*)?$/;
const LONGEST = 1500;

/** Where to go on after signing in: a page of ours, or else the first one. The login's own addresses are no pages. */
export const pageOf = (given: unknown): string => {
  const path = typeof given === 'string' && given.length <= LONGEST ? given : '';
  return OURS.test(path) && !/^\/app\/(login|sign-in|assets)\b/.test(path) ? path : '/app/';
};
