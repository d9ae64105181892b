import fc from 'fast-check';
import { type DealLine, readDealLine } from '../../../handlers/input/deal-line.js';
import { cpuMsOf } from '../../support/cpu.js';
import { anyText, longTexts, SLOW_MS } from './anyText.js';

const stages = [
  { key: 'lead', names: ['线索', 'Lead'] },
  { key: 'negotiation', names: ['谈判', 'Negotiation'] },
  { key: 'signing', names: ['待签约', 'Contract pending'] },
  { key: 'won', names: ['已签约', 'Won'] },
];
/** Wednesday, 25 November 2026, noon in Shanghai. */
const NOW = new Date('2026-11-25T04:00:00Z');
const read = (line: string): DealLine => readDealLine(line, NOW, 'Asia/Shanghai', stages);

/** What was understood, and all that is to be asked about; everything else must be missing. */
const understands = (line: string, understood: Partial<DealLine>) => {
  const { doubts, unclear, ...rest } = read(line);
  expect({ ...rest, unclear: [...Object.values(doubts).flat(), ...unclear] }).toEqual({
    unclear: [],
    ...understood,
  });
};

describe('a seller types a deal', () => {
  test.each<[string, Partial<DealLine>]>([
    ['Acme 20000', { customer: 'Acme', amountCents: 20_000_00 }],
    ['上海云帆 2万', { customer: '上海云帆', amountCents: 20_000_00 }],
    [
      '上海云帆科技有限公司 2万 ERP升级 月底 待签约',
      {
        customer: '上海云帆科技有限公司',
        amountCents: 20_000_00,
        title: 'ERP升级',
        expectedClose: '2026-11-30',
        stage: 'signing',
      },
    ],
    [
      '"Acme Corp, Ltd" ERP upgrade ¥3,000.50 next friday',
      {
        customer: 'Acme Corp, Ltd',
        amountCents: 3_000_50,
        currency: 'CNY',
        title: 'ERP upgrade',
        expectedClose: '2026-12-04',
      },
    ],
    ['USD 20000', { amountCents: 20_000_00, currency: 'USD' }],
    ['Acme amount=20000 USD', { customer: 'Acme', amountCents: 20_000_00, currency: 'USD' }],
    ['Acme 20000 currency=thb', { customer: 'Acme', amountCents: 20_000_00, currency: 'THB' }],
    ['TOP 20000 ERP', { customer: 'TOP', amountCents: 20_000_00, title: 'ERP' }],
    ['Acme 20000 all modules', { customer: 'Acme', amountCents: 20_000_00, title: 'all modules' }],
    ['Acme 20000 ERP PEN', { customer: 'Acme', amountCents: 20_000_00, title: 'ERP PEN' }],
    ['Acme Corp 20000 ERP', { customer: 'Acme Corp', amountCents: 20_000_00, title: 'ERP' }],
    ['Gekko & Co 300k oil 🚀', { customer: 'Gekko & Co', amountCents: 300_000_00, title: 'oil 🚀' }],
    [
      'Acme Corp USD 1.2 million ERP end of month contract pending',
      {
        customer: 'Acme Corp',
        amountCents: 1_200_000_00,
        currency: 'USD',
        title: 'ERP',
        expectedClose: '2026-11-30',
        stage: 'signing',
      },
    ],
    ["O'Neil's 'Big deal' 5k", { customer: "O'Neil's", amountCents: 5_000_00, title: 'Big deal' }],
    ['“上海 云帆” 两万五', { customer: '上海 云帆', amountCents: 25_000_00 }],
    ['', {}],
    ['Acme', { customer: 'Acme' }],
    ['Acme Corp', { customer: 'Acme Corp' }],
    ['20000', { amountCents: 20_000_00 }],
  ])('%s', understands);
});

describe('in another order', () => {
  test.each<[string, Partial<DealLine>]>([
    ['20000 Acme', { customer: 'Acme', amountCents: 20_000_00 }],
    ['谈判 上海云帆 2万', { customer: '上海云帆', amountCents: 20_000_00, stage: 'negotiation' }],
    [
      '月底 上海云帆 ERP 2万',
      { customer: '上海云帆', amountCents: 20_000_00, title: 'ERP', expectedClose: '2026-11-30' },
    ],
    [
      'Dec 31 Acme Corp 20000',
      { customer: 'Acme Corp', amountCents: 20_000_00, expectedClose: '2026-12-31' },
    ],
    [
      'Acme in 3 days 20000 ERP',
      { customer: 'Acme', amountCents: 20_000_00, title: 'ERP', expectedClose: '2026-11-28' },
    ],
    ['Acme "ERP 2万" 3万', { customer: 'Acme', amountCents: 30_000_00, title: 'ERP 2万' }],
    ['上海云帆 ERP升级 2万', { customer: '上海云帆', amountCents: 20_000_00, title: 'ERP升级' }],
    [
      '上海 云帆 有限公司 ERP 升级 2万',
      { customer: '上海 云帆 有限公司', amountCents: 20_000_00, title: 'ERP 升级' },
    ],
  ])('%s', understands);
});

describe('with commas', () => {
  test.each<[string, Partial<DealLine>]>([
    [
      '上海云帆，2万，ERP升级，月底',
      { customer: '上海云帆', amountCents: 20_000_00, title: 'ERP升级', expectedClose: '2026-11-30' },
    ],
    ['上海云帆、２０，０００', { customer: '上海云帆', amountCents: 20_000_00 }],
    [
      'Acme Corp, 20000, ERP, next friday',
      { customer: 'Acme Corp', amountCents: 20_000_00, title: 'ERP', expectedClose: '2026-12-04' },
    ],
    ['Acme Corp, Ltd 20000', { customer: 'Acme Corp, Ltd', amountCents: 20_000_00 }],
  ])('%s', understands);
});

describe('with names', () => {
  test.each<[string, Partial<DealLine>]>([
    ['amount=2万 customer=Acme', { customer: 'Acme', amountCents: 20_000_00 }],
    [
      '客户：上海云帆 金额：2万 日期：20261231 阶段：谈判 标题：ERP',
      {
        customer: '上海云帆',
        amountCents: 20_000_00,
        title: 'ERP',
        expectedClose: '2026-12-31',
        stage: 'negotiation',
      },
    ],
    [
      'customer="Acme Corp" ERP upgrade 20000',
      { customer: 'Acme Corp', amountCents: 20_000_00, title: 'ERP upgrade' },
    ],
    ['title=ERP Acme Corp 20000', { customer: 'Acme Corp', amountCents: 20_000_00, title: 'ERP' }],
    ['Acme 300 currency=USD', { customer: 'Acme', amountCents: 300_00, currency: 'USD' }],
    ['Acme 300 币种=美元', { customer: 'Acme', amountCents: 300_00, currency: 'USD' }],
    ['customer=Acme friday 300', { customer: 'Acme', amountCents: 300_00, expectedClose: '2026-11-27' }],
    ['amount=2万 Acme 5 licences', { customer: 'Acme 5 licences', amountCents: 20_000_00 }],
    ['Acme 2万 date=sat', { customer: 'Acme', amountCents: 20_000_00, expectedClose: '2026-11-28' }],
  ])('%s', understands);
});

describe('a number in a name stays there when the amount is clear', () => {
  test.each<[string, Partial<DealLine>]>([
    ['上海云帆 2万 5G 项目', { customer: '上海云帆', amountCents: 20_000_00, title: '5G 项目' }],
    ['上海云帆 5G项目 2万', { customer: '上海云帆', amountCents: 20_000_00, title: '5G项目' }],
    ['上海云帆 3 期 2万', { customer: '上海云帆', amountCents: 20_000_00, title: '3 期' }],
    ['Acme 2万 phone 13800000000', { customer: 'Acme', amountCents: 20_000_00, title: 'phone 13800000000' }],
    ['Acme 2万 2026 升级', { customer: 'Acme', amountCents: 20_000_00, title: '2026 升级' }],
    ['Acme 20000 30 licences', { customer: 'Acme', amountCents: 20_000_00, title: '30 licences' }],
    ['Acme 20000 4K monitors', { customer: 'Acme', amountCents: 20_000_00, title: '4K monitors' }],
    ['Acme 20000 80/20 split', { customer: 'Acme', amountCents: 20_000_00, title: '80/20 split' }],
    ['Acme 20000 10% off', { customer: 'Acme', amountCents: 20_000_00, title: '10% off' }],
    ['Acme 20000 24/7 support', { customer: 'Acme', amountCents: 20_000_00, title: '24/7 support' }],
    ['Acme 20000 3 days training', { customer: 'Acme', amountCents: 20_000_00, title: '3 days training' }],
    ['Studio 54 20000 lights', { customer: 'Studio 54', amountCents: 20_000_00, title: 'lights' }],
    ['3M 20000 tape', { customer: '3M', amountCents: 20_000_00, title: 'tape' }],
    ['1688 20000', { customer: '1688', amountCents: 20_000_00 }],
    ['三一 2万', { customer: '三一', amountCents: 20_000_00 }],
    ['Acme 2万 20261231', { customer: 'Acme', amountCents: 20_000_00, expectedClose: '2026-12-31' }],
  ])('%s', understands);
});

describe('a word that is a name first', () => {
  test.each<[string, Partial<DealLine>]>([
    [
      'Friday Corp 20000 friday',
      { customer: 'Friday Corp', amountCents: 20_000_00, expectedClose: '2026-11-27' },
    ],
    ['Won 20000', { customer: 'Won', amountCents: 20_000_00 }],
    ['Acme 20000 Sat phone', { customer: 'Acme', amountCents: 20_000_00, title: 'Sat phone' }],
    ['Acme 20000 March campaign', { customer: 'Acme', amountCents: 20_000_00, title: 'March campaign' }],
    ['constructor 20000 toString', { customer: 'constructor', amountCents: 20_000_00, title: 'toString' }],
  ])('%s', understands);
});

describe('what could be two things is told, not guessed', () => {
  test.each<[string, Partial<DealLine>]>([
    ['Acme 20000 30000 ERP', { customer: 'Acme', title: 'ERP', unclear: ['20000', '30000'] }],
    ['Acme 2万 3万', { customer: 'Acme', unclear: ['2万', '3万'] }],
    ['Acme 月底 周五 2万', { customer: 'Acme', amountCents: 20_000_00, unclear: ['月底', '周五'] }],
    ['Acme 谈判 线索 2万', { customer: 'Acme', amountCents: 20_000_00, unclear: ['谈判', '线索'] }],
    ['Acme 2026', { customer: 'Acme', amountCents: 2_026_00, unclear: ['2026'] }],
    ['Acme 20261231', { customer: 'Acme', amountCents: 20_261_231_00, unclear: ['20261231'] }],
    [
      '上海云帆 13800000000',
      { customer: '上海云帆', amountCents: 13_800_000_000_00, unclear: ['13800000000'] },
    ],
    ['Acme phase 2', { customer: 'Acme phase', amountCents: 2_00, unclear: ['2'] }],
    ['Acme 20 000 ERP', { customer: 'Acme', amountCents: 20_000_00, title: 'ERP', unclear: ['20 000'] }],
    [
      'title=ERP Acme 2万 extra words',
      { customer: 'Acme', amountCents: 20_000_00, title: 'ERP', unclear: ['extra words'] },
    ],
    [
      'title=ERP customer=Acme 2万 more',
      { customer: 'Acme', amountCents: 20_000_00, title: 'ERP', unclear: ['more'] },
    ],
  ])('%s', understands);
});

describe('what should be something and is not is told', () => {
  test.each<[string, Partial<DealLine>]>([
    ['Acme 1,00,0 ERP', { customer: 'Acme', title: 'ERP', unclear: ['1,00,0'] }],
    ['Acme -500', { customer: 'Acme', unclear: ['-500'] }],
    [
      'Acme 2万 2026-02-30 ERP',
      { customer: 'Acme', amountCents: 20_000_00, title: 'ERP', unclear: ['2026-02-30'] },
    ],
    ['Acme 2万 2月30日', { customer: 'Acme', amountCents: 20_000_00, unclear: ['2月30日'] }],
    ['上海云帆 2万 2/30', { customer: '上海云帆', amountCents: 20_000_00, unclear: ['2/30'] }],
    [
      '上海云帆 2万 六月三十一日',
      { customer: '上海云帆', amountCents: 20_000_00, unclear: ['六月三十一日'] },
    ],
    [
      'Acme 20000 Feb 30 ERP',
      { customer: 'Acme', amountCents: 20_000_00, title: 'ERP', unclear: ['Feb 30'] },
    ],
    ['Acme 20000 31st of June', { customer: 'Acme', amountCents: 20_000_00, unclear: ['31st of June'] }],
    ['Acme 2万 20260230', { customer: 'Acme', amountCents: 20_000_00, unclear: ['20260230'] }],
    [
      '上海云帆 2万 ERP 下个月',
      { customer: '上海云帆', amountCents: 20_000_00, title: 'ERP', unclear: ['下个月'] },
    ],
    ['上海云帆 2万 12月', { customer: '上海云帆', amountCents: 20_000_00, unclear: ['12月'] }],
    ['上海云帆 2万 32号', { customer: '上海云帆', amountCents: 20_000_00, unclear: ['32号'] }],
    ['Acme 2万 13800000000', { customer: 'Acme', amountCents: 20_000_00, unclear: ['13800000000'] }],
    ['上海云帆 2万 下周八', { customer: '上海云帆', amountCents: 20_000_00, unclear: ['下周八'] }],
    [
      'Acme 20000 ERP next week',
      { customer: 'Acme', amountCents: 20_000_00, title: 'ERP', unclear: ['next week'] },
    ],
    ['Acme 20000 in December', { customer: 'Acme', amountCents: 20_000_00, unclear: ['in December'] }],
    ['上海云帆 百万 ERP', { customer: '上海云帆', title: 'ERP', unclear: ['百万'] }],
    ['上海云帆 2w5', { customer: '上海云帆', unclear: ['2w5'] }],
    ['上海云帆 2万/年', { customer: '上海云帆', unclear: ['2万/年'] }],
    ['Acme 20000 next firday', { customer: 'Acme', amountCents: 20_000_00, unclear: ['next firday'] }],
    ['Acme 20000 tommorow', { customer: 'Acme', amountCents: 20_000_00, unclear: ['tommorow'] }],
    [
      'Acme 2万 月底 2026-02-30',
      { customer: 'Acme', amountCents: 20_000_00, expectedClose: '2026-11-30', unclear: ['2026-02-30'] },
    ],
    ['Acme 10% ERP', { customer: 'Acme', title: 'ERP', unclear: ['10%'] }],
    ['Acme 9999999999999 ERP', { customer: 'Acme', title: 'ERP', unclear: ['9999999999999'] }],
    ['Acme USD 9999999999999', { customer: 'Acme', unclear: ['USD 9999999999999'] }],
    ['Acme 1e30', { customer: 'Acme', unclear: ['1e30'] }],
    ['上海云帆 99999999999万', { customer: '上海云帆', unclear: ['99999999999万'] }],
    ['上海云帆 2万-3万', { customer: '上海云帆', unclear: ['2万-3万'] }],
    ['amount=5 amount=6 Acme', { customer: 'Acme', amountCents: 5_00, unclear: ['amount=6'] }],
    [
      'Acme 20000 ERP negotation',
      {
        customer: 'Acme',
        amountCents: 20_000_00,
        title: 'ERP',
        stage: 'negotiation',
        unclear: ['negotation'],
      },
    ],
    ['amount=lots Acme', { customer: 'Acme', unclear: ['lots'] }],
    ['Acme 2万 date=someday', { customer: 'Acme', amountCents: 20_000_00, unclear: ['someday'] }],
    ['Acme 2万 stage=dreaming', { customer: 'Acme', amountCents: 20_000_00, unclear: ['dreaming'] }],
    ['Acme JPY 20000 ERP', { customer: 'Acme', title: 'ERP', unclear: ['JPY 20000'] }],
    ['Acme 20000 JPY', { customer: 'Acme', unclear: ['20000 JPY'] }],
    ['上海云帆科技有限公司 500 日元', { customer: '上海云帆科技有限公司', unclear: ['500 日元'] }],
    ['Acme THB 2 million', { customer: 'Acme', unclear: ['THB 2 million'] }],
    ['Acme amount=20000 JPY', { customer: 'Acme', amountCents: 20_000_00, unclear: ['JPY'] }],
    ['Acme $300 currency=CNY', { customer: 'Acme', amountCents: 300_00, currency: 'USD', unclear: ['CNY'] }],
    ['Acme 2万 colour=red', { customer: 'Acme', amountCents: 20_000_00, unclear: ['colour=red'] }],
  ])('%s', understands);
});

test.each<[string, Partial<DealLine>]>([
  ['云帆 20万 平台 春节前', { title: '平台', expectedClose: '2027-02-04' }],
  ['云帆 20万 平台 Q1', { title: '平台', expectedClose: '2027-03-31' }],
  ['云帆 20万 平台 Q1 谈判', { title: '平台', expectedClose: '2027-03-31', stage: 'negotiation' }],
  ['云帆 20万 平台 2027 Q2', { title: '平台', expectedClose: '2027-06-30' }],
  ['云帆 20万 明年一季度', { expectedClose: '2027-03-31' }],
  ['云帆 20万 Q1 campaign', { title: 'Q1 campaign' }],
  ['云帆 20万 Q1续费', { title: 'Q1续费' }],
  ['云帆 20万 Q1 月底', { title: 'Q1', expectedClose: '2026-11-30' }],
  ['云帆，20万，平台，月底。', { title: '平台', expectedClose: '2026-11-30' }],
])('%s says when it closes as a seller would', (line, rest) => {
  understands(line, { customer: '云帆', amountCents: 200_000_00, ...rest });
});

test.each<[string, Partial<DealLine>]>([
  ['云帆 20万 平台 12.31', { title: '平台', expectedClose: '2026-12-31' }],
  ['云帆 20万 平台 12.31前', { title: '平台', expectedClose: '2026-12-31' }],
  ['云帆 20万 1.15签约', { expectedClose: '2027-01-15' }],
  ['云帆 20万 31.12', { expectedClose: '2026-12-31' }],
  ['云帆 20万 12.5', { expectedClose: '2026-12-05' }],
  ['云帆 20万 日期=12.5', { expectedClose: '2026-12-05' }],
  ['云帆 20万 ERP 12.5', { title: 'ERP 12.5' }],
  ['云帆 20万 预计月底签', { expectedClose: '2026-11-30' }],
  ['云帆 20万 月底 签约', { expectedClose: '2026-11-30' }],
  ['云帆 20万 争取年底前签下来', { expectedClose: '2026-12-31' }],
  ['云帆 20万 before the end of the year', { expectedClose: '2026-12-31' }],
  ['云帆 20万 early next week', { unclear: ['early next week'] }],
  ['云帆 20万 月底前签约', { expectedClose: '2026-11-30' }],
  ['云帆 20万 下周一上午', { expectedClose: '2026-11-30' }],
  ['云帆 20万 closing next friday', { expectedClose: '2026-12-04' }],
  ['云帆 20万 friday afternoon', { expectedClose: '2026-11-27' }],
  ['云帆 20万 元旦', { expectedClose: '2027-01-01' }],
  ['云帆 20万 平台 国庆', { title: '平台', expectedClose: '2027-10-01' }],
  ['云帆 20万 国庆 促销', { title: '国庆 促销' }],
  ['云帆 20万 christmas', { expectedClose: '2026-12-25' }],
  ['云帆 20万 Christmas party', { title: 'Christmas party' }],
  ['云帆 20万 the 15th', { expectedClose: '2026-12-15' }],
  ['云帆 20万 the 15th floor', { title: 'the 15th floor' }],
  ['云帆 20万 明年上半年', { expectedClose: '2027-06-30' }],
  ['云帆 20万 预计12月签', { unclear: ['12月'] }],
  ['云帆 20万 明年', { unclear: ['明年'] }],
  ['云帆 20万 周末', { unclear: ['周末'] }],
])('%s: the day on which a seller means to close', (line, rest) => {
  understands(line, { customer: '云帆', amountCents: 200_000_00, ...rest });
});

test('12.31 where there is no other amount is asked about: it may be the day', () => {
  understands('云帆 平台 12.31', { customer: '云帆', title: '平台', amountCents: 12_31, unclear: ['12.31'] });
});

test.each([
  ...[
    '20万左右',
    '约20万',
    '大概 20 万',
    '大概20万',
    '20万上下',
    '20来万',
    '将近20万',
    '预算20万',
    '金额 20万',
  ],
  ...[
    '预算20万左右',
    '20个w',
    '20 w',
    'around 200k',
    '~200k',
    'approx. 200k',
    'about 0.2 million',
    '200 grand',
  ],
])('云帆 %s is about as much', (typed) => {
  understands(`云帆 ${typed} 平台`, { customer: '云帆', title: '平台', amountCents: 200_000_00 });
});

test.each([
  ...[
    '25-30万',
    '25万到30万',
    '25到30万',
    '20k to 30k',
    'between 20k and 30k',
    'up to 20k',
    '不到20万',
    '20万以内',
  ],
  ...['20万以上', '20多万', '二十多万', '十几万', '20k per year', '20k/yr', '20k+', '20万起'],
])('云帆 %s is asked about, as it is no single amount', (typed) => {
  understands(`云帆 ${typed} 平台`, { customer: '云帆', title: '平台', unclear: [typed] });
});

test('a day beside a range is a day', () => {
  understands('云帆 25-30万 12.31', { customer: '云帆', expectedClose: '2026-12-31', unclear: ['25-30万'] });
});

test('a range beside a small number is asked about, too', () => {
  expect(read('云帆 25-30万 二期 2').doubts.amount).toContain('25-30万');
});

test.each(['Acme 20000 2 to 3 seats', 'Acme 20000 about 20 seats', 'Acme 20000 from 2025 to 2026'])(
  '%s: what is beside numbers that are no money stays in the title',
  (line) => {
    understands(line, { customer: 'Acme', amountCents: 20_000_00, title: line.slice('Acme 20000 '.length) });
  },
);

test('a month of another year is asked about, as one of this year is', () => {
  understands('云帆 20万 明年3月', { customer: '云帆', amountCents: 200_000_00, unclear: ['明年3月'] });
});

test('what touches the legal end of a firm’s name and is a number is no part of it', () => {
  understands('云帆科技有限公司20万 平台', {
    customer: '云帆科技有限公司',
    amountCents: 200_000_00,
    title: '平台',
  });
});

test('a small number behind a word is asked about where it is all that may be the amount', () => {
  understands('云帆 ERP 12.5', { customer: '云帆', amountCents: 12_50, title: 'ERP', unclear: ['12.5'] });
  understands('云帆 ERP 12.5 20万', { customer: '云帆', amountCents: 200_000_00, title: 'ERP 12.5' });
  understands('云帆 ERP 12.5万', { customer: '云帆', amountCents: 125_000_00, title: 'ERP' });
});

test.each<[string, Partial<DealLine>]>([
  ['云帆 2万 版本 12.31', { title: '版本 12.31', expectedClose: undefined }],
  ['云帆 2万 软件版本 12.31 月底', { title: '软件版本 12.31', expectedClose: '2026-11-30' }],
  ['云帆 ERP 版本 3.5 2万', { title: 'ERP 版本 3.5' }],
  ['云帆 20000 upgrade to version 12.31', { title: 'upgrade to version 12.31', expectedClose: undefined }],
  ['云帆 20000 ERP v 12.31 2026-12-05', { title: 'ERP v 12.31', expectedClose: '2026-12-05' }],
])('the version in “%s” is no day', (line, expected) => {
  expect(read(line)).toMatchObject({ customer: '云帆', amountCents: 20_000_00, unclear: [], ...expected });
});

test('a version number is a part of the title when there is an amount', () => {
  understands('Acme 20000 ERP 2.0', { customer: 'Acme', amountCents: 20_000_00, title: 'ERP 2.0' });
  understands('Acme 2万 ERP 1.2.3', { customer: 'Acme', amountCents: 20_000_00, title: 'ERP 1.2.3' });
});

test('a stage may be typed by its key', () => {
  understands('Acme 2万 NEGOTIATION', { customer: 'Acme', amountCents: 20_000_00, stage: 'negotiation' });
});

test('a whole deal is understood however its parts are shuffled', () => {
  const parts = ['2万', '月底', '谈判', '"ERP 升级"'];
  fc.assert(
    fc.property(fc.shuffledSubarray(parts, { minLength: 4 }), (shuffled) => {
      understands(`上海云帆 ${shuffled.join(' ')}`, {
        customer: '上海云帆',
        amountCents: 20_000_00,
        title: 'ERP 升级',
        expectedClose: '2026-11-30',
        stage: 'negotiation',
      });
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { doubts, unclear, amountCents = 0 } = read(text);
      const words = [...Object.values(doubts).flat(), ...unclear];
      expect(words.every((word) => typeof word === 'string')).toBe(true);
      expect(Number.isSafeInteger(amountCents)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test.each(longTexts)('100 kB is understood at once', async (text) => {
  expect(await cpuMsOf(() => read(text))).toBeLessThan(SLOW_MS);
});

describe('chrono-node, which takes long to load,', () => {
  const isolated = () => {
    jest.resetModules();
    const loaded: string[] = [];
    for (const name of ['chrono-node/en', 'chrono-node/zh/hans']) {
      jest.doMock(name, () => {
        loaded.push(name);
        return jest.requireActual(name);
      });
    }
    const fresh: typeof import('../../../handlers/input/deal-line.js') = require('../../../handlers/input/deal-line.js');
    return { loaded, read: (line: string) => fresh.readDealLine(line, NOW, 'Asia/Shanghai', stages) };
  };

  test.each([
    '上海云帆 20000',
    'Acme Corp 20000 ERP upgrade',
    '上海云帆科技有限公司 2万 ERP升级 月底 待签约',
    'Acme 2万 next friday',
    'Acme 2万 in 3 days',
    'Acme 2万 2026-12-31',
    'Acme 2万 月底 friday',
  ])('is not needed for %s', (line) => {
    const { loaded, read } = isolated();
    read(line);
    expect(loaded).toEqual([]);
  });

  test('is loaded for the long tail of dates', () => {
    const { loaded, read } = isolated();
    expect(read('Acme 2万 Dec 31').expectedClose).toBe('2026-12-31');
    expect(read('Acme 2万 三天前').expectedClose).toBe('2026-11-22');
    expect(loaded).toEqual(['chrono-node/en', 'chrono-node/zh/hans']);
  });
});
