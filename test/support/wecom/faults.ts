/** What goes wrong with a call, where a test says so. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiFaults, sendJson } from '../api-faults.js';
import { Refused } from './world.js';

type Fault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'errcode'; readonly errcode: number }
  | { readonly kind: 'html' }
  | { readonly kind: 'reset' }
  /** The line is cut after everything is done. */
  | { readonly kind: 'drop' }
  /** Everything is done, and half of the answer comes. */
  | { readonly kind: 'half' }
  /** It never answers. */
  | { readonly kind: 'silent' }
  /** It answers after so long. */
  | { readonly kind: 'slow'; readonly ms: number };

type FaultRule = Fault & { readonly api: string; readonly times?: number };

export const faultList = () => apiFaults<FaultRule>();

/** What comes before anything is done. @returns whether that is all @throws Refused */
export const stops = (response: ServerResponse, fault: Fault | undefined): boolean => {
  if (fault?.kind === 'errcode') throw new Refused(fault.errcode);
  if (fault?.kind === 'status') response.writeHead(fault.status).end('upstream trouble');
  if (fault?.kind === 'html')
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>busy</html>');
  if (fault?.kind === 'reset') response.destroy();
  return fault !== undefined && ['status', 'html', 'reset', 'silent'].includes(fault.kind);
};

export const answer = async (response: ServerResponse, fault: Fault | undefined, body: object) => {
  if (fault?.kind === 'drop') return void response.destroy();
  if (fault?.kind === 'half') return void response.end('{"errcode":0,"errms');
  if (fault?.kind === 'slow') await sleep(fault.ms);
  sendJson(response, { errcode: 0, errmsg: 'ok', ...body });
};
