import { pathToFileURL } from 'node:url';

/**
 * Runs a command when its file is what Node was started with, and not when a test imports it. What goes wrong is told
 * in one sentence.
 * @param url  the file's `import.meta.url`
 */
export function runAsCommand(url: string, main: (words: readonly string[]) => Promise<void>) {
  if (url !== pathToFileURL(process.argv[1] ?? '').href) return;
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
