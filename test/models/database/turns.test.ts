import { TooLate } from '../../../models/database/driver.js';
import { Turns } from '../../../models/database/turns.js';

const SECOND_MS = 1_000;

/** Two at a time, by a clock that the test moves. */
const open = () => {
  const clock = { ms: 0 };
  const turns = new Turns(2, () => clock.ms);
  const begun: string[] = [];
  const ask = (name: string, leftMs = 2 * SECOND_MS) =>
    turns.take(clock.ms + leftMs).then(() => void begun.push(name));
  /** Turns end, one each so many milliseconds. */
  const end = async (count: number, everyMs: number) => {
    for (let ended = 0; ended < count; ended += 1) {
      clock.ms += everyMs;
      turns.end();
      await Promise.resolve();
    }
  };
  return { ask, begun, end, turns };
};

/** So many wait, of whom nobody is impatient. */
const crowd = ({ ask }: ReturnType<typeof open>, count: number) =>
  Array.from({ length: count }, (_, index) => ask(`${index}`, 3_600 * SECOND_MS));

test('as many as there is room for begin at once, the others in the order in which they came', async () => {
  const { ask, begun, end } = open();
  const all = ['an', 'bo', 'chen', 'dai'].map((name) => ask(name));
  await all[1];
  expect(begun).toEqual(['an', 'bo']);
  await end(1, 10);
  expect(begun).toEqual(['an', 'bo', 'chen']);
  await end(1, 10);
  await Promise.all(all);
  expect(begun).toEqual(['an', 'bo', 'chen', 'dai']);
});

test('who would be served too late is told at once, and whoever has the time waits', async () => {
  const world = open();
  const all = crowd(world, 102);
  await world.end(70, 50);
  // 30 still wait, at 50 ms each.
  await expect(world.ask('hasty')).rejects.toBeInstanceOf(TooLate);
  const patient = world.ask('patient', 60 * SECOND_MS);
  await world.end(32, 50);
  await Promise.all([...all, patient]);
  expect(world.begun.at(-1)).toBe('patient');
});

test('a crowd that is quickly served keeps nobody away', async () => {
  const world = open();
  const all = crowd(world, 102);
  await world.end(80, 1);
  const soon = world.ask('soon');
  await world.end(22, 1);
  await Promise.all([...all, soon]);
});

test('one long moment keeps nobody away', async () => {
  const world = open();
  const all = crowd(world, 102);
  await world.end(50, 2);
  await world.end(1, 400);
  const soon = world.ask('soon');
  await world.end(51, 2);
  await Promise.all([...all, soon]);
});

test('what was slow once is forgotten when nobody waits any more', async () => {
  const world = open();
  const all = crowd(world, 102);
  await world.end(100, SECOND_MS);
  await expect(world.ask('during', SECOND_MS)).rejects.toBeInstanceOf(TooLate);
  await Promise.all(all);
  await world.end(2, SECOND_MS);
  const later = ['an', 'bo', 'chen'].map((name) => world.ask(name));
  await world.end(1, 1);
  await Promise.all(later);
});

test('a queue that stands still is left in time, and its place goes to the next', async () => {
  const { ask, begun, end } = open();
  await Promise.all([ask('an'), ask('bo')]);
  const left = ask('chen', 100);
  const stays = ask('dai', 3_600 * SECOND_MS);
  await expect(left).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  await end(1, 10);
  await stays;
  expect(begun).toEqual(['an', 'bo', 'dai']);
});
