import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { assets, buildPages } from '../support/pages.js';

/** What a phone may have to fetch before it shows anything: 40 KB are a fifth of a second on slow 4G. */
const BUDGET_GZIP_BYTES = 40_000;

beforeAll(buildPages);

const files = () => readdirSync(assets).filter((name) => /\.(js|css)$/.test(name));
const bytes = (name: string) => readFileSync(join(assets, name));

test('script and style together are within the budget', () => {
  const sizes = files().map((name) => [name, bytes(`${name}.gz`).length] as const);
  expect(sizes.length).toBeGreaterThanOrEqual(2);
  expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(BUDGET_GZIP_BYTES);
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
