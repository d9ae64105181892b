import { type CallerNeeds, caller } from '../caller.js';
import { type CardSettings, cardCalls } from './cards.js';
import { contactCalls } from './contacts.js';
import { messageCalls } from './messages.js';
import { signInCalls } from './sign-in.js';
import { todoCalls } from './todos.js';

export interface ApiSettings extends CardSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl: string;
  readonly oapiUrl: string;
}

export type DingTalkApi = ReturnType<typeof dingtalkApi>;

/** The calls out, a file for each of DingTalk's APIs. All of them throw `DingTalkError`. */
export const dingtalkApi = (settings: ApiSettings, needs: CallerNeeds) => {
  const calls = caller(settings, needs);
  return {
    ...cardCalls(settings, calls),
    ...messageCalls(settings, calls),
    ...todoCalls(calls),
    ...contactCalls(calls),
    ...signInCalls(settings),
    stop: calls.stop,
  };
};
