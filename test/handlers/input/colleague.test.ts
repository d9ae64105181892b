import { fitting, mentioned } from '../../../handlers/input/colleague.js';

const people = [
  '王建国',
  '王芳',
  '王小明',
  '李娜',
  '欧阳娜娜',
  'Emma Clarke',
  'Wang Fang',
  'Allen Poe',
  'J. Smith',
].map((name, index) => ({ name, staffNumber: `E00${index + 1}` }));

const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name).join(' ');

test.each([
  ['王芳', '王芳'],
  ['王 芳', '王芳'],
  ['wang fang', 'Wang Fang'],
  ['WANG  FANG', 'Wang Fang'],
  ['ｗａｎｇ　ｆａｎｇ', 'Wang Fang'],
  ['WangFang', 'Wang Fang'],
  ['wang-fang', 'Wang Fang'],
  ['Fang Wang', 'Wang Fang'],
  ['clarke emma', 'Emma Clarke'],
  ['Emma', 'Emma Clarke'],
  ['clarke', 'Emma Clarke'],
  ['Emma Clark', 'Emma Clarke'],
  ['Em Cl', 'Emma Clarke'],
  ['J Smith', 'J. Smith'],
  ['e006', 'Emma Clarke'],
  ['E-006', 'Emma Clarke'],
  ['建国', '王建国'],
  ['小明', '王小明'],
  ['李', '李娜'],
  ['李娜经理', '李娜'],
  ['王芳老师', '王芳'],
  ['to emma', 'Emma Clarke'],
  ['给王芳', '王芳'],
])('%s means %s', (typed, name) => {
  expect(names(fitting(people, typed).meant)).toBe(name);
});

test.each([
  ['王', '王建国 王芳 王小明'],
  ['娜', '李娜 欧阳娜娜'],
])('%s may be several: %s', (typed, several) => {
  expect(names(fitting(people, typed).meant)).toBe(several);
});

test.each([
  ['王总', '王建国 王芳 王小明'],
  ['小王', '王建国 王芳 王小明'],
  ['老李', '李娜'],
  ['王方', '王芳'],
  ['Ema Clarke', 'Emma Clarke'],
  ['Emma Clerk', 'Emma Clarke'],
  ['Wnag Fang', 'Wang Fang'],
  ['Clrake', 'Emma Clarke'],
  ['赵云', ''],
  ['Zoltan', ''],
  ['E', ''],
  ['。', ''],
  ['', ''],
])('%s is nobody, and nearest to: %s', (typed, near) => {
  const { meant, near: found } = fitting(people, typed);
  expect(meant).toEqual([]);
  expect(names(found)).toBe(near);
});

test('a name that stands for itself is no part of a longer one', () => {
  const two = [...people, { name: '李娜娜', staffNumber: 'E020' }];
  expect(names(fitting(two, '李娜').meant)).toBe('李娜');
  expect(names(fitting(two, '李').meant)).toBe('李娜 李娜娜');
});

test('of a firm full of people nearly called so nobody is suggested', () => {
  const many = [...'一二三四五六'].map((digit) => ({ name: `赵${digit}`, staffNumber: digit }));
  expect(fitting(many, '赵七').near).toEqual([]);
});

test.each([
  ['李娜请看一下', '李娜'],
  ['李娜 请看一下', '李娜'],
  ['Emma Clarke please', 'Emma Clarke'],
  ['emma please', 'Emma Clarke'],
  ['建国 请看', '王建国'],
  ['王 请看', ''],
  ['Emmanuel please', ''],
  ['all please', ''],
  ['所有人', ''],
])('in @%s is named: %s', (text, name) => {
  const [word = ''] = text.split(' ');
  expect(names(mentioned(people, word, text))).toBe(name);
});
