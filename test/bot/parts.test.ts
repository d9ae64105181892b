import { type Part, startParts } from '../../bot/parts.js';

/** Parts that write down what happens to them. */
const diary = () => {
  const lines: string[] = [];
  const part = (name: string, more: Partial<Part> = {}): Part => ({
    start: async () => void lines.push(`${name} starts`),
    stop: async () => void lines.push(`${name} stops`),
    ...more,
  });
  return { lines, part };
};

test('what started last stops first, each after the one before has stopped', async () => {
  const { lines, part } = diary();
  const stop = await startParts([part('post'), { stop: () => void lines.push('watch stops') }, part('door')]);
  await stop();
  expect(lines).toEqual(['post starts', 'door starts', 'door stops', 'watch stops', 'post stops']);
});

test('stopping twice stops nothing twice', async () => {
  const { lines, part } = diary();
  const stop = await startParts([part('post')]);
  await Promise.all([stop(), stop()]);
  expect(lines).toEqual(['post starts', 'post stops']);
});

test('when one cannot start, those that did are stopped, it too, and nothing after it begins', async () => {
  const { lines, part } = diary();
  const stuck = part('door', { start: () => Promise.reject(new Error('the port is taken')) });
  await expect(startParts([part('post'), stuck, part('clock')])).rejects.toThrow('the port is taken');
  expect(lines).toEqual(['post starts', 'door stops', 'post stops']);
});
