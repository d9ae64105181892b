import { serve } from './leash.js';

/** Loads packages and does nothing with them. */
serve({
  load: async (packages: readonly string[]) => {
    await Promise.all(packages.map((name) => import(name)));
  },
});
