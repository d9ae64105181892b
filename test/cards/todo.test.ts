import { todoCard } from '../../cards/todo.js';
import { actionsOf, en, press, read, viewOf, zh } from './reading.js';

const todo = viewOf('todo', 'To do');

test('a person sees what waits for them, what they wait for, and their deals', () => {
  const card = todoCard(todo, zh);
  const seen = read(card);
  expect(seen).toContain(
    '待你审批（12）\nA-31 云帆科技 2027 年度采购\n合同审批 · ¥209,017.70 · 发起人 张伟 · 2026-07-10 11:00 起',
  );
  expect(seen).toContain('A-33 续费\n合同审批 · 发起人 李娜 · 2026-07-11 09:30 起');
  expect(seen).toContain('A-29 二期扩容\n等 王芳、赵敏、陈静 等 5 人 处理 · 2026-07-09 10:00 起');
  expect(seen).toContain('你的商机（23）');
  expect(card.text).toBe('待办：待你审批 12 项，你跟进的 1 项审批中，商机 23 个');
});

test('a row opens by a press, and all of them by another', () => {
  const card = todoCard(todo, en);
  expect(press(card, 'Open A-31')).toEqual({ do: 'approval.show', input: { id: 31 } });
  expect(press(card, 'Open A-29')).toEqual({ do: 'approval.show', input: { id: 29 } });
  expect(press(card, 'Open D-977')).toEqual({ do: 'deal.show', input: { id: 977 } });
  expect(press(card, 'Show all (12)')).toEqual({ do: 'approval.mine', input: { page: 1 } });
  expect(press(card, 'Show all (23)')).toEqual({ do: 'deal.list', input: { page: 1 } });
  expect(read(card)).toContain('Waiting for 王芳, 赵敏, 陈静 and 2 more');
});

test('of a deal that should have closed by now it is said so', () => {
  const deals = todo.deals.map((deal) => ({ ...deal, expectedClose: '2026-07-01', isOverdue: true }));
  expect(read(todoCard({ ...todo, deals }, zh))).toContain('预计 2026年7月1日 周三 签约（已过期）');
  expect(read(todoCard({ ...todo, deals }, en))).toContain('was to close 1 Jul 2026, overdue');
});

test('there is no “show all” where all is shown', () => {
  const card = todoCard({ ...todo, taskCount: 2, dealCount: 2 }, en);
  expect(actionsOf(card).map(({ title }) => title)).not.toContain('Show all (2)');
});

test('with nothing to do it says so, and how to begin', () => {
  const card = todoCard(viewOf('todo', 'To do, all done'), zh);
  expect(read(card)).toBe('待办\n都处理完了，没有待办。新建商机请输入“/商机 新建”。');
  expect(card.text).toBe('待办：都处理完了');
});
