import type { FaultRule, faultList } from './faults.js';
import type { FakeUser, World } from './world.js';

type Controls = Readonly<Record<string, (body: string, query: URLSearchParams) => unknown>>;

/** For a checker or a bench in another process. */
export const controlsOf = (world: World, faults: ReturnType<typeof faultList>): Controls => ({
  'GET accepted': (_body, query) => world.accepted.slice(Number(query.get('from') ?? 0)),
  'GET calls': (_body, query) => world.calls.slice(Number(query.get('from') ?? 0)),
  'GET counts': () => ({ accepted: world.accepted.length, calls: world.calls.length }),
  'POST faults': (body) => (JSON.parse(body) as FaultRule[]).map(faults.add).length,
  'DELETE faults': () => faults.clear(),
  'POST users': (body) =>
    (JSON.parse(body) as FakeUser[]).map((user) => world.users.set(user.id, user)).length,
  'DELETE log': () => {
    world.accepted.length = 0;
    world.calls.length = 0;
  },
});
