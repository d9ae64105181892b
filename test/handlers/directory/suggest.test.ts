import { toLook } from '../../../bot/miniapp/asking.js';
import { suggestionsIn } from '../../../bot/suggestions.js';
import { mastersChange } from '../../../models/database/masters.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('while somebody types in a form, of the colleagues', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  const offered = async (text: string, person = 'E003') =>
    suggestionsIn(
      await world.handle(
        toLook(
          { platform: world.chat.name, workspaceId: '', userId: person },
          { do: 'colleague.suggest', input: { text } },
        ),
      ),
    );
  const values = async (text: string, person?: string) =>
    (await offered(text, person)).map(({ value }) => value);

  test('each is offered with department and staff number, and stands in the field by name', async () => {
    expect(await offered('李')).toEqual([{ name: '李娜', details: ['销售部', 'E002'], value: '李娜' }]);
  });

  test.each([
    ['建国', ['王建国']],
    ['emma', ['Emma Clarke']],
    ['Emma Clark', ['Emma Clarke']],
    ['李纳', ['李娜']],
    ['王总', ['王建国']],
    ['e005', ['陈静']],
    ['E00', ['王建国', '李娜', 'Emma Clarke', '陈静', '刘洋', '周宁', '张伟']],
    ['没有的人', []],
    ['李娜、', []],
  ])('“%s” offers them, whoever types after all others', async (text, names) => {
    expect(await values(text)).toEqual(names);
  });

  test.each([
    ['李娜、王', ['李娜、王建国']],
    ['李娜, 陈', ['李娜, 陈静']],
    ['王，李；刘', ['王，李；刘洋']],
    [
      '李娜、E00',
      ['李娜、王建国', '李娜、Emma Clarke', '李娜、陈静', '李娜、刘洋', '李娜、周宁', '李娜、张伟'],
    ],
  ])('behind others “%s” is about the last, and nobody is offered twice', async (text, names) => {
    expect(await values(text)).toEqual(names);
  });

  test('two of one name are told apart by their numbers, in the list and in the field', async () => {
    for (const person of ['E021', 'E022']) await world.hire(person, { name: '赵敏', manager: 'E002' });
    expect(await offered('赵')).toEqual([
      { name: '赵敏', details: ['E021'], value: 'E021' },
      { name: '赵敏', details: ['E022'], value: 'E022' },
    ]);
  });

  test('a name with a comma in it would be two: its number stands for it', async () => {
    await world.hire('E023', { name: 'Hopper, Grace' });
    expect(await values('grace')).toEqual(['E023']);
  });

  test('whoever has left is not offered', async () => {
    await world.hire('E024', { name: '钱离' });
    expect(await values('钱')).toEqual(['钱离']);
    await world.database.transaction(async (tx) => {
      tx.later("UPDATE employees SET active = 0 WHERE staffNumber = 'E024'");
      mastersChange(tx);
    });
    expect(await values('钱')).toEqual([]);
  });

  test('a deal goes to whoever was chosen, without being asked whether it is they', async () => {
    const form = await world.ask('E003', { kind: 'press', do: 'deal.ownerForm', input: { id: 1001 } });
    const [heir = ''] = await values('emm');
    const done = await world.submit('E003', form, { 新负责人: heir });
    expect(done.text).toContain('现在由 Emma Clarke 负责');
  });
});
