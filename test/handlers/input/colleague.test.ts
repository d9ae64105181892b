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

const called = (...all: readonly string[]) =>
  all.map((name, index) => ({ name, staffNumber: `E10${index}` }));
const firm = called('王建国', '王芳', '李娜', '欧阳娜娜', '单小明', '曾绿', '刘洋', '陈静', 'Chen Lee');

test.each([
  ['lina', '李娜'],
  ['Li Na', '李娜'],
  ['LI NA', '李娜'],
  ['li-na', '李娜'],
  ['Na Li', '李娜'],
  ['to li na', '李娜'],
  ['wangfang', '王芳'],
  ['jianguo', '王建国'],
  ['Jianguo Wang', '王建国'],
  ['ouyang', '欧阳娜娜'],
  ['nana', '欧阳娜娜'],
  ['shan', '单小明'],
  ['dan xiaoming', '单小明'],
  ['zeng lv', '曾绿'],
  ['zeng lü', '曾绿'],
  ['zenglu', '曾绿'],
  ['wang', '王建国 王芳'],
  ['chen', 'Chen Lee'],
  ['ln', '李娜'],
  ['WJG', '王建国'],
])('%s is typed for %s', (typed, name) => {
  const { meant, isPart } = fitting(firm, typed);
  expect(names(meant)).toBe(name);
  expect(isPart).toBe(true);
});

test.each([
  ['王方', '王芳'],
  ['李那', '李娜'],
  ['汪建国', '王建国'],
  ['建过', '王建国'],
  ['流样', '刘洋'],
])('%s is nobody, and sounds like %s', (typed, near) => {
  const { meant, near: found } = fitting(firm, typed);
  expect(meant).toEqual([]);
  expect(names(found)).toBe(near);
});

test.each(['fang', 'lin yang', 'w', 'wf jg'])('%s is nobody who works here', (typed) => {
  const { meant, near } = fitting(called('王芳', '刘洋', '李娜'), typed);
  expect([...meant, ...near]).toEqual([]);
});

test('whoever is called Li Na in letters is meant by that, and not 李娜', () => {
  const both = called('李娜', 'Li Na');
  for (const typed of ['Li Na', 'lina', 'Na Li', 'LINA'])
    expect(names(fitting(both, typed).meant)).toBe('Li Na');
});

test('of a homophone and of first letters that several have none is taken', () => {
  const several = called('李娜', '黎娜', '刘宁');
  expect(names(fitting(several, 'lina').meant)).toBe('李娜 黎娜');
  expect(fitting(several, 'ln')).toEqual({ meant: [], near: several, isPart: true });
  expect(names(fitting(called('李娜', 'Lin Dan'), 'ln').near)).toBe('Lin Dan 李娜');
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
  ['lina please', '李娜'],
  ['li please', ''],
  ['ln please', ''],
  ['Emmanuel please', ''],
  ['all please', ''],
  ['所有人', ''],
])('in @%s is named: %s', (text, name) => {
  const [word = ''] = text.split(' ');
  expect(names(mentioned(people, word, text))).toBe(name);
});
