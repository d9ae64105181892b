import { CommitUnknown, type Database, Unavailable } from '../../models/database.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { demoFirm, openWorld, type World } from '../support/world.js';

type Transaction = Database['transaction'];

const lost = () => new CommitUnknown('The answer to the commit was lost.');

/** The next transactions end like this, one after the other. */
const next = (database: Database, ...ends: readonly ((real: Transaction) => Transaction)[]) => {
  const real = database.transaction.bind(database);
  const [end, ...later] = ends;
  if (!end) return;
  database.transaction = (work, deadline) => {
    database.transaction = real;
    next(database, ...later);
    return end(real)(work, deadline);
  };
};

/** All is done, and nobody hears it. */
const answerIsLost =
  (real: Transaction): Transaction =>
  async (work, deadline) => {
    await real(work, deadline);
    throw lost();
  };
/** The commit never arrives. */
const commitIsLost = (): Transaction => async () => {
  throw lost();
};
const isDown = (): Transaction => async () => {
  throw new Unavailable('The database cannot be reached.');
};

describeOnEachDatabase('when the database goes away', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
  });

  const line = { kind: 'command', text: '/deal new 上海云帆科技有限公司 2万 "Plan B"' } as const;
  const plans = () => world.rows("SELECT id FROM deals WHERE title = 'Plan B'");

  test('in the middle of the commit, and it was done, the seller hears that it was', async () => {
    next(world.database, answerIsLost);

    expect((await world.ask('E003', line)).text).toMatch(/^已创建商机 D-\d+：Plan B/);
    expect(await plans()).toHaveLength(1);
  });

  test('in the middle of the commit, and it was not done, it is done now', async () => {
    next(world.database, commitIsLost);

    expect((await world.ask('E003', line)).text).toMatch(/^已创建商机 D-\d+：Plan B/);
    expect(await plans()).toHaveLength(1);
  });

  test('in the middle of the commit and stays away, the seller reads that nobody knows', async () => {
    // The delivery of the card, which can be as fast as the look at what became of the commit, tries again.
    next(world.database, answerIsLost, isDown, isDown);

    expect((await world.ask('E003', line)).text).toMatch(/^连接中断，不确定是否已经保存/);
    expect(await plans()).toHaveLength(1);
  });

  test('but not, and others hold on to what is to be changed, the seller reads that it is busy', async () => {
    const isHeld = { mysql: { errno: 1205 }, sqlite: { code: 'SQLITE_BUSY' } }[world.database.dialect];
    next(
      world.database,
      (real) => (_work, deadline) =>
        real(async () => {
          throw Object.assign(new Error('locked'), isHeld);
        }, deadline),
    );
    expect((await world.ask('E003', line)).text).toMatch(/^现在比较忙，什么都没有保存/);
    expect(await plans()).toHaveLength(0);
    expect(world.bugs).toEqual([]);
  });

  test('and the same comes again, nobody says that nothing was saved', async () => {
    next(world.database, isDown);
    const who = { platform: 'console', workspaceId: '', userId: 'E003' } as const;

    const { answer } = await world.handle({ who, key: 'E003:1', repeat: true, ask: line });
    expect(answer).toMatchObject({
      words: { text: { zh: expect.stringMatching(/^连接中断，不确定是否已经保存/) } },
    });
  });

  test('a card that has just arrived does not arrive again', async () => {
    world.chat.pause = async () => {
      world.chat.pause = async () => {};
      next(world.database, isDown, answerIsLost);
    };
    await world.type('E003', line.text);

    expect(world.chat.messagesOf('E003').filter(({ card }) => card.text.includes('Plan B'))).toHaveLength(1);
    expect(world.bugs).toEqual([]);
  });

  test('a card that is written by nobody who holds its lane is shown once more', async () => {
    world.chat.pause = async () => {
      world.chat.pause = async () => {};
      await world.database.transaction(async (tx) =>
        tx.later('UPDATE lanes SET epoch = epoch + 1, leaseEndsAt = NULL'),
      );
    };
    await world.type('E003', line.text);

    const shown = await world.rows('SELECT wanted, shown, state FROM shown_cards');
    expect(shown).toEqual([{ wanted: 2, shown: 2, state: 'shown' }]);
  });

  test('or the process with it, each time at the same card, that card is given up', async () => {
    await world.type('E003', line.text);
    await world.database.transaction(async (tx) => {
      tx.later("UPDATE shown_cards SET state = 'behind', wanted = wanted + 1, unended = 5");
      tx.news.add('cards');
    });
    await world.settled();

    expect(await world.rows('SELECT state, lastError FROM shown_cards')).toEqual([
      { state: 'dead', lastError: 'No attempt at showing it came to an end.' },
    ]);
    expect(world.bugs.splice(0)).toMatchObject([{ msg: 'gave up on a card' }]);
  });
});
