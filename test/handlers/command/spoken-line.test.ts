import { namesActor, readAbsence } from '../../../handlers/absence/read.js';
import { commands } from '../../../handlers/command/commands.js';
import { isBack, isDecision, isGreeting, lineFor } from '../../../handlers/command/phrases.js';
import {
  numberWithin,
  plainly,
  spoken,
  subOf,
  whose,
  withSpace,
} from '../../../handlers/command/spoken-line.js';
import { fitting, mentioned } from '../../../handlers/input/colleague.js';
import { cpuMsOf } from '../../support/cpu.js';
import { longGaps, longTexts, SLOW_MS } from '../input/anyText.js';

test.each([
  ['审批A-31', '审批 A-31'],
  ['D-1024赢单', 'D-1024 赢单'],
  ['D-1024转给Emma', 'D-1024 转给 Emma'],
  ['D-1024转交给王芳', 'D-1024 转交给 王芳'],
  ['D-1024推进到待签约', 'D-1024 推进到 待签约'],
  ['D-1024 输了，价格太高', 'D-1024 输了 价格太高'],
  ['备注D-1024客户同意', '备注 D-1024 客户同意'],
  ['商机列表', '商机 列表'],
  ['/外出周五 李娜', '/外出 周五 李娜'],
  ['/商机新建云帆 2万', '/商机 新建 云帆 2万'],
  ['新建商机，云帆，2万', '新建商机 云帆，2万'],
  ['deal: list', 'deal list'],
])('%s is read as %s', (typed, line) => {
  expect(withSpace(typed)).toBe(line);
});

test.each([
  '商机会议纪要',
  'D-1024 成交日期改到月底',
  '商机 备注 D-1 见D-2合同',
  '客户服务不错',
  'dealer: x',
])('%s stays as it is', (typed) => {
  expect(withSpace(typed)).toBe(typed);
});

test.each([
  ['帮我看一下我的商机。', '我的商机'],
  ['请问我的商机有哪些？', '我的商机'],
  ['我要请假', '请假'],
  ['show me D-1024', 'D-1024'],
  ['请把D-1024转给王芳吧！', 'D-1024转给王芳'],
  ['查无此人', '查无此人'],
  ['？', '？'],
])('%s, without what is merely polite, is %s', (typed, plain) => {
  expect(plainly(typed)).toBe(plain);
});

test.each([...longTexts, ...longGaps])('100 kB is understood at once', async (text) => {
  const people = [{ name: '王芳', staffNumber: 'E021' }];
  const ms = await cpuMsOf(() => {
    for (const read of [
      withSpace,
      plainly,
      spoken,
      whose,
      numberWithin,
      lineFor,
      isGreeting,
      isBack,
      isDecision,
      namesActor,
    ])
      read(text);
    readAbsence(text, new Date(), 'Asia/Shanghai');
    fitting(people, text.slice(0, 120));
    mentioned(people, text.slice(0, 40), text.slice(0, 60));
  });
  expect(ms).toBeLessThan(SLOW_MS);
});

test('one word of 100 kB is compared with none of ours', async () => {
  const word = '，'.repeat(100_000);
  const ms = await cpuMsOf(() => {
    for (const command of commands) subOf(command, word);
  });
  expect(ms).toBeLessThan(SLOW_MS / 4);
});
