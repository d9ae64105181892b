import { customerCard } from '../../cards/customer.js';
import { actionsOf, en, press, read, viewOf, zh } from './reading.js';

const customer = viewOf('customer', 'Customer');

test('one look shows who they are, whom we talk to, what is open and what was won', () => {
  const card = customerCard(customer, zh);
  const seen = read(card);
  expect(seen).toContain('云帆科技（杭州）有限公司\n客户 C-88 · 软件');
  expect(seen).toContain('电话 0571-0000 0000');
  expect(seen).toContain('进行中商机 ¥209,017.70 + US$1,200.50');
  expect(seen).toContain('已签约 ¥88,000.00');
  expect(seen).toContain('刘洋\n采购总监 · 000-0000-0000 · liu.yang@yunfan.example');
  expect(seen).toContain('孙莉\nsun.li@yunfan.example');
  expect(seen).toContain('商机（6）\nD-1024 云帆科技 2027 年度采购\n待签约 · ¥209,017.70');
  expect(seen).toContain('还有 4 项');
  expect(seen).toContain('最近动态 2026-07-10 11:00');
  expect(card.text).toBe('客户 C-88：云帆科技（杭州）有限公司，进行中商机 ¥209,017.70 + US$1,200.50');
});

test('pressing a deal or an approval opens it', () => {
  const card = customerCard(customer, en);
  expect(press(card, 'Open D-1024')).toEqual({ do: 'deal.show', input: { id: 1024 } });
  expect(press(card, 'Open A-31')).toEqual({ do: 'approval.show', input: { id: 31 } });
  expect(press(card, 'Edit')).toEqual({ do: 'customer.editForm', input: { id: 88 } });
  expect(press(card, 'Hand over')).toEqual({ do: 'customer.ownerForm', input: { id: 88 } });
});

test('what has become a part of it is listed as each language does', () => {
  const parts = [7, 9].map((id) => ({ id, number: `C-${id}`, name: `Ada ${id}` }));
  expect(read(customerCard({ ...customer, parts }, zh))).toContain('已并入 C-7 Ada 7、C-9 Ada 9');
  expect(read(customerCard({ ...customer, parts }, en))).toContain('Includes C-7 Ada 7, C-9 Ada 9');
});

test('what is empty is left out like what is unknown', () => {
  expect(read(customerCard({ ...customer, address: '', taxNumber: null }, zh))).not.toMatch(/地址|税号/);
});

test('of a customer just made only that, the name and the number are shown', () => {
  const card = customerCard(viewOf('customer', 'Customer, just made'), zh);
  expect(read(card)).toBe('已新建客户 C-88 Ada Example GmbH。\nAda Example GmbH\n客户 C-88');
  expect(card.text).toBe('已新建客户 C-88 Ada Example GmbH。');
  expect(actionsOf(card)).toEqual([]);
});
