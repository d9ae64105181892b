import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('a form for an approval', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    for (const title of ['一期', '二期'])
      await world.type('E003', `/deal new ${yunfan} 2万 待签约 标题=${title}`);
  });

  const titleOf = ({ text }: { readonly text: string }) => text.split('\n')[0];

  test.each(['退回', '转交', '请教（委派）', '加签', '要求补充'])(
    '“%s” says which, so that whoever has several open does not take another one',
    async (label) => {
      const more = await world.press('E002', await world.type('E002', '/approval A-2'), '更多');
      expect(titleOf(await world.press('E002', more, label))).toBe(`${label} A-2 · 二期`);
    },
  );

  test('says so to whoever rejects or comments, in their language, and again when it is not accepted', async () => {
    const card = await world.type('E002', '/approval A-1');
    const reject = await world.press('E002', card, '拒绝');
    expect(titleOf(reject)).toBe('拒绝审批 A-1 · 一期');
    expect(titleOf(await world.submit('E002', reject, { 拒绝原因: '' }))).toBe('拒绝审批 A-1 · 一期');
    expect(titleOf(await world.press('E002', card, '评论'))).toBe('添加评论 A-1 · 一期');

    await world.type('E004', `/deal new ${yunfan} 20000 stage=signing title=Rollout`);
    const shown = await world.type('E004', '/approval A-3');
    expect(titleOf(await world.press('E004', shown, 'Comment'))).toBe('Add a comment A-3 · Rollout');
  });
});
