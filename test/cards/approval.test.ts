import { approvalCard } from '../../cards/approval.js';
import type { ApprovalView } from '../../models/approval-view.js';
import { buttons, draw, en, linkBehind, press, read, viewOf, zh } from './reading.js';

const request = viewOf('approval', 'Approval, for an approver');

test('an approver reads what it is about, that it is their turn, and decides', () => {
  const card = approvalCard(request, zh);
  expect(card.text).toBe('审批 A-31：合同审批 云帆科技 2027 年度采购，¥209,017.70，发起人 张伟，等你处理');
  expect(read(card)).toContain('合同审批 A-31\nD-1024 云帆科技 2027 年度采购\n● 审批中，等你处理');
  expect(read(card)).toMatch(/发起人 张伟\n.*合同金额 ¥209,017.70/s);
  expect(read(card)).toContain('付款方式 分两期');
  expect(buttons(card)).toEqual(['同意', '拒绝', '评论', '更多']);
  const shown = { id: 31, hash: request.hash, taskSeq: 3 };
  expect(press(card, '同意')).toEqual({ do: 'approval.approve', input: shown });
  expect(press(card, '拒绝')).toEqual({ do: 'approval.rejectForm', input: shown });
  expect(press(card, '评论')).toEqual({ do: 'approval.commentForm', input: { id: 31 } });
  expect(linkBehind(card, '查看合同')).toBe('https://dealdesk.example/app/contracts/311/2');
});

test('the initiator reads who has it, and may take it back', () => {
  const card = approvalCard(viewOf('approval', 'Approval, for its initiator'), en);
  expect(card.text).toBe(
    'Approval A-31: Contract approval 云帆科技 2027 年度采购, CNY 209,017.70, from 张伟. Waiting for 王芳, 赵敏',
  );
  expect(buttons(card)).toEqual(['Comment', 'Withdraw']);
  expect(press(card, 'Withdraw')).toEqual({ do: 'approval.withdraw', input: { id: 31 } });
});

test('each step says in words how far it is and who decided', () => {
  const seen = read(approvalCard(request, zh));
  expect(seen).toContain('✓ 销售经理 · 已通过\n✓ 陈静 已同意 · 2026-07-10 13:12：“价格可以”');
  expect(seen).toContain('● 法务与财务 · 进行中\n会签，3 人中 1 人已同意');
  expect(seen).toContain('✓ 李娜（代 周强） 已同意 · 2026-07-10 15:45');
  expect(seen).toContain('● 王芳 待处理（2026-07-10 11:00 起）');
  expect(seen).toContain('○ 总经理 · 未开始');
  expect(seen).toContain('2026-07-10 14:00 王芳：违约条款改过了吗？');
});

test('one after another: who handed it on is not counted', () => {
  const seen = read(approvalCard(viewOf('approval', 'Approval, one after another, second round'), en));
  expect(seen).toContain('one after another (1 of 3 have approved)');
  expect(seen).toContain('→ 赵敏: handed on');
  expect(seen).toContain('○ 周强: not their turn yet');
  expect(seen).toContain('Round 2');
});

test('one person needs no rule, any of several does', () => {
  const [manager, signers] = request.steps;
  if (!manager || !signers) throw new Error('The sample has two steps.');
  const only = (step: typeof manager) => read(approvalCard({ ...request, steps: [step] }, en));
  expect(only(manager)).not.toContain('any one of');
  expect(only({ ...signers, mode: 'ANY' })).toContain('any one of 3 decides');
});

test('one that is about another says what is asked, in words that stay true when it is over', () => {
  const about = { ...request, reverses: 'A-12' };
  expect(read(approvalCard(about, zh))).toContain('申请撤销 A-12');
  expect(read(approvalCard(about, en))).toContain('Asks to revoke A-12');
});

test('without comments, document, amount or buttons nothing speaks of them', () => {
  const bare: ApprovalView = { ...request, comments: [], document: null, facts: [], can: [] };
  const card = approvalCard(bare, zh);
  expect(read(card)).not.toContain('评论');
  expect(card.text).toBe('审批 A-31：合同审批 云帆科技 2027 年度采购，发起人 张伟，等 王芳、赵敏 处理');
  expect(card.body.actions).toBeUndefined();
});

test('a returned request says with whom it is', () => {
  const seen = draw(viewOf('approval', 'Approval, returned'), zh);
  expect(seen.text).toContain('已退回');
  expect(read(seen)).toContain('↩ 已退回\n陈静 退回给 张伟：“请补一份报价单”');
});

test('whoever waits for an answer has a clock that stands still, and everybody reads since when and for whom', () => {
  const sample = viewOf('approval', 'Approval, with signers added, a vote and a question');
  expect(read(approvalCard(sample, zh))).toContain(
    '（2026-07-10 11:00 起），2026-07-10 14:20 起暂停计时，等 张伟 答复，想知道：“付款周期能缩短吗？”',
  );
  expect(read(approvalCard(sample, en))).toContain(
    'paused since 10 Jul 2026, 08:20, waiting for the answer of 张伟, asks: “付款周期能缩短吗？”',
  );
});

test('what was closed as nobody decided in time says so, and until when it can be taken up again', () => {
  const sample = viewOf('approval', 'Approval, closed as nobody decided in time');
  expect(read(approvalCard(sample, zh))).toContain(
    '陈静 没有按时处理，审批已关闭。2026-07-17 15:45 之前可以恢复，过后终止。',
  );
  expect(press(approvalCard(sample, en), 'Take it up again')).toEqual({
    do: 'approval.resubmitForm',
    input: { id: 31 },
  });
});
