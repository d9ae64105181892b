/** What goes wrong with a call, where a test says so. */
import type { ServerResponse } from 'node:http';
import { apiFaults, sendJson } from '../api-faults.js';
import { Refused } from './world.js';

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

export const faultList = () => apiFaults<FaultRule>();

export const sendHtml = (response: ServerResponse): void =>
  void response
    .writeHead(200, { 'content-type': 'text/html' })
    .end('<!doctype html><html><body>Sorry, you have been blocked</body></html>');

/** What comes before anything is done. @returns whether that is all @throws Refused */
export const stops = (response: ServerResponse, fault: Fault | undefined): boolean => {
  if (fault?.kind === 'status') response.writeHead(fault.status).end('upstream trouble');
  if (fault?.kind === 'html') sendHtml(response);
  if (fault?.kind === 'reset') response.destroy();
  if (fault?.kind === 'error') throw new Refused(fault.status, fault.code);
  if (fault?.kind === 'errcode') sendJson(response, fault);
  return fault?.kind === 'silent' || response.headersSent || response.destroyed;
};

export const answer = (response: ServerResponse, fault: Fault | undefined, body: object): void => {
  if (fault?.kind === 'drop') return void response.destroy();
  if (fault?.kind === 'half') return void response.end('{"success":true,"resu');
  sendJson(response, body);
};

/** In the new API's words, or in the old one's within a 200. */
export const refuse = (response: ServerResponse, { status, code, more }: Refused, isOld: boolean): void => {
  const { errcode = 88, ...others } = more as { errcode?: number };
  if (isOld) return void sendJson(response, { errcode, errmsg: code, ...others });
  sendJson(response, { code, message: code, requestid: 'r1', ...others }, status);
};
