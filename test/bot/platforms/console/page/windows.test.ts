import {
  besideWhom,
  closed,
  fromAddress,
  opened,
  openedBeside,
  toAddress,
} from '../../../../../bot/platforms/console/page/windows.js';

const everybody = () => true;
const one = { shown: ['li'], active: 0 };
const two = { shown: ['li', 'wang'], active: 1 };

test('a click on a person puts them where one is acting', () => {
  expect(opened(one, 'wang')).toEqual({ shown: ['wang'], active: 0 });
  expect(opened(two, 'zhao')).toEqual({ shown: ['li', 'zhao'], active: 1 });
});

test('a click on somebody on screen goes over to them', () => {
  expect(opened(two, 'li')).toEqual({ shown: ['li', 'wang'], active: 0 });
});

test('two people are shown side by side, never three, and nobody twice', () => {
  expect(openedBeside(one, 'wang')).toEqual(two);
  expect(openedBeside(two, 'zhao')).toEqual({ shown: ['li', 'zhao'], active: 1 });
  expect(openedBeside(one, 'li')).toEqual({ shown: ['li'], active: 0 });
  expect(closed(two, 'li')).toEqual({ shown: ['wang'], active: 0 });
});

test('a reload shows the same people, without those that do not exist', () => {
  const known = (userId: string) => two.shown.includes(userId);
  expect(fromAddress(toAddress(two), known).shown).toEqual(['li', 'wang']);
  expect(fromAddress('#li+nobody', known).shown).toEqual(['li']);
  expect(fromAddress('#li+li', known).shown).toEqual(['li']);
  expect(fromAddress('#li+50%', known).shown).toEqual(['li']);
  expect(fromAddress('', everybody).shown).toEqual([]);
  expect(fromAddress(toAddress({ shown: ['a+b'], active: 0 }), everybody).shown).toEqual(['a+b']);
});

test('beside comes who waits with something unread, or else the next person', () => {
  const people = [
    { userId: 'li', unread: 3 },
    { userId: 'wang', unread: 0 },
    { userId: 'zhao', unread: 1 },
  ];
  expect(besideWhom(one, people)).toBe('zhao');
  expect(besideWhom(one, people.slice(0, 2))).toBe('wang');
  expect(besideWhom(one, people.slice(0, 1))).toBeUndefined();
});
