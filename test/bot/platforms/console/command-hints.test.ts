import { commandHints } from '../../../../bot/platforms/console/command-hints.js';
import { complete } from '../../../../bot/platforms/console/page/completion.js';
import { commands } from '../../../../handlers/command/commands.js';

const hints = commandHints();
const offered = (typed: string, locale: 'zh-CN' | 'en') =>
  complete(typed, hints, locale).suggestions.map(({ word, usage }) => `${word} ${usage}`.trim());

describe('whoever types a command', () => {
  test('is offered the word of the manual, with what may follow it, in their own language', () => {
    expect(offered('/商机 新', 'zh-CN')).toEqual(['/商机 新建 客户 金额 [标题] [日期] [阶段]']);
    expect(offered('/deal n', 'en')).toEqual([
      '/deal new <customer> <amount> [title] [date] [stage]',
      '/deal note D-1024 <text>',
    ]);
    expect(offered('/审批 ', 'zh-CN').slice(0, 4)).toEqual([
      '/审批 我的',
      '/审批 发起 [名称 内容]',
      '/审批 草稿 [名称 内容]',
      '/审批 查看 A-31',
    ]);
  });

  test('is led on from the beginning of any word that is understood', () => {
    expect(offered('/商机 创', 'zh-CN')).toEqual(['/商机 创建 客户 金额 [标题] [日期] [阶段]']);
    expect(offered('/商机 推', 'zh-CN')).toEqual(['/商机 推进 D-1024 待签约']);
    for (const { words, subs } of commands)
      for (const word of words)
        for (const spelling of Object.values(subs).flatMap((sub) => sub.words)) {
          const line = `/${word} ${spelling}`;
          expect(offered(line.slice(0, -1), 'en')).not.toEqual([]);
          expect(complete(`${line} x`, hints, 'en').current?.spellings).toContain(line);
        }
  });

  test('reads the words of a command once while filling it in', () => {
    const { current } = complete('/deal new 云', hints, 'zh-CN');
    expect(current?.word).toEqual({ zh: '/商机 新建', en: '/deal new' });
    expect(current?.what.zh).toContain('“/商机 新建 云帆科技 2万');
    for (const { usage } of hints) expect(`${usage.zh}${usage.en}`).not.toContain('/');
  });
});
