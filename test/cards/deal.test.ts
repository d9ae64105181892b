import { dealCard } from '../../cards/deal.js';
import { buttons, en, linkBehind, press, read, viewOf, zh } from './reading.js';

const negotiation = viewOf('deal', 'Deal, negotiation with lines');
const signing = viewOf('deal', 'Deal, to be signed, approval running');

test('the seller sees where the deal stands, its worth, its lines and what happened', () => {
  const seen = read(dealCard(negotiation, zh));
  expect(seen).toContain('云帆科技 2027 年度采购\n商机 D-1024 · 云帆科技（杭州）有限公司');
  expect(seen).toContain('线索 › 方案 › ●谈判 › 待签约');
  expect(seen).toContain('金额 ¥209,017.70');
  expect(seen).toContain('预计签约 2026年12月31日 周四');
  expect(seen).toContain('进入本阶段 2026-07-08 14:30');
  expect(seen).toContain('云帆协同平台 企业版（年度）\n50 × ¥3,600.00 · 优惠 10% · 税率 6%\n¥171,720.00');
  expect(seen).toContain('12.5 × ¥2,000.00 · 税率 6%\n¥26,500.00');
  expect(seen).toContain('合计\n¥209,017.70');
  expect(seen).toContain('2026-07-09 09:05 张伟：跟进：客户希望分两期付款，下周给答复。');
});

test('the same in English, by the clock of the reader', () => {
  const seen = read(dealCard(negotiation, en));
  expect(seen).toContain('Lead › Proposal › ●Negotiation › To be signed');
  expect(seen).toContain('Stage since 8 Jul 2026, 08:30');
  expect(seen).toContain('1 × CNY 9,800.50 · 2.5% off · plus 13% tax');
});

test('the notification says it all in one line', () => {
  expect(dealCard(negotiation, zh).text).toBe(
    '商机 D-1024：云帆科技 2027 年度采购，客户 云帆科技（杭州）有限公司，¥209,017.70，阶段 谈判，负责人 张伟',
  );
});

test('every button that the reader may press leads to its form', () => {
  const card = dealCard(negotiation, zh);
  expect(buttons(card)).toEqual(['推进阶段', '编辑', '写跟进', '赢单', '输单', '转交']);
  expect(press(card, '推进阶段')).toEqual({ do: 'deal.stageForm', input: { id: 1024 } });
  expect(press(card, '编辑')).toEqual({ do: 'deal.editForm', input: { id: 1024 } });
  expect(press(card, '写跟进')).toEqual({ do: 'deal.noteForm', input: { id: 1024 } });
  expect(press(card, '赢单')).toEqual({ do: 'deal.wonForm', input: { id: 1024 } });
  expect(press(card, '输单')).toEqual({ do: 'deal.lostForm', input: { id: 1024 } });
  expect(press(card, '转交')).toEqual({ do: 'deal.ownerForm', input: { id: 1024 } });
  expect(buttons(dealCard({ ...negotiation, can: ['deal.note'] }, en))).toEqual(['Add note']);
  expect(dealCard({ ...negotiation, can: [] }, en).body.actions).toBeUndefined();
});

test('the contract opens by a link, the approval by a press that says who has it', () => {
  const card = dealCard(signing, en);
  expect(linkBehind(card, 'Open contract (version 2)')).toBe('https://dealdesk.example/app/contracts/311/2');
  expect(read(card)).toContain('● Approval A-31: In progress\nWaiting for 李娜, 王芳');
  expect(press(card, 'Open A-31')).toEqual({ do: 'approval.show', input: { id: 31 } });
});

test('a deal without lines, contract and approval does not speak of them', () => {
  const seen = read(dealCard(viewOf('deal', 'Deal, new'), zh));
  for (const absent of ['产品明细', '合同', '审批', '预计签约', '合计']) expect(seen).not.toContain(absent);
});

test('a lead may have no customer yet', () => {
  const card = dealCard(viewOf('deal', 'Deal, without a customer yet'), zh);
  expect(read(card)).toContain('云帆科技 2027 年度采购\n商机 D-1024\n●线索');
  expect(card.text).toBe('商机 D-1024：云帆科技 2027 年度采购，¥20,000.00，阶段 线索，负责人 张伟');
});

test('a won deal shows the whole way and why, a lost one only its end and why', () => {
  const won = read(dealCard(viewOf('deal', 'Deal, signed'), zh));
  expect(won).toContain('线索 › 方案 › 谈判 › 待签约 › ●已签约');
  expect(won).toContain('赢单原因 价格合适，交付快');
  const lost = read(dealCard(viewOf('deal', 'Deal, lost'), en));
  expect(lost.split('\n')).toContain('●Lost');
  expect(lost).toContain('Why lost They bought from somebody else');
});

test('of many lines the first are shown, and the total is of all', () => {
  const [each] = negotiation.lines;
  if (!each) throw new Error('The sample has lines.');
  const lines = Array.from({ length: 30 }, () => ({ ...each, totalCents: 1_01 }));
  const seen = read(dealCard({ ...negotiation, lines }, en));
  expect(seen).toContain('22 more');
  expect(seen).toContain('Total\nCNY 30.30');
});

test('a stage that the pipeline no longer has is still shown', () => {
  const stage = { key: 'old', name: { zh: '试用', en: 'Trial' } };
  expect(read(dealCard({ ...negotiation, stage }, zh))).toContain('待签约 › ●试用');
});

test('a note is read on as many lines as it was typed on, and one of two hundred lines fills no card', () => {
  const noted = (note: string) => {
    const what = { text: { zh: '备注：{note}', en: 'noted: {note}' }, params: { note } };
    const timeline = [{ at: '2026-07-09T01:05:00.000Z', who: '张伟', what }];
    return read(dealCard({ ...negotiation, timeline }, zh));
  };
  expect(noted('见了林晓：\r\n\n1. 要多用户价\n  2.  下周演示  ')).toContain(
    '张伟：备注：见了林晓：\n1. 要多用户价\n2. 下周演示',
  );
  const minutes = Array.from({ length: 200 }, (_, index) => `第 ${index + 1} 条`).join('\n');
  expect(noted(minutes)).toMatch(/第 6 条\n…$/);
});
