import fc from 'fast-check';
import { aloud, initialsOf, soundsOf } from '../../../handlers/input/sound.js';
import { cpuMsOf } from '../../support/cpu.js';
import { anyText, longTexts, SLOW_MS } from './anyText.js';

const saidAs = (name: string) => soundsOf(name).map(aloud);

test.each([
  ['云帆科技', 'yunfankeji'],
  ['重庆银行', 'chongqingyinhang'],
  ['长春一汽', 'changchunyiqi'],
  ['厦门', 'xiamen'],
  ['绿地', 'ludi'],
  ['吕布', 'lubu'],
  ['单田芳', 'shantianfang'],
  ['曾国藩', 'zengguofan'],
  ['解晓东', 'xiexiaodong'],
  ['欧阳娜娜', 'ouyangnana'],
  ['云帆A1号', 'yunfana1hao'],
  ['LV', 'lu'],
  ['Lü', 'lu'],
  ['yún', 'yun'],
])('%s may be said %s', (name, sound) => {
  expect(saidAs(name)).toContain(sound);
});

const soundAlike = (one: string, other: string) => saidAs(one).some((said) => saidAs(other).includes(said));

test.each([
  ['云凡科技', '云帆科技'],
  ['云凡科技', 'yunfankeji'],
  ['王方', '王芳'],
  ['长成汽车', '长城汽车'],
  ['银杭', '银行'],
  ['崇庆', '重庆'],
  ['绿源', '律源'],
  ['绿源', 'lvyuan'],
  ['单小明', '山小明'],
  ['单小明', '丹小明'],
  ['雲帆', '云帆'],
])('%s sounds like %s', (one, other) => {
  expect(soundAlike(one, other)).toBe(true);
});

test.each([
  ['云帆', '云方'],
  ['云帆1号', '云帆2号'],
  ['李娜', '李那娜'],
  ['西安', '先锋'],
])('%s does not sound like %s', (one, other) => {
  expect(soundAlike(one, other)).toBe(false);
});

test.each([
  ['上海云帆科技', 'shyfkj'],
  ['李娜', 'ln'],
  ['重庆银行', 'cqyh'],
  ['云帆A1号', 'yfa1h'],
])('the first letters of %s are %s', (name, initials) => {
  expect(soundsOf(name).map(initialsOf)).toContain(initials);
});

/** As wide as the columns in which they are kept. */
test('any name sounds like itself, and not endlessly', () => {
  fc.assert(
    fc.property(anyText, (name) => {
      const sounds = soundsOf(name);
      expect(soundAlike(name, name)).toBe(true);
      expect(sounds.length).toBeLessThanOrEqual(3);
      for (const sound of sounds) {
        expect([...aloud(sound)].length).toBeLessThanOrEqual(400);
        expect([...initialsOf(sound)].length).toBeLessThanOrEqual(60);
      }
    }),
    { numRuns: 1_000 },
  );
});

test.each(longTexts)('100 kB is said at once', async (text) => {
  expect(await cpuMsOf(() => soundsOf(text))).toBeLessThan(SLOW_MS);
});
