import { buttons, draw, en, press, read, viewOf, zh } from './reading.js';

const sent = viewOf('request', 'Request, on its way');

test('a request says what was filled in, who has it, and leads to its approval', () => {
  const card = draw(sent, zh);
  expect(card.text).toBe('报销 R-12：拜访云帆科技，发起人 张伟，● 审批 A-34：审批中');
  expect(read(card)).toContain('● 审批 A-34：审批中\n等 李娜 处理\n金额 ¥1,280.50\n类别 交通');
  expect(press(card, '查看审批')).toEqual({ do: 'approval.show', input: { id: 34 } });
  expect(press(card, '再来一份')).toEqual({ do: 'request.againForm', input: { id: 12 } });
});

test('one that was sent back can be changed and submitted again', () => {
  const card = draw(viewOf('request', 'Request, sent back'), zh);
  expect(press(card, '修改并重新提交')).toEqual({ do: 'approval.resubmitForm', input: { id: 34 } });
});

describe('a document to read', () => {
  const mine = draw(viewOf('approval', 'Document, for one who has not read it'), zh);

  test('has one button that says so, and none to approve or reject', () => {
    expect(buttons(mine)).toEqual(['我已阅读', '评论', '更多']);
    expect(read(mine)).toContain('审批中，请你阅读');
  });

  test('can be read to its end', () => {
    expect(read(mine)).toMatch(/正文\n各部门：\n春节期间放假七天/);
    expect(read(mine)).toContain('特此通知。');
  });

  test('tells who has read it and who has not', () => {
    const text = read(draw(viewOf('approval', 'Document, for its initiator'), zh));
    expect(text).toContain('已阅（3）：李娜、王芳、赵敏\n未阅（5）：陈静、周强、孙莉、刘洋、何敏');
  });

  test('is finished when all have read it', () => {
    expect(read(draw(viewOf('approval', 'Document, read by all'), zh))).toContain('8 人都已阅读');
  });

  test('is finished when the only one it was for has read it', () => {
    const read8 = viewOf('approval', 'Document, read by all');
    const steps = read8.steps.map((step) => ({ ...step, tasks: step.tasks.slice(0, 1) }));
    expect(read(draw({ ...read8, steps }, zh))).toContain('李娜 已阅读');
    expect(draw({ ...read8, steps }, en).text).toContain('Read by 李娜');
  });
});
