import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { assets, buildPages } from '../support/pages.js';

/** What a phone may have to fetch before it shows anything: 35 KB are a sixth of a second on slow 4G. */
const BUDGET_GZIP_BYTES = 35_000;

/** What only one chat's own client fetches, when it signs somebody in. */
const CLIENT_GZIP_BYTES = 25_000;

beforeAll(buildPages);

const files = () => readdirSync(assets).filter((name) => /\.(js|css)$/.test(name));
const bytes = (name: string) => readFileSync(join(assets, name));
const packed = (name: string) => bytes(`${name}.gz`).length;

test('script and style together are within the budget', () => {
  const needed = files().filter((name) => name.startsWith('index-'));
  expect(needed).toHaveLength(2);
  expect(needed.reduce((sum, name) => sum + packed(name), 0)).toBeLessThan(BUDGET_GZIP_BYTES);
});

test('what a chat’s client needs besides is a file of its own, which the page does not mention', () => {
  const others = files().filter((name) => !name.startsWith('index-'));
  expect(others.map((name) => name.replace(/-.*/, ''))).toEqual(['dingtalk']);
  const html = readFileSync(join(assets, '../index.html'), 'utf8');
  for (const name of others) {
    expect(packed(name)).toBeLessThan(CLIENT_GZIP_BYTES);
    expect(html).not.toContain(name);
  }
});

test('each is kept compressed, to the same bytes', () => {
  for (const name of files()) {
    expect(gunzipSync(bytes(`${name}.gz`)).equals(bytes(name))).toBe(true);
    expect(brotliDecompressSync(bytes(`${name}.br`)).equals(bytes(name))).toBe(true);
  }
});

test('their names change with their content, as they are kept for a year', () => {
  for (const name of files()) expect(name).toMatch(/-[\w-]{8}\.(js|css)$/);
});

test('the page has no script and no style in its text, which its policy would refuse', () => {
  const html = readFileSync(join(assets, '../index.html'), 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/<style|\bstyle=|\bon\w+=/);
});
