import type { Ask } from '../../bot/platforms/platform.js';
import { actions } from '../../handlers/index.js';
import type { Answer } from '../../models/answer.js';
import type { Json } from '../../models/view-parts.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { openWorld, type World } from '../support/world.js';

type Input = { readonly [key: string]: Json };

describeOnEachDatabase('the card on which somebody has acted', (open) => {
  let world: World;
  let presses = 0;
  beforeAll(async () => {
    world = await openWorld(await open());
    await world.type('E003', '/deal new 上海云帆科技有限公司 2万 待签约');
  });

  const asks = async (userId: string, ask: Ask): Promise<Answer> => {
    presses += 1;
    const who = { platform: 'console', workspaceId: '', userId } as const;
    return (await world.handle({ who, key: `${presses}`, repeat: false, ask })).answer;
  };
  const press = (who: string, name: string, input: Input) => asks(who, { kind: 'press', do: name, input });
  const submit = (who: string, form: string, context: Input, values: Readonly<Record<string, string>>) =>
    asks(who, { kind: 'submit', form, context, values });
  const redrawnBy = (answer: Answer) => ('redraw' in answer ? answer.redraw : undefined);
  const hash = async () => {
    const [row] = await world.rows<{ contentHash: string }>('SELECT contentHash FROM approvals WHERE id = 1');
    return row?.contentHash ?? '';
  };
  const approval = { do: 'approval.show', input: { id: 1 } };
  const more = { do: 'approval.more', input: { id: 1 } };
  const deal = { do: 'deal.show', input: { id: 1005 } };

  test('is drawn anew by what shows its record, also once it is refused', async () => {
    const input = { id: 1, hash: await hash() };
    expect(redrawnBy(await press('E002', 'approval.approve', input))).toEqual(approval);
    expect(await press('E002', 'approval.approve', input)).toMatchObject({
      undone: 'refused',
      redraw: approval,
    });
    const noted = await submit('E003', 'deal.note', { id: 1005 }, { note: '客户要求演示' });
    expect(noted).toMatchObject({ type: 'words', redraw: deal });
    const edited = await submit('E003', 'customer.edit', { id: 1001 }, { category: '重点' });
    expect(redrawnBy(edited)?.do).toBe('customer.show');
  });

  test('that opens a form says how it is drawn anew, too', async () => {
    expect(await press('E005', 'approval.rejectForm', { id: 1, hash: await hash() })).toMatchObject({
      type: 'form',
      redraw: approval,
    });
  });

  test('of something filled in is not lost by looking at the same form once more', async () => {
    await world.type('E003', '/approval new expense 1200 交通 2026-11-20 拜访云帆科技');
    const redraw = { do: 'request.show', input: { id: 1 } };
    expect(await press('E003', 'request.againForm', { id: 1 })).toMatchObject({ type: 'form', redraw });
  });

  test('and that holds what else can be done holds what can be done now', async () => {
    expect(await press('E005', 'approval.transferForm', { id: 1, hash: await hash() })).toMatchObject({
      type: 'form',
      redraw: more,
    });
    const handed = await submit('E005', 'approval.transfer', { id: 1, hash: await hash() }, { who: '周宁' });
    expect(handed).toMatchObject({ type: 'words', redraw: more });
  });

  test('is not looked for by the number of a draft', async () => {
    await submit('E003', 'request.draft', { flow: 'expense', version: 1 }, { reason: '拜访' });
    const [draft] = await world.rows<{ id: number }>('SELECT id FROM request_drafts');
    const gone = await press('E003', 'request.discardDraft', { id: draft?.id ?? 0 });
    expect(gone).toEqual({ type: 'words', words: expect.anything() });
  });

  test('is drawn anew by something that is there', () => {
    for (const { do: name } of [approval, more, deal, { do: 'customer.show' }, { do: 'request.show' }])
      expect(Object.keys(actions)).toContain(name);
  });
});
