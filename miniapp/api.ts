/** The page's side of `/api/v1`. */
import type {
  Answered,
  FormState,
  Found,
  Me,
  PressRequest,
  Problem,
  Shown,
  SignInChoices,
  SubmitRequest,
} from '../bot/miniapp/protocol.js';
import type { Saying } from '../models/text.js';
import type { Suggestion, Suggests } from '../models/views.js';
import { words } from './words.js';

/** A request that came to nothing, and why, in words. */
export class Failure extends Error {
  /** Nobody knows whether it was done: the same request may be sent again. */
  readonly isUnsure: boolean;
  readonly status: number;
  readonly words: Saying;

  constructor(status: number, said: Saying) {
    super(said.text.en);
    this.name = 'Failure';
    this.status = status;
    this.words = said;
    this.isUnsure = status === 0 || status >= 500;
  }
}

const problemIn = async (response: Response): Promise<Saying> => {
  const body: Partial<Problem> = await response.json().catch(() => ({}));
  return body.error ?? { text: words.trouble };
};

/** Who is not signed in any more is led to sign in, and back here. */
const toSignIn = (): Promise<never> => {
  const here = encodeURIComponent(location.pathname + location.search);
  location.assign(`/app/sign-in?problem=ended&next=${here}`);
  return new Promise(() => {});
};

const ask = async (path: string, init?: RequestInit): Promise<Response> => {
  const response = await fetch(`/api/v1/${path}`, init).catch(() => {
    throw new Failure(0, { text: words.offline });
  });
  if (response.status === 401) return toSignIn();
  if (!response.ok && response.status !== 422) throw new Failure(response.status, await problemIn(response));
  return response;
};

/** Without any header, so that what the page's HTML has asked for already is this answer. */
const get = async <T>(path: string): Promise<T> => (await ask(path)).json();

const post = (path: string, body: object = {}): Promise<Response> =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dealdesk-app': '1' },
    body: JSON.stringify(body),
  });

export const api = {
  me: () => get<Me>('me'),
  todo: () => get<Shown>('todo'),
  record: (subject: string, id: string) => get<Shown>(`records/${subject}/${id}`),
  draft: (id: string) => get<Answered>(`drafts/${id}`),
  form: (token: string) => get<FormState>(`forms/${token}`),
  search: (text: string) => get<Found>(`search?${new URLSearchParams({ text })}`),
  /** Nothing, when there is no answer: whoever types is neither told of it nor led away to sign in. */
  suggestions: async (kind: Suggests, text: string): Promise<readonly Suggestion[]> => {
    const response = await fetch(`/api/v1/suggestions/${kind}?${new URLSearchParams({ text })}`);
    return response.ok ? response.json() : [];
  },
  choices: () => get<SignInChoices>('sign-in'),
  press: async (request: PressRequest): Promise<Answered> => (await post('press', request)).json(),
  submit: async (token: string, request: SubmitRequest): Promise<Answered> =>
    (await post(`forms/${token}`, request)).json(),
  signOut: async (): Promise<void> => void (await post('sign-out')),
};

/** Names one deed. `randomUUID` is missing where the page came by plain HTTP. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
