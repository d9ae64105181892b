/** Which page an address is, and how one goes from one to the other without loading anything again. */
import { useSyncExternalStore } from 'react';
import type { Saying } from '../models/text.js';
import type { Press } from '../models/view-parts.js';
import type { FormView } from '../models/views.js';

/** What has a page of its own, by the letter of its numbers. */
const letters = { D: 'deal', A: 'approval', C: 'customer', R: 'request' } as const;
type Letter = keyof typeof letters;
export type Subject = (typeof letters)[Letter];
export const subjects: readonly Subject[] = Object.values(letters);

export type ListName = 'mine' | 'sent' | 'drafts' | 'deals';

export type Route =
  | { readonly page: 'todo' }
  | { readonly page: 'record'; readonly subject: Subject; readonly id: string }
  | { readonly page: 'form'; readonly token: string }
  | { readonly page: 'draft'; readonly id: string }
  | { readonly page: 'list'; readonly name: ListName; readonly at: number }
  | { readonly page: 'sign-in' }
  | { readonly page: 'nowhere' };

const PAGE = /^[1-9]\d{0,5}$/;

const pageIn = (query: URLSearchParams): number => {
  const typed = query.get('page') ?? '';
  return PAGE.test(typed) ? Number(typed) : 1;
};

const patterns: readonly {
  readonly path: RegExp;
  readonly route: (found: RegExpExecArray, query: URLSearchParams) => Route;
}[] = [
  { path: /^\/app\/?$/, route: () => ({ page: 'todo' }) },
  {
    path: /^\/app\/(deal|approval|customer|request)\/(\d+)\/?$/,
    route: ([, subject, id]) => ({ page: 'record', subject: subject as Subject, id: id ?? '' }),
  },
  { path: /^\/app\/forms\/([\w-]+)\/?$/, route: ([, token]) => ({ page: 'form', token: token ?? '' }) },
  { path: /^\/app\/draft\/(\d+)\/?$/, route: ([, id]) => ({ page: 'draft', id: id ?? '' }) },
  {
    path: /^\/app\/list\/(mine|sent|drafts|deals)\/?$/,
    route: ([, name], query) => ({
      page: 'list',
      name: name as ListName,
      at: pageIn(query),
    }),
  },
  { path: /^\/app\/sign-in\/?$/, route: () => ({ page: 'sign-in' }) },
];

export const routeOf = (path: string, query = ''): Route => {
  for (const { path: pattern, route } of patterns) {
    const found = pattern.exec(path);
    if (found) return route(found, new URLSearchParams(query));
  }
  return { page: 'nowhere' };
};

export const pathTo = (subject: Subject, id: number | string): string => `/app/${subject}/${id}`;

const pathToDraft = (id: number): string => `/app/draft/${id}`;

/** The page that a press would show, if it shows one. */
export const pathOf = ({ do: name, input }: Press): string | undefined => {
  if (name === 'request.openDraft' && typeof input?.id === 'number') return pathToDraft(input.id);
  const subject = subjects.find((each) => name === `${each}.show`);
  return subject && typeof input?.id === 'number' ? pathTo(subject, input.id) : undefined;
};

/** The record that a sentence is about: `D-1024`. */
export const pathIn = ({ params }: Saying): string | undefined => {
  const [, letter, id = ''] = /^([DACR])-(\d+)$/.exec(String(params?.number ?? '')) ?? [];
  return letter && pathTo(letters[letter as Letter], id);
};

/** The draft that a sentence is about. */
export const draftIn = ({ params }: Saying): string | undefined =>
  typeof params?.draft === 'number' ? pathToDraft(params.draft) : undefined;

/** The record that a form changes. */
export const pathBehind = ({ form, context }: FormView): string | undefined => {
  const subject = subjects.find((each) => form.startsWith(`${each}.`));
  return subject && typeof context.id === 'number' ? pathTo(subject, context.id) : undefined;
};

/** What one page hands to the next. */
export interface Luggage {
  /** Said once, where one arrives. */
  readonly flash?: Saying;
  /** So that the form need not be asked for. */
  readonly form?: FormView;
}

const GONE = 'dealdesk:gone';

export const go = (
  path: string,
  luggage: Luggage = {},
  how: 'pushState' | 'replaceState' = 'pushState',
): void => {
  history[how](luggage, '', path);
  dispatchEvent(new Event(GONE));
};

const subscribe = (changed: () => void): (() => void) => {
  addEventListener('popstate', changed);
  addEventListener(GONE, changed);
  return () => {
    removeEventListener('popstate', changed);
    removeEventListener(GONE, changed);
  };
};

/** The address, the same string as long as one stays. */
export const useAddress = (): string =>
  useSyncExternalStore(subscribe, () => location.pathname + location.search);

export const luggage = (): Luggage => (history.state as Luggage | null) ?? {};

/** Taken out of the luggage, so that neither a reload nor the way back says it again. */
export const takeFlash = (): Saying | undefined => {
  const { flash, ...rest } = luggage();
  if (flash) history.replaceState(rest, '');
  return flash;
};
