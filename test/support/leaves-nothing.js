import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import './compiles-once.js';

const { TestEnvironment } = createRequire(import.meta.url)('jest-environment-node');

const inUse = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...call) {
  inUse.add(this);
  return run.apply(this, call);
};

/**
 * Jest's runner uses a storage for each file and leaves it on: Node would look after all of them at every promise of all
 * files that follow.
 */
export default class extends TestEnvironment {
  async teardown() {
    for (const storage of inUse) storage.disable();
    inUse.clear();
    await super.teardown();
  }
}
