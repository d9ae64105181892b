/** Which page an address is, and how one goes from one to the other without loading anything again. */
import { useSyncExternalStore } from 'react';
import type { Saying } from '../models/text.js';
import type { Json, Press } from '../models/view-parts.js';
import type { FormView } from '../models/views.js';

/** The to-dos, which are at hand in any case. */
export const HOME = '/app/';

/** What has a page of its own, by the letter of its numbers. */
const letters = { D: 'deal', A: 'approval', C: 'customer', R: 'request' } as const;
type Letter = keyof typeof letters;
export type Subject = (typeof letters)[Letter];
export const subjects: readonly Subject[] = Object.values(letters);

/**
 * Under which address a press is made of itself, with its input behind it. Nothing that changes anything is here: an address
 * may come from anybody.
 */
const presses: Readonly<Record<string, string>> = {
  '/app/digest': 'digest.show',
  '/app/settings': 'settings.form',
  '/app/new/deal': 'deal.newForm',
  '/app/new/customer': 'customer.newForm',
  '/app/new/request': 'request.newForm',
  '/app/list/mine': 'approval.mine',
  '/app/list/sent': 'approval.sent',
  '/app/list/approvals': 'approval.list',
  '/app/list/drafts': 'request.drafts',
  '/app/list/deals': 'deal.list',
  '/app/list/customers': 'customer.list',
  '/app/list/startable': 'request.list',
};

/** Pages that need no more than their name. */
type Plain = 'search' | 'new' | 'sign-in';

export type Route =
  | { readonly page: 'todo' }
  | { readonly page: 'record'; readonly subject: Subject; readonly id: string }
  | { readonly page: 'form'; readonly token: string }
  | { readonly page: 'draft'; readonly id: string }
  | { readonly page: 'answer'; readonly press: Press }
  | { readonly page: Plain }
  | { readonly page: 'nowhere' };

const PAGE = /^[1-9]\d{0,5}$/;

/** In an address all is text. */
const readValue = (name: string, text: string): Json => {
  if (name === 'page') return PAGE.test(text) ? Number(text) : 1;
  return name === 'team' ? text === 'true' : text;
};

const inputIn = (query: URLSearchParams): NonNullable<Press['input']> =>
  Object.fromEntries([...query].map(([name, text]) => [name, readValue(name, text)]));

type Page = (found: RegExpExecArray) => Route;

const patterns: readonly { readonly path: RegExp; readonly route: Page }[] = [
  { path: /^\/app\/?$/, route: () => ({ page: 'todo' }) },
  {
    path: /^\/app\/(deal|approval|customer|request)\/(\d+)\/?$/,
    route: ([, subject, id]) => ({ page: 'record', subject: subject as Subject, id: id ?? '' }),
  },
  { path: /^\/app\/forms\/([\w-]+)\/?$/, route: ([, token]) => ({ page: 'form', token: token ?? '' }) },
  { path: /^\/app\/draft\/(\d+)\/?$/, route: ([, id]) => ({ page: 'draft', id: id ?? '' }) },
  { path: /^\/app\/(search|new|sign-in)\/?$/, route: ([, page]) => ({ page: page as Plain }) },
];

export const routeOf = (path: string, query = ''): Route => {
  const plain = path.replace(/\/$/, '');
  const name = Object.hasOwn(presses, plain) ? presses[plain] : undefined;
  if (name) return { page: 'answer', press: { do: name, input: inputIn(new URLSearchParams(query)) } };
  for (const { path: pattern, route } of patterns) {
    const found = pattern.exec(path);
    if (found) return route(found);
  }
  return { page: 'nowhere' };
};

export const pathTo = (subject: Subject, id: number | string): string => `/app/${subject}/${id}`;

const pathToDraft = (id: number): string => `/app/draft/${id}`;

const queryOf = ({ page, ...input }: NonNullable<Press['input']>): string => {
  const kept = { ...input, ...(page !== 1 && page !== undefined && { page }) };
  return String(new URLSearchParams(Object.entries(kept).map(([name, value]) => [name, String(value)])));
};

const pathWith = (path: string, input: NonNullable<Press['input']>): string =>
  [path, queryOf(input)].filter(Boolean).join('?');

/** The page that a press would show, if it shows one. */
export const pathOf = ({ do: name, input = {} }: Press): string | undefined => {
  const path = Object.keys(presses).find((each) => presses[each] === name);
  if (path) return pathWith(path, input);
  if (typeof input.id !== 'number') return undefined;
  if (name === 'request.openDraft') return pathToDraft(input.id);
  const subject = subjects.find((each) => name === `${each}.show`);
  return subject && pathTo(subject, input.id);
};

export const pathOrHome = (press: Press): string => pathOf(press) ?? HOME;

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

/** Whatever was typed as an e-mail address stays one, and adds no other reader to what is written to it. */
export const mailTo = (email: string): string => `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`;

/** What one page hands to the next. */
interface Luggage {
  /** Said once, where one arrives. */
  readonly flash?: Saying;
  /** So that the form need not be asked for. */
  readonly form?: FormView;
  /** What was looked for, for whoever comes back to it. */
  readonly search?: string;
  /** The page from which one came. */
  readonly from?: string;
  /** How far down one was when one left, for whoever comes back. */
  readonly top?: number;
}

const GONE = 'dealdesk:gone';

const here = (): string => location.pathname + location.search;

export const luggage = (): Luggage => (history.state as Luggage | null) ?? {};

/** For whoever comes back to this page; one stays on it. */
export const pack = (more: Luggage): void => history.replaceState({ ...luggage(), ...more }, '');

/** What is taken along on the way back, as long as one is on it. */
let carried: Luggage | undefined;

/** Marks one's place on the page that one leaves. */
export const leave = (): void => {
  carried = undefined;
  pack({ top: scrollY });
};

/** Pressed twice it is one step still: two could lead out of here. */
const goBack = (brought: Luggage): void => {
  if (carried) return;
  carried = brought.flash ? { ...brought, top: 0 } : {};
  history.back();
};

export type Way = 'pushState' | 'replaceState';

const goOn = (path: string, brought: Luggage, how: Way): void => {
  const isFurther = how === 'pushState';
  if (isFurther) leave();
  history[how]({ ...brought, from: isFurther ? here() : luggage().from }, '', path);
  dispatchEvent(new Event(GONE));
};

/** Whoever goes to where they came from goes back, so that the page is as they left it, and its own way back as well. */
export const go = (path: string, brought: Luggage = {}, how: Way = 'pushState'): void => {
  if (path === here()) return void pack(brought);
  if (path === luggage().from && history.length > 1) return void goBack(brought);
  goOn(path, brought, how);
};

/** To the first page, as if one came: in the language and the zone of its reader as they are now. */
export const startAnew = (flash: Saying): void => {
  history.replaceState({ flash } satisfies Luggage, '', HOME);
  location.reload();
};

const subscribe = (changed: () => void): (() => void) => {
  const arrive = (): void => {
    pack(carried ?? {});
    carried = undefined;
    changed();
  };
  addEventListener('popstate', arrive);
  addEventListener(GONE, changed);
  return () => {
    removeEventListener('popstate', arrive);
    removeEventListener(GONE, changed);
  };
};

/** The address, the same string as long as one stays. */
export const useAddress = (): string => useSyncExternalStore(subscribe, here);

/** Out of the luggage for good: neither a reload nor the way back says it again, or shows a form that was sent by then. */
export const take = <Name extends 'flash' | 'form'>(name: Name): Luggage[Name] => {
  const { [name]: taken, ...rest } = luggage();
  if (taken) history.replaceState(rest, '');
  return taken;
};
