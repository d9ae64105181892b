import { complete } from '../../../../../bot/platforms/console/page/completion.js';
import type { CommandHint } from '../../../../../bot/platforms/console/protocol.js';

const hint = (zh: string, en: string, ...others: readonly string[]): CommandHint => ({
  word: { zh, en },
  spellings: others,
  usage: { zh: '', en: '' },
  what: { zh: `${zh} 说明`, en: `about ${en}` },
});
const hints = [
  hint('/商机', '/deal'),
  {
    ...hint('/商机 新建', '/deal new', '/deal add', '/deal 新建', '/商机 创建', '/商机 new'),
    usage: { zh: '客户 金额', en: '<customer> <amount>' },
  },
  hint('/商机 列表', '/deal list'),
  hint('/待办', '/todo'),
];

const texts = (typed: string, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  complete(typed, hints, locale).suggestions.map(({ text }) => text);

describe('what is offered while somebody types', () => {
  test.each([
    ['/', ['/商机 ', '/待办']],
    ['/商', ['/商机 ']],
    ['/商机 ', ['/商机 新建 ', '/商机 列表']],
    ['/商机 新', ['/商机 新建 ']],
    ['/deal', ['/deal ']],
    ['/DEAL  N', ['/deal new ']],
    ['商机 ', ['/商机 新建 ', '/商机 列表']],
    ['to', ['/todo']],
    ['/商机 创', ['/商机 创建 ']],
    ['/deal a', ['/deal add ']],
    ['/deal 新', ['/deal 新建 ']],
    ['/商机 n', ['/商机 new ']],
  ])('after “%s”', (typed, offered) => {
    expect(texts(typed)).toEqual(offered);
  });

  test.each(['', 't', '你好', '/商机 新建 云帆', '/deal\nnew'])('nothing after “%s”', (typed) => {
    expect(texts(typed)).toEqual([]);
  });

  test('is in the language of whoever types, with the other spelling beside it', () => {
    expect(texts('/', 'en')).toEqual(['/deal ', '/todo']);
    expect(complete('/t', hints, 'en').suggestions).toEqual([
      { text: '/todo', word: '/todo', usage: '', what: 'about /todo', alias: '/待办' },
    ]);
  });

  test('the command that is being filled in says what may follow', () => {
    expect(complete('/deal new 云帆 2万', hints, 'en').current).toBe(hints[1]);
    expect(complete('/商机 新建', hints, 'zh-CN').current).toBe(hints[1]);
    expect(complete('/商机', hints, 'zh-CN').current).toBe(hints[0]);
    expect(complete('/商机 创建 云帆', hints, 'zh-CN').current).toBe(hints[1]);
    expect(complete('/dealer', hints, 'en').current).toBeUndefined();
  });
});
