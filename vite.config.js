import { defineConfig } from 'vite';

/**
 * The service in one file, with one more for each platform and for what else is loaded when it is needed: Node takes half a
 * millisecond and 50 KB for each file that it loads, and ours are four hundred. Packages stay where they are.
 */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'bot/main.ts',
    outDir: 'dist/service',
    target: 'es2023',
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: { output: { chunkFileNames: '[name].js' } },
  },
});
