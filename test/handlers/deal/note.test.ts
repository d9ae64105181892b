import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('a note', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  test('stands on the timeline as it was typed', async () => {
    const note = '客户说：“下周 *演示*”，\n带上 <报价单> 🚀';
    expect((await world.type('E003', `/deal note D-1001 ${note}`)).text).toBe('已记在 D-1001 的动态里。');
    expect(world.card('E003', 'D-1001').text).toContain(
      '张伟：备注：客户说：“下周 *演示*”，\n带上 <报价单> 🚀',
    );
  });

  test.each(['/deal comment D-1002 好', '/商机 备注 D-1002 好', '商机 记录 1002 好'])(
    'comes by %s',
    async (line) => {
      expect((await world.type('E003', line)).text).toBe('已记在 D-1002 的动态里。');
    },
  );

  test('may stand before the number of its deal', async () => {
    expect((await world.type('E003', '/deal note 客户要求演示，\n周五 D-1003')).text).toBe(
      '已记在 D-1003 的动态里。',
    );
    expect(world.card('E003', 'D-1003').text).toContain('张伟：备注：客户要求演示，\n周五');
  });

  test('is asked for when there is none', async () => {
    const form = await world.type('E003', '/deal note D-1001');
    expect(form.fields).toEqual({ 备注: '' });
    const wrong = await world.submit('E003', form, { 备注: '   ' });
    expect(wrong.errors).toEqual({ 备注: '请填写备注。' });
    expect((await world.submit('E003', wrong, { 备注: '改期' })).text).toBe('已记在 D-1001 的动态里。');
  });

  test('that is too long is not cut without a word', async () => {
    const form = await world.type('E003', `/deal note D-1001 ${'长'.repeat(5000)}`);
    expect(form.errors).toEqual({ 备注: '备注最多 1,000 个字，现在有 5,000 个。' });
    expect(form.fields.备注).toBe('长'.repeat(5000));
    expect((await world.submit('E003', form, { 备注: '长'.repeat(1000) })).text).toBe(
      '已记在 D-1001 的动态里。',
    );
  });

  test('by somebody else reaches the owner', async () => {
    expect((await world.type('E005', '/deal note D-1001 条款要改')).text).toBe('已记在 D-1001 的动态里。');
    expect(world.card('E003', 'D-1001').text).toContain('陈静：备注：条款要改');
    expect((await world.type('E004', '/deal note D-1001 hello')).text).toBe(
      'There is no deal D-1001 that you can see. Type "/deal list" to see your deals.',
    );
  });

  test('goes on a deal that is over as well', async () => {
    await world.type('E003', '/deal lost D-1003 预算没批');
    expect((await world.type('E003', '/deal note D-1003 明年再联系')).text).toBe('已记在 D-1003 的动态里。');
    expect(world.card('E003', 'D-1003').buttons).toContain('写跟进');
  });

  describe('from a message of the chat', () => {
    const take = (person: string, text: string, by: object = { author: 'Bob' }) =>
      world.ask(person, { kind: 'press', do: 'deal.noteFromMessage', input: { text, ...by } });

    test('goes on a deal of mine that I choose', async () => {
      const form = await take('E004', 'They need it by May.');
      expect(form.fields).toEqual({ Deal: '', Note: 'Bob: They need it by May.' });
      const wrong = await world.submit('E004', form, { Note: '' });
      expect(wrong.errors).toEqual({ Deal: 'Fill in: Deal.', Note: 'Fill in: Note.' });
      const done = await world.submit('E004', wrong, { Deal: '1004', Note: 'They need it by May.' });
      expect(done.text).toBe('Noted on D-1004.');
    });

    test('says who of us wrote it, and of a stranger no more than the chat does', async () => {
      const noteBy = async (by: object) => (await take('E004', 'By May.', by)).fields.Note;
      expect(await noteBy({ author: '', authorId: 'E003' })).toBe('张伟: By May.');
      expect(await noteBy({ author: 'CI', authorId: 'U999' })).toBe('CI: By May.');
      expect(await noteBy({ author: '', authorId: 'U999' })).toBe('By May.');
    });

    test('does not go on a deal of somebody else', async () => {
      const form = await take('E004', 'x');
      expect((await world.submit('E004', form, { Deal: '1001' })).text).toContain('There is no deal D-1001');
    });

    test('says so when I have no deal', async () => {
      expect((await take('E005', 'x')).text).toContain('没有商机');
    });
  });
});
