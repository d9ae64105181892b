/** What the service and the mini-app say to each other under `/api/v1`. Types only, as both sides compile this file. */
import type { Answer } from '../../models/answer.js';
import type { Locale, Saying } from '../../models/text.js';
import type { Json } from '../../models/view-parts.js';
import type { FormView, ListView, View } from '../../models/views.js';
import type { PlatformName } from '../platforms/platform.js';

export interface Me {
  readonly name: string;
  readonly position: string | null;
  readonly locale: Locale;
  readonly timeZone: string;
  /** Where this person signed in. */
  readonly platform: PlatformName;
  /** ISO 8601: when the page will have to sign in again. */
  readonly endsAt: string;
}

/** Anything but a 2xx: why, to be read by the person. */
export interface Problem {
  readonly error: Saying;
}

/** The addresses of the files that a view names by their path. */
export type Links = Readonly<Record<string, string>>;

export interface Shown {
  readonly view: View;
  readonly links: Links;
}

/** What a search has found: the first of each kind. The press of a list finds the others. */
export interface Found {
  readonly deals: ListView;
  readonly customers: ListView;
  readonly approvals: ListView;
}

/** A form to fill in, or what became of it: a form is accepted once. */
export type FormState = { readonly form: FormView } | { readonly done: Answered };

/** `form` is the token of a form that this was answered with: its page is `/app/forms/<token>`. */
export interface Answered {
  readonly answer: Answer;
  readonly links: Links;
  readonly form?: string;
}

export interface PressRequest {
  /** Made once for each thing a person does; sent again unchanged when the first try got no answer. */
  readonly key: string;
  readonly do: string;
  readonly input: { readonly [key: string]: Json };
}

export interface SubmitRequest {
  readonly values: { readonly [field: string]: string };
  /** Another thing that the form lets one do with them: the name of one of its `others`. */
  readonly other?: string;
}

/** Why a sign-in came to nothing: the way back took too long or was not ours, the platform said no, or it did not answer. */
export type SignInProblem = 'expired' | 'refused' | 'later';

export interface SignInChoices {
  readonly platforms: readonly PlatformName[];
}
