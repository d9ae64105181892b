import { readAbsence } from '../../../handlers/absence/read.js';

/** A Thursday at ten in the morning in Shanghai. */
const now = new Date('2026-11-26T02:00:00Z');
const read = (line: string) => readAbsence(line, now, 'Asia/Shanghai');
const days = (from: string, until: string) => ({ from: `2026-${from}`, until: `2026-${until}` });

test.each([
  ['fri-wed 李四', days('11-27', '12-02'), '', '李四', ''],
  ['until 12-05 @li flow contract', days('11-26', '12-05'), '', '@li', 'contract'],
  ['周五到下周三 李四', days('11-27', '12-02'), '', '李四', ''],
  ['周五-周三 李四', days('11-27', '12-02'), '', '李四', ''],
  ['到12-05 李四 流程 合同', days('11-26', '12-05'), '', '李四', '合同'],
  ['至 12月5日 李四', days('11-26', '12-05'), '', '李四', ''],
  ['12-01~12-05 E005', days('12-01', '12-05'), '', 'E005', ''],
  ['12-01-12-05 E005', days('12-01', '12-05'), '', 'E005', ''],
  ['2026-12-01 to 2026-12-05 Emma Clarke', days('12-01', '12-05'), '', 'Emma Clarke', ''],
  ['12月1日到12月5日 李四', days('12-01', '12-05'), '', '李四', ''],
  ['from monday to friday Emma Clarke', days('11-30', '12-04'), '', 'Emma Clarke', ''],
  ['wed-mon 李四', days('12-02', '12-07'), '', '李四', ''],
  ['today 李四', days('11-26', '11-26'), '', '李四', ''],
  ['tomorrow Emma Clarke', days('11-27', '11-27'), '', 'Emma Clarke', ''],
  ['today-fri 李四', days('11-26', '11-27'), '', '李四', ''],
  ['明天 李四', days('11-27', '11-27'), '', '李四', ''],
  ['12-05 李四', days('12-05', '12-05'), '', '李四', ''],
  ['@王五 fri-wed 李四', days('11-27', '12-02'), '@王五', '李四', ''],
  ['Emma Clarke until friday 李四', days('11-26', '11-27'), 'Emma Clarke', '李四', ''],
])('“%s” is understood', (line, expected, who, proxy, flow) => {
  expect(read(line)).toEqual({ who, days: expected, proxy, flow, below: '' });
});

/** As one types or says it, be it with a space or a comma too few, or with words around it. */
test.each([
  ['周五李四', days('11-27', '11-27'), '李四'],
  ['周五，李四。', days('11-27', '11-27'), '李四'],
  ['下周一到周三李四', days('11-30', '12-02'), '李四'],
  ['12月5号到12月8号李四代理', days('12-05', '12-08'), '李四'],
  ['明天请假找李四代', days('11-27', '11-27'), '李四'],
  ['我明天出差，由李四代我审批。', days('11-27', '11-27'), '李四'],
  ['周五 李四代', days('11-27', '11-27'), '李四'],
  ['李四代我 周五到下周三', days('11-27', '12-02'), '李四'],
  ['明天开始到周五 李四', days('11-27', '11-27'), '李四'],
  ['12.5-12.8 李四', days('12-05', '12-08'), '李四'],
  ['12/1-5 李四', days('12-01', '12-05'), '李四'],
  ['Dec 1-5 Li Na', days('12-01', '12-05'), 'Li Na'],
  ['下周 李四', days('11-30', '12-06'), '李四'],
  ['下周李四', days('11-30', '12-06'), '李四'],
  ['this week Li Na', days('11-26', '11-29'), 'Li Na'],
  ['all next week, Li Na', days('11-30', '12-06'), 'Li Na'],
  ['friday, Li Na', days('11-27', '11-27'), 'Li Na'],
  ['圣诞节 李四', days('12-25', '12-25'), '李四'],
  ['Christmas, Li Na', days('12-25', '12-25'), 'Li Na'],
  ['friday through wednesday Li Na', days('11-27', '12-02'), 'Li Na'],
  ['i’m on leave fri-wed, Li Na covers for me', days('11-27', '12-02'), 'Li Na'],
  ['tomorrow covered by 李四', days('11-27', '11-27'), '李四'],
  ['周五周日升', days('11-27', '11-27'), '周日升'],
  ['周五 周日升', days('11-27', '11-27'), '周日升'],
])('“%s” is understood as well', (line, expected, proxy) => {
  expect(read(line)).toEqual({ who: '', days: expected, proxy, flow: '', below: '' });
});

const morning = { untilNoon: true };
const afternoon = { fromNoon: true };

test.each([
  ['明天下午 李娜', { ...days('11-27', '11-27'), ...afternoon }, '李娜'],
  ['明天上午 李娜代', { ...days('11-27', '11-27'), ...morning }, '李娜'],
  ['明天下午请假，李娜代', { ...days('11-27', '11-27'), ...afternoon }, '李娜'],
  ['周五下午李娜', { ...days('11-27', '11-27'), ...afternoon }, '李娜'],
  ['friday afternoon Li Na', { ...days('11-27', '11-27'), ...afternoon }, 'Li Na'],
  ['tomorrow morning, Li Na covers for me', { ...days('11-27', '11-27'), ...morning }, 'Li Na'],
  ['fri pm Li Na', { ...days('11-27', '11-27'), ...afternoon }, 'Li Na'],
  ['周五下午到下周一上午 李娜', { ...days('11-27', '11-30'), ...afternoon, ...morning }, '李娜'],
  [
    'friday afternoon to monday morning Li Na',
    { ...days('11-27', '11-30'), ...afternoon, ...morning },
    'Li Na',
  ],
  ['周五上午到下周一下午 李娜', days('11-27', '11-30'), '李娜'],
  ['明天上午到下午 李娜', days('11-27', '11-27'), '李娜'],
  ['到周五上午 李娜', { ...days('11-26', '11-27'), ...morning }, '李娜'],
  ['下午 李娜', { ...days('11-26', '11-26'), ...afternoon }, '李娜'],
  ['this afternoon Li Na', { ...days('11-26', '11-26'), ...afternoon }, 'Li Na'],
  ['明天半天 李娜', { ...days('11-27', '11-27'), isEitherHalf: true }, '李娜'],
  ['明天请半天假 李娜代', { ...days('11-27', '11-27'), isEitherHalf: true }, '李娜'],
  ['半天 李娜', { ...days('11-26', '11-26'), isEitherHalf: true }, '李娜'],
  ['half day friday Li Na', { ...days('11-27', '11-27'), isEitherHalf: true }, 'Li Na'],
  ['friday half day Li Na', { ...days('11-27', '11-27'), isEitherHalf: true }, 'Li Na'],
])('“%s” is a half of a day', (line, expected, proxy) => {
  expect(read(line)).toEqual({ who: '', days: expected, proxy, flow: '', below: '' });
});

test.each([
  ['明天下午3点到5点 李娜', '明天下午3点到5点'],
  ['2月30日下午 李娜', '2月30日下午'],
])('“%s” is asked about', (line, unclear) => {
  expect(read(line)).toMatchObject({ days: undefined, proxy: '李娜', unclear });
});

test('a colleague who is called like a day is one', () => {
  expect(read('周日升').days).toBeUndefined();
  expect(read('周日升').proxy).toBe('周日升');
});

test('the name of a flow stays when it is a word for being away', () => {
  expect(read('周五 李四 流程 请假')).toMatchObject({ proxy: '李四', flow: '请假' });
});

test.each([
  ['fri-wed 李四 below 5万', '李四', '5万', ''],
  ['fri-wed 李四 5万以下', '李四', '5万', ''],
  ['fri-wed 李四 5万 以下', '李四', '5万', ''],
  ['fri-wed 李四 低于5万', '李四', '5万', ''],
  ['fri-wed 李四 5万以内', '李四', '5万', ''],
  ['fri-wed 李四 USD 20 000以下', '李四', 'USD 20 000', ''],
  ['fri-wed Emma Clarke under USD 8,000 flow contract', 'Emma Clarke', 'USD 8,000', 'contract'],
  ['fri-wed 李四 流程 合同 5万以下', '李四', '5万', '合同'],
  ['fri-wed 李四 流程 合同 below 50k', '李四', '50k', '合同'],
  ['fri-wed 李四 below50k', '李四', '50k', ''],
  ['fri-wed 李四 under: $8,000', '李四', '$8,000', ''],
  ['fri-wed Underwood', 'Underwood', '', ''],
  ['fri-wed Sarah Underhill below 50k', 'Sarah Underhill', '50k', ''],
  ['fri-wed 李四 below 很多', '李四', '很多', ''],
])('“%s” names an amount', (line, proxy, below, flow) => {
  expect(read(line)).toEqual({ who: '', days: days('11-27', '12-02'), proxy, flow, below });
});

test.each([
  ['2026-02-30 李娜', '2026-02-30', '', '李娜'],
  ['next month 李娜', 'next month', '', '李娜'],
  ['13月5日 李娜', '13月5日', '', '李娜'],
  ['@王五 2026-02-30 李四', '2026-02-30', '@王五', '李四'],
  ['from 2026-02-30 to 2026-03-31 李四 below 5万', 'from 2026-02-30 to 2026-03-31', '', '李四'],
  ['2026-02-28~2026-02-30 李四', '2026-02-28~2026-02-30', '', '李四'],
  ['2026-12-01 to 2026-12-35 李四', 'to 2026-12-35', '', '李四'],
])('“%s” has no days that can be understood', (line, unclear, who, proxy) => {
  expect(read(line)).toMatchObject({ unclear, who, proxy });
});

test.each(['May Wong', '1003', 'fri-wed May Wong', 'fri-wed 1003', 'fri-wed E005'])(
  '“%s” names a colleague and no day that is unclear',
  (line) => {
    expect(read(line)).toMatchObject({ proxy: line.replace('fri-wed ', '') });
    expect(read(line).unclear).toBeUndefined();
  },
);

test('what names no day names somebody who acts', () => {
  expect(read('李四')).toEqual({ who: '', days: undefined, proxy: '李四', flow: '', below: '' });
  expect(read('')).toEqual({ who: '', days: undefined, proxy: '', flow: '', below: '' });
});
