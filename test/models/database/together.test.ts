import { setTimeout as sleep } from 'node:timers/promises';
import { type Manner, Together } from '../../../models/database/together.js';

/** Notes which pieces went together; all of them fail when one of them is bad. */
const notebook = (manner?: Manner, before: (pieces: readonly string[]) => Promise<void> = async () => {}) => {
  const groups: string[][] = [];
  const together = new Together<string, string>(async (pieces) => {
    groups.push([...pieces]);
    await before(pieces);
    const bad = pieces.find((name) => name.startsWith('bad'));
    if (bad) throw new Error(bad);
    return pieces.map((name) => `${name} is done`);
  }, manner);
  return { groups, put: (name: string) => together.do(name) };
};

const ends = async (all: readonly Promise<string>[]) =>
  (await Promise.allSettled(all)).map((one) =>
    one.status === 'fulfilled' ? one.value : (one.reason as Error).message,
  );

describe('pieces of work that are done together', () => {
  test('go with what came while others were under way', async () => {
    const { groups, put } = notebook();
    const all = [put('a'), put('b')];
    await all[0];
    expect(await ends([...all, put('c')])).toEqual(['a is done', 'b is done', 'c is done']);
    expect(groups).toEqual([['a', 'b'], ['c']]);
  });

  test('do not fail because of another', async () => {
    const { groups, put } = notebook();
    const all = ['a', 'bad one', 'c', 'd', 'e', 'f'].map(put);
    expect(await ends(all)).toEqual([
      'a is done',
      'bad one',
      ...['c', 'd', 'e', 'f'].map((name) => `${name} is done`),
    ]);
    expect(groups).toEqual([
      ['a', 'bad one', 'c', 'd', 'e', 'f'],
      ['a', 'bad one', 'c'],
      ['a', 'bad one'],
      ['a'],
      ['bad one'],
      ['c'],
      ['d', 'e', 'f'],
    ]);
  });

  test('are not tried apart when each would hear the same', async () => {
    const { groups, put } = notebook({ isHopeless: () => true });
    expect(await ends([put('a'), put('bad one')])).toEqual(['bad one', 'bad one']);
    expect(groups).toEqual([['a', 'bad one']]);
  });

  test('are no more at once than they should be', async () => {
    const { groups, put } = notebook({ most: 1 });
    expect(await ends([put('a'), put('b')])).toEqual(['a is done', 'b is done']);
    expect(groups).toEqual([['a'], ['b']]);
  });

  test('do not wait for ever for those who are held up', async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { groups, put } = notebook({ patienceMs: 1 }, ([first]) => (first === 'stuck' ? held : sleep(0)));
    const stuck = put('stuck');
    await sleep(0);
    expect(await put('a')).toBe('a is done');
    letGo();
    expect(await stuck).toBe('stuck is done');
    expect(groups).toEqual([['stuck'], ['a']]);
  });
});
