import { onceForEach } from '../../handlers/once-for-each.js';

test('what is made of an object is made once, and anew for another that looks the same', () => {
  let made = 0;
  const countOf = onceForEach((list: readonly string[]) => {
    made += 1;
    return { count: list.length };
  });
  const [one, other] = [
    ['a', 'b'],
    ['a', 'b'],
  ];
  expect(countOf(one)).toEqual({ count: 2 });
  expect(countOf(one)).toBe(countOf(one));
  expect(made).toBe(1);
  expect(countOf(other)).toEqual({ count: 2 });
  expect(made).toBe(2);
});

test('what could not be made is tried again', () => {
  let tries = 0;
  const read = onceForEach(() => {
    tries += 1;
    if (tries === 1) throw new Error('Not yet.');
    return 'made';
  });
  const source = {};
  expect(() => read(source)).toThrow('Not yet.');
  expect(read(source)).toBe('made');
});
