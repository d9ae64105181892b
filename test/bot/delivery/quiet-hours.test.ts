import type { Tx } from '../../../models/database/tx.js';
import { show } from '../../../models/shown-card.js';
import { gone } from '../../support/chat.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { until } from '../../support/until.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

/** In Shanghai it is eight hours later. */
const evening = new Date('2026-06-11T11:00:00Z');
const morning = new Date('2026-06-12T00:01:00Z');
const saturday = new Date('2026-06-13T04:00:00Z');

describeOnEachDatabase('somebody who wants no new messages at night', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    world.now = () => evening;
    await world.type('E002', '/设置 免打扰 18:00-08:00');
  });

  const type = (person: string, text: string) => world.ask(person, { kind: 'command', text });
  const write = (work: (tx: Tx) => void) => world.database.transaction(async (tx) => work(tx));
  /** When all that may come now is there. */
  const quiet = () =>
    until(async () => {
      const due = await world.database.read((tx) =>
        tx.number(`SELECT COUNT(*) FROM shown_cards WHERE state = 'behind' AND dueAt <= ${tx.clock}`),
      );
      return due === 0;
    });
  const waiting = () =>
    world.database.read((tx) =>
      tx.rows<{ subjectId: number; attempts: number; unended: number }>(
        "SELECT subjectId, attempts, unended FROM shown_cards WHERE state = 'behind' ORDER BY dueAt, id",
      ),
    );
  /** The database’s clock goes on by itself: only what waits is told that the night is over. */
  const wakeUp = async (at = morning) => {
    world.now = () => at;
    await write((tx) => {
      tx.later(`UPDATE shown_cards SET dueAt = ${tx.clock} WHERE state = 'behind'`);
      tx.news.add('cards');
    });
    await world.settled();
  };

  test('gets what others ask for in the morning, once, as it is then', async () => {
    await type('E003', '/deal stage D-1001 待签约');
    await quiet();
    expect(world.cards('E002')).toEqual([]);
    await type('E003', '/approval withdraw A-1');
    await quiet();
    expect(world.cards('E002')).toEqual([]);
    expect(await waiting()).toEqual([{ subjectId: 1, attempts: 0, unended: 0 }]);

    await wakeUp();
    expect(world.cards('E002')).toHaveLength(1);
    expect(world.card('E002', 'A-1').text).toContain('已撤回');
  });

  test('gets what comes of their own doing at once', async () => {
    await type('E002', '/deal new 上海云帆科技有限公司 2万 试点');
    await world.settled();
    expect(world.card('E002', '试点').text).toContain('试点');
  });

  test('sees a card that is there change at once, and as a new message in the morning', async () => {
    world.now = () => new Date('2026-06-11T07:00:00Z');
    await world.type('E003', '/deal stage D-1001 待签约');
    expect(world.cards('E002')).toHaveLength(1);
    world.now = () => evening;
    const { id } = await world.employee('E002');
    await type('E003', '/approval withdraw A-1');
    await write((tx) => show(tx, id, 'approval', 1, { fresh: true }));
    await quiet();
    expect(world.cards('E002')).toHaveLength(1);
    expect(world.card('E002', 'A-1').text).toContain('已撤回');

    await wakeUp();
    expect(world.cards('E002').map(({ line }) => line.includes('A-1'))).toEqual([false, true]);
    expect(world.cards('E002')[0]?.text).toContain('这张卡片已移到下方');
  });

  test('gets a new one in the morning where the old card cannot be changed any more', async () => {
    world.now = () => new Date('2026-06-11T07:00:00Z');
    await world.type('E003', '/deal stage D-1001 待签约');
    world.now = () => evening;
    world.chat.refuse('update', gone());
    const { id } = await world.employee('E002');
    await write((tx) => show(tx, id, 'approval', 1));
    await until(async () => {
      const [card] = await world.rows('SELECT 1 FROM shown_cards WHERE ref IS NULL AND attempts = 0');
      return card !== undefined;
    });
    expect(world.cards('E002')).toHaveLength(1);
    await wakeUp();
    expect(world.cards('E002')).toHaveLength(2);
  });

  test('gets what was urged at once', async () => {
    await type('E003', '/deal stage D-1001 待签约');
    await quiet();
    await world.ask('E003', { kind: 'press', do: 'approval.urge', input: { id: 1 } });
    await world.settled();
    expect(world.cards('E002')).toHaveLength(1);
  });

  test('gets at once what would be too late in the morning', async () => {
    await type('E003', '/deal stage D-1001 待签约');
    await quiet();
    const { id } = await world.employee('E002');
    const late = async (dueAt: Date) => {
      await write((tx) => {
        tx.later("UPDATE approval_tasks SET dueAt = ? WHERE approvalId = 1 AND state = 'open'", [dueAt]);
        show(tx, id, 'approval', 1, { fresh: true });
      });
      await quiet();
      return world.cards('E002').length;
    };
    expect(await late(new Date('2026-06-12T02:00:00Z'))).toBe(0);
    expect(await late(new Date('2026-06-11T20:00:00Z'))).toBe(1);
  });

  test('gets all in the order in which it came', async () => {
    const { id } = await world.employee('E002');
    const today = Date.now();
    /** At six in the evening, by the database’s clock as well. */
    const at = (minutes: number) =>
      new Date(today + 36 * 3_600_000 - (today % 86_400_000) + minutes * 60_000);
    await world.type('E002', '/设置 免打扰 18:00-17:59');
    for (const [n, deal] of [1003, 1001, 1002, 1003].entries()) {
      world.now = () => at(n * 5);
      await write((tx) => show(tx, id, 'deal', deal));
      await quiet();
    }
    expect((await waiting()).map(({ subjectId }) => subjectId)).toEqual([1001, 1002, 1003]);
  });

  test('gets what waits as soon as they say that they want it', async () => {
    await type('E003', '/deal stage D-1001 待签约');
    await quiet();
    await type('E002', '/设置 免打扰 关');
    await world.settled();
    expect(world.cards('E002')).toHaveLength(1);
  });

  test('or on days off gets nothing new on a Saturday, and everything on Monday', async () => {
    await world.type('E002', '/设置 免打扰 周末');
    world.now = () => saturday;
    await type('E003', '/deal stage D-1001 待签约');
    await quiet();
    expect(world.cards('E002')).toEqual([]);
    await wakeUp(new Date('2026-06-14T16:01:00Z'));
    expect(world.cards('E002')).toHaveLength(1);
  });

  test('keeps nobody else from theirs', async () => {
    await type('E003', '/deal stage D-1001 待签约');
    await until(() => world.cards('E003').length === 1);
  });
});
