import { writeSync } from 'node:fs';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/** Preloaded into a process: each package and file that our own files ask for is told on standard error. */
if (isMainThread) register(import.meta.url);

export const resolve = (specifier, context, next) => {
  const isOurs = !context.parentURL?.includes('/node_modules/');
  if (isOurs && !specifier.startsWith('node:')) writeSync(2, `loads ${specifier}\n`);
  return next(specifier, context);
};
