import { Together } from '../../../bot/delivery/together.js';
import type { Tx } from '../../../models/database/tx.js';

/** Notes how many pieces went into each transaction; the transaction fails when a piece of it does. */
const shared = (manner = {}) => {
  const sizes: number[] = [];
  const together = new Together(async (work) => {
    let pieces = 0;
    const tx = {
      later: () => {
        pieces += 1;
      },
    };
    const result = await work(tx as unknown as Tx).finally(() => sizes.push(pieces));
    return result;
  }, manner);
  const piece = (name: string) => async (tx: Tx) => {
    tx.later(name);
    if (name.startsWith('bad')) throw new Error(name);
    return name;
  };
  return { sizes, put: (name: string) => together.do(piece(name)) };
};

const ends = async (all: readonly Promise<string>[]) =>
  (await Promise.allSettled(all)).map((one) =>
    one.status === 'fulfilled' ? one.value : (one.reason as Error).message,
  );

describe('work that shares transactions', () => {
  test('goes together with what came while another was under way', async () => {
    const { sizes, put } = shared();
    const all = [put('a'), put('b')];
    await all[0];
    expect(await ends([...all, put('c')])).toEqual(['a', 'b', 'c']);
    expect(sizes).toEqual([2, 1]);
  });

  test('does not fail because of another', async () => {
    const { sizes, put } = shared();
    expect(await ends([put('a'), put('bad one'), put('c')])).toEqual(['a', 'bad one', 'c']);
    expect(sizes).toEqual([3, 1, 1, 1]);
  });

  test('is not tried apart when each would hear the same', async () => {
    const { sizes, put } = shared({ isHopeless: () => true });
    expect(await ends([put('a'), put('bad one')])).toEqual(['bad one', 'bad one']);
    expect(sizes).toEqual([2]);
  });

  test('shares no more than it should', async () => {
    const { sizes, put } = shared({ most: 1 });
    expect(await ends([put('a'), put('b')])).toEqual(['a', 'b']);
    expect(sizes).toEqual([1, 1]);
  });
});
