import { actionsOf, draw, en, read, viewOf, zh } from './reading.js';

const approved = viewOf('approval', 'Approval, approved');
const rejected = viewOf('approval', 'Approval, rejected');
const withdrawn = viewOf('approval', 'Approval, withdrawn');

test('an approved request says who signed, when, and how long it took', () => {
  const card = draw(approved, zh);
  expect(card.text).toBe(
    '审批 A-31 已通过：合同审批 云帆科技 2027 年度采购，¥209,017.70，发起人 张伟，由 赵敏 最后同意',
  );
  const seen = read(card);
  expect(seen).toContain('✓ 已通过\n由 赵敏 最后同意');
  expect(seen).toContain('结束时间 2026-07-11 17:20');
  expect(seen).toContain('用时 1 天 6 小时');
  expect(seen).toContain('会签，3 人中 3 人已同意');
  expect(seen).toContain('– 总经理 · 无需审批');
});

test('a rejected request says who said no, and why, at the top', () => {
  const card = draw(rejected, en);
  expect(card.text).toContain('(Rejected)');
  expect(card.text).toContain('王芳 rejected it: “违约条款没有按模板写”');
  expect(read(card)).toContain('✗ Rejected\n王芳 rejected it: “违约条款没有按模板写”');
  expect(read(card)).toContain('– 赵敏: not needed');
});

test('a reason is read line by line on the card, and on one line in the notification', () => {
  const comment = '有两处：\n1. 违约条款\n2. 付款方式';
  const steps = rejected.steps.map((step) => ({
    ...step,
    tasks: step.tasks.map((task) => ({ ...task, comment: task.comment && comment })),
  }));
  const card = draw({ ...rejected, steps }, zh);
  expect(read(card)).toContain(`✗ 已拒绝\n王芳 拒绝：“${comment}”`);
  expect(read(card)).toContain(`✗ 王芳 已拒绝 · 2026-07-11 17:20：“${comment}”`);
  expect(card.text).toContain('“有两处： 1. 违约条款 2. 付款方式”');
});

test('what a rule has decided is said of nobody', () => {
  const byRule = (view: typeof approved, how: 'byRule' | 'byTimeout') =>
    draw(
      {
        ...view,
        steps: view.steps.map((step) => ({
          ...step,
          tasks: step.tasks.map((task) => ({ ...task, [how]: true })),
        })),
      },
      zh,
    );
  expect(read(byRule(approved, 'byTimeout'))).toContain('✓ 已通过\n按流程设置自动通过');
  expect(read(byRule(approved, 'byRule'))).toContain('✓ 已通过\n按流程设置自动通过');
  expect(read(byRule(rejected, 'byTimeout'))).toContain('✗ 已拒绝\n按流程设置自动拒绝');
});

test('who was outvoted is not said to have rejected what a rule rejects afterwards', () => {
  const steps = rejected.steps.map((step) => ({ ...step, state: 'passed' as const }));
  expect(read(draw({ ...rejected, steps }, zh))).toContain('✗ 已拒绝\n按流程设置自动拒绝');
});

test('who decided for somebody else is named with that person', () => {
  const [step] = rejected.steps;
  if (!step) throw new Error('The sample has a step.');
  const tasks = [
    {
      who: '李娜',
      origin: 'step' as const,
      byRule: false,
      question: null,
      onBehalfOf: '周强',
      state: 'rejected' as const,
      openedAt: null,
      decidedAt: rejected.endedAt,
      comment: null,
    },
  ];
  const card = draw({ ...rejected, steps: [{ ...step, state: 'rejected', tasks }] }, zh);
  expect(read(card)).toContain('✗ 已拒绝\n由 李娜（代 周强） 拒绝');
});

test('a withdrawn request names who took it back, a stopped one nobody', () => {
  expect(read(draw(withdrawn, zh))).toContain('↩ 已撤回\n由 张伟 撤回');
  const ended = { who: '李娜', reason: null };
  expect(read(draw({ ...withdrawn, ended }, zh))).toContain('↩ 已撤回\n由 李娜 撤回');
  expect(draw({ ...withdrawn, state: 'terminated' }, en).text).toBe(
    'Approval A-31 (Stopped): Contract approval 云帆科技 2027 年度采购, CNY 209,017.70, from 张伟',
  );
});

test('nothing is left to press, whatever the reader could do before; the document still opens', () => {
  const can = ['approval.approve', 'approval.reject', 'approval.comment', 'approval.withdraw'];
  for (const view of [approved, rejected, withdrawn])
    expect(actionsOf(draw({ ...view, can }, en)).map(({ type }) => type)).toEqual(['Action.OpenUrl']);
});

test('short spans are told in minutes', () => {
  const after = (endedAt: string) => read(draw({ ...approved, endedAt }, en));
  expect(after('2026-07-10T03:00:20.000Z')).toContain('Took under a minute');
  expect(after('2026-07-10T03:05:20.000Z')).toContain('Took 5 min');
  expect(after('2026-07-10T05:05:20.000Z')).toContain('Took 2 h 5 min');
});
