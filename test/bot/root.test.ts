import { readFileSync } from 'node:fs';
import { atRoot } from '../../bot/root.js';

test('the root is where package.json is', () => {
  expect(JSON.parse(readFileSync(atRoot('package.json'), 'utf8')).name).toBe('dealdesk');
});

test('a path may be given in parts', () => {
  expect(atRoot('bot', 'root.ts')).toBe(atRoot('bot/root.ts'));
});
