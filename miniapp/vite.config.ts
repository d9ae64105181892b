import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

// Whatever runs this, a test or a shell that says `development`: what is built here is for people.
process.env.NODE_ENV = 'production';

const squeeze = [
  { suffix: '.gz', pack: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }) },
  {
    suffix: '.br',
    pack: (bytes: Buffer) =>
      promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  },
];

/** Compressed once, when it is built, as small as can be: the service only hands the bytes on. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  async writeBundle({ dir = '' }) {
    const folder = join(dir, 'assets');
    for (const name of await readdir(folder)) {
      const bytes = await readFile(join(folder, name));
      for (const { suffix, pack } of squeeze) await writeFile(join(folder, name + suffix), await pack(bytes));
    }
  },
});

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  plugins: [compressed()],
  // Written for React, run by Preact: a third of the bytes and half of the work, so that a phone opens it within a second.
  // Without these lines the same sources build with React.
  resolve: {
    alias: [
      { find: /^react$/, replacement: 'preact/compat' },
      { find: /^react-dom$/, replacement: 'preact/compat' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
    ],
  },
  build: {
    outDir: '../dist/miniapp',
    emptyOutDir: true,
    // What the web views of WeCom and DingTalk on a phone of some years understand.
    target: ['chrome93', 'safari15.4'],
    // Everything has a file of its own: the policy of the page takes nothing from its text.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
