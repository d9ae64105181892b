import { Sequences } from '../../../models/database/sequence.js';
import { openDatabase } from '../../../models/database.js';
import { describeOnEachDatabase } from '../../support/databases.js';

describe('numbers', () => {
  /** A sequence in memory, and how many were taken from it at a time. */
  const counter = () => {
    const taken: number[] = [];
    let next = 1001;
    const sequences = new Sequences(async (_name, count) => {
      taken.push(count);
      next += count;
      return next - count;
    });
    return { sequences, taken };
  };

  test('come one at a time at human pace, so that they stay in order of time, whatever the clock shows', async () => {
    jest.useFakeTimers();
    const { sequences, taken } = counter();
    const ids: number[] = [];
    for (let day = 1; day <= 5; day += 1) {
      jest.advanceTimersByTime(3_600_000);
      jest.setSystemTime(-day * 3_600_000);
      ids.push(await sequences.next('deal'));
    }
    jest.useRealTimers();
    expect(ids).toEqual([1001, 1002, 1003, 1004, 1005]);
    expect(taken).toEqual([1, 1, 1, 1, 1]);
  });

  test('come in larger and larger blocks under load, none twice', async () => {
    const { sequences, taken } = counter();
    const ids = await Promise.all(Array.from({ length: 3_000 }, () => sequences.next('deal')));
    expect(new Set(ids).size).toBe(3_000);
    expect(taken.length).toBeLessThan(20);
    expect(Math.max(...taken)).toBe(1_000);
  });

  test('that nobody took are given back', async () => {
    const { sequences } = counter();
    for (let n = 0; n < 5; n += 1) await sequences.next('deal');
    const back: unknown[] = [];
    await sequences.giveBack(async (...rest) => void back.push(rest));
    expect(back).toEqual([['deal', 1006, 1008]]);
    await sequences.giveBack(async (...rest) => void back.push(rest));
    expect(back).toHaveLength(1);
  });

  test('come again after the database was away for a moment', async () => {
    let isAway = true;
    const sequences = new Sequences(async () => {
      if (isAway) throw new Error('away');
      return 7;
    });
    await expect(sequences.next('deal')).rejects.toThrow('away');
    isAway = false;
    expect(await sequences.next('deal')).toBe(7);
  });
});

describeOnEachDatabase('numbers of a database', (open, _freshUrl, readyUrl) => {
  test('are never given twice, by two instances, over roll-backs and restarts', async () => {
    const url = await readyUrl();
    let instances = [await openDatabase(url), await openDatabase(url)];
    const ids: number[] = [];
    for (let restart = 0; restart < 3; restart += 1) {
      await Promise.all(
        instances.flatMap((instance) =>
          Array.from({ length: 30 }, (_, index) =>
            instance
              .transaction(async (tx) => {
                const id = await tx.nextId('deal');
                if (index % 5 === 0) throw new Error('rolled back');
                tx.insert('departments', { id, name: 'x' });
                return id;
              })
              .then(
                (id) => ids.push(id),
                () => 0,
              ),
          ),
        ),
      );
      await Promise.all(instances.map((instance) => instance.close()));
      instances = [await openDatabase(url), await openDatabase(url)];
    }
    expect(ids).toHaveLength(3 * 2 * 24);
    expect(new Set(ids).size).toBe(ids.length);
    await Promise.all(instances.map((instance) => instance.close()));
  });

  test('of a sequence that is not there are an error', async () => {
    const database = await open();
    await expect(database.transaction((tx) => tx.nextId('nothing'))).rejects.toThrow(
      'There is no sequence called nothing.',
    );
  });
});
