/** What was typed into a form, kept in this tab until the form is accepted: a lost sign-in or a reload loses nothing. */
export type Values = Readonly<Record<string, string>>;

const nameOf = (token: string): string => `draft:${token}`;

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((each) => typeof each === 'string');

/** Where a browser keeps nothing, there is no draft, and all else goes on. */
const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

export const readDraft = (token: string): Values => {
  const kept: unknown = attempt(() => JSON.parse(sessionStorage.getItem(nameOf(token)) ?? 'null'));
  return isValues(kept) ? kept : {};
};

export const keepDraft = (token: string, values: Values): void =>
  void attempt(() => sessionStorage.setItem(nameOf(token), JSON.stringify(values)));

export const dropDraft = (token: string): void =>
  void attempt(() => sessionStorage.removeItem(nameOf(token)));

const begunBy = (press: string): string => `begun:${press}`;

export const keepBegun = (press: string, token: string): void =>
  void attempt(() => sessionStorage.setItem(begunBy(press), token));

/** The form that this press has opened before, if something was typed into it and neither sent nor cancelled. */
export const begun = (press: string): string | undefined => {
  const token = attempt(() => sessionStorage.getItem(begunBy(press)));
  return token && Object.keys(readDraft(token)).length > 0 ? token : undefined;
};
