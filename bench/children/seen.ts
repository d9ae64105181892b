import { register } from 'node:module';
import { MessageChannel } from 'node:worker_threads';
import { serve } from './leash.js';

/** Preloaded into Dealdesk once: which packages do our own files load until it is ready? */
const { port1, port2 } = new MessageChannel();
const seen = new Set<string>();
port1.on('message', (name: string) => seen.add(name));
port1.unref();
register('./seen-hooks.js', import.meta.url, { data: port2, transferList: [port2] });

serve({ packages: () => [...seen].sort() });
process.channel?.unref();
