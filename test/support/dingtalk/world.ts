import type { ServerResponse } from 'node:http';
import { apiFaults } from '../api-faults.js';

/** A member of the organisation, as its contacts tell. */
export interface FakeUser {
  readonly userid: string;
  readonly name: string;
  readonly unionid?: string;
  readonly email?: string;
  readonly org_email?: string;
  readonly job_number?: string;
  readonly mobile?: string;
  readonly title?: string;
  readonly manager_userid?: string;
  readonly dept_id_list?: readonly number[];
}

export interface FakeDepartment {
  readonly dept_id: number;
  readonly name: string;
  readonly parent_id?: number;
  readonly dept_manager_userid_list?: readonly string[];
}

export interface FakeCard {
  readonly outTrackId: string;
  readonly userId: string;
  data: Record<string, string>;
  readonly private: Map<string, Record<string, string>>;
}

/** Somebody's conversation with the robot, or a group's. */
export interface FakeMessage {
  readonly to: string;
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly at: readonly string[];
  recalled: boolean;
}

/** A line in somebody's to-do list. */
export interface FakeTodo {
  readonly id: string;
  readonly unionId: string;
  readonly sourceId: string;
  readonly subject: string;
  readonly url: string;
  done: boolean;
}

export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly status: number; readonly code: string }
  | { readonly kind: 'errcode'; readonly errcode: number; readonly sub_code?: string }
  | { readonly kind: 'html' }
  | { readonly kind: 'reset' }
  /** The line is cut after everything is done. */
  | { readonly kind: 'drop' }
  /** Everything is done, and half of the answer comes. */
  | { readonly kind: 'half' }
  /** It never answers. */
  | { readonly kind: 'silent' }
  /** Everything is done, and yet a card reached nobody. */
  | { readonly kind: 'undelivered'; readonly errorMsg: string };

export type FaultRule = Fault & { readonly api: string; readonly times?: number };

/** Why a call is refused, in the new API's words or the old one's. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly more: object = {},
  ) {
    super(code);
  }
}

export const sendHtml = (response: ServerResponse): void =>
  void response
    .writeHead(200, { 'content-type': 'text/html' })
    .end('<!doctype html><html><body>Sorry, you have been blocked</body></html>');

export const faultList = () => apiFaults<FaultRule>();
