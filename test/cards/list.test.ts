import { listCard } from '../../cards/list.js';
import { buttons, en, press, read, viewOf, zh } from './reading.js';

const onePage = viewOf('list', 'List, one page');
const middle = viewOf('list', 'List, a page in the middle');

test('a page says what it lists and how many there are', () => {
  const card = listCard(onePage, zh);
  expect(read(card)).toContain(
    '我的商机\n共 6 条，合计 ¥620,000.00 + US$80,000.00\nD-1024 年度采购\n云帆科技 · 谈判 · ¥102,400.00 · 2026年9月30日 周三',
  );
  expect(read(card).match(/共 6 条/g)).toHaveLength(1);
  expect(card.text).toBe('我的商机：共 6 条');
  expect(press(card, '打开 D-1024 年度采购')).toEqual({ do: 'deal.show', input: { id: 1024 } });
});

test('of what is worth nothing, or cannot be added up, it says at its foot how many there are', () => {
  for (const worth of [[], undefined])
    expect(read(listCard({ ...onePage, worth }, zh))).toMatch(/\n共 6 条$/);
});

test('one page has nothing to turn', () => {
  expect(buttons(listCard(onePage, zh))).toEqual([]);
});

test('in the middle one can turn both ways, and keeps what was asked for', () => {
  const card = listCard(middle, en);
  expect(read(card)).toContain('Page 3 of 8 · 48 in all');
  expect(buttons(card)).toEqual(['Previous page', 'Next page']);
  expect(press(card, 'Previous page')).toEqual({ do: 'deal.list', input: { scope: 'own', page: 2 } });
  expect(press(card, 'Next page')).toEqual({ do: 'deal.list', input: { scope: 'own', page: 4 } });
});

test('at either end one can only go back or on', () => {
  expect(buttons(listCard({ ...middle, page: 1 }, zh))).toEqual(['下一页']);
  expect(buttons(listCard({ ...middle, page: 8 }, zh))).toEqual(['上一页']);
});

test('an empty list tells what to do', () => {
  const card = listCard(viewOf('list', 'List, empty'), en);
  expect(read(card)).toBe('My deals\nThere are no deals yet. Type /deal new to make the first one.');
  expect(card.text).toBe('My deals: There are no deals yet. Type /deal new to make the first one.');
});
