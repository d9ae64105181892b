import { defineConfig } from 'vite';

const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * V8 keeps a text with one Chinese letter in it in two bytes a letter, and ours is one text of a million. Whatever is in
 * quotes means the same; `String.raw` only where it becomes a regular expression.
 */
const inAscii = {
  name: 'ascii',
  generateBundle: (_options, bundle) => {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = file.code.replace(/[\u0080-\uffff]/g, escaped);
  },
};

/**
 * The service in one file, with one more for each platform and for what else is loaded when it is needed: Node takes half a
 * millisecond and 50 KB for each file that it loads, and ours are four hundred. Packages stay where they are, but for zod:
 * half of it are messages in fifty languages, which nothing here shows.
 */
export default defineConfig({
  publicDir: false,
  plugins: [inAscii],
  ssr: { noExternal: ['zod'] },
  build: {
    ssr: 'bot/main.ts',
    outDir: 'dist/service',
    target: 'es2023',
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: { output: { chunkFileNames: '[name].js', comments: false } },
  },
});
