import { digestCard } from '../../cards/digest.js';
import { actionsOf, en, read, viewOf, zh } from './reading.js';

const digest = viewOf('digest', 'Digest');

test('a manager reads what needs doing first, then what happened and what is coming', () => {
  const card = digestCard(digest, zh);
  expect(read(card)).toBe(
    [
      '日报 · 2026年7月13日 周一',
      '待你审批：3 项\n¥409,017.70',
      '已过预计签约日：4 个\n¥150,000.00',
      '14 天以上没有进展：2 个\n¥36,000.00 + US$1,200.50',
      '赢单：1 个（2026年7月10日 周五 起）\n¥88,000.00',
      '输单：1 个（2026年7月10日 周五 起）\n¥12,000.00',
      '进行中商机',
      '线索：12 个\n¥480,000.00 · 按赢率 10% 折算 ¥48,000.00',
      '方案：7 个\n¥350,000.00 · 按赢率 30% 折算 ¥105,000.00',
      '谈判：5 个\n¥420,000.00 · 按赢率 60% 折算 ¥252,000.00',
      '待签约：2 个\n¥229,017.70 · 按赢率 90% 折算 ¥206,115.93',
      '加权预测：¥611,115.93 + US$120.05',
    ].join('\n'),
  );
});

test('every number opens the list behind it', () => {
  const opened = actionsOf(digestCard(digest, en)).map((action) => 'data' in action && action.data);
  const numbers = [digest.toDecide, digest.slipping, digest.stuck, digest.won, digest.lost, ...digest.stages];
  expect(opened).toEqual(numbers.map(({ press }) => press));
});

test('on a quiet day zeros are left out', () => {
  const card = digestCard(viewOf('digest', 'Digest, a quiet day'), en);
  expect(read(card)).toBe('Digest · 13 Jul 2026\nWon: 1 (since 10 Jul 2026)\nCNY 88,000.00');
  expect(card.text).toBe('Digest 13 Jul 2026: 1 won');
});

test('whoever has nothing to do reads so, instead of a heading over nothing', () => {
  const { press } = digest.won;
  const none = { count: 0, totals: [], press };
  const view = { ...viewOf('digest', 'Digest, a quiet day'), won: none };
  expect(read(digestCard(view, en))).toBe('Digest · 13 Jul 2026\nNothing to report.');
  expect(read(digestCard(view, zh))).toBe('日报 · 2026年7月13日 周一\n没有需要处理的事。');
});

test('since may also be an instant, told by the clock of the reader', () => {
  const view = { ...viewOf('digest', 'Digest, a quiet day'), since: '2026-07-10T00:30:00.000Z' };
  expect(read(digestCard(view, zh))).toContain('赢单：1 个（2026-07-10 08:30 起）');
});

test('the notification says the figures in one line', () => {
  expect(digestCard(digest, en).text).toBe(
    'Digest 13 Jul 2026: 3 to approve, 4 past their expected close, 2 stuck, 1 won, 1 lost',
  );
});
