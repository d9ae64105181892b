import type { InitializeHook, ResolveHook } from 'node:module';
import type { MessagePort } from 'node:worker_threads';

let port: MessagePort;

export const initialize: InitializeHook<MessagePort> = (given) => {
  port = given;
};

const isPackage = (specifier: string) => /^[a-z@]/i.test(specifier) && !/^[a-z]+:/i.test(specifier);
const isOurs = (parent: string | undefined) => parent !== undefined && !parent.includes('/node_modules/');

export const resolve: ResolveHook = (specifier, context, next) => {
  if (isPackage(specifier) && isOurs(context.parentURL)) port.postMessage(specifier);
  return next(specifier, context);
};
