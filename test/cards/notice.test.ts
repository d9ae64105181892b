import { noticeCard } from '../../cards/notice.js';
import { buttons, en, press, read, viewOf, zh } from './reading.js';

const notice = viewOf('notice', 'Notice with a question');

test('a question is asked with its answers to press', () => {
  const card = noticeCard(notice, zh);
  expect(read(card)).toBe(
    '可能是同一个客户\n已有相近的客户：C-88 云帆科技（杭州）有限公司，负责人 张伟。\n用已有的客户，还是新建一个？',
  );
  expect(buttons(card)).toEqual(['用 C-88', '仍要新建']);
  expect(press(card, '用 C-88')).toEqual({ do: 'customer.show', input: { id: 88 } });
  expect(card.body.actions?.map((action) => 'style' in action && action.style)).toEqual([
    'positive',
    'destructive',
  ]);
});

test('the notification is the whole question', () => {
  expect(noticeCard(notice, en).text).toBe(
    'This may be the same customer: There is a similar one: C-88 云帆科技（杭州）有限公司, owner 张伟. Use that one, or make a new one?',
  );
});

test('without buttons there are only words', () => {
  expect(noticeCard({ ...notice, buttons: [] }, en).body.actions).toBeUndefined();
});
