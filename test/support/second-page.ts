/** A page that takes as long as it is told to on a slow phone: what others are measured against, on whatever machine. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PIECES = 20;

/**
 * Comes as ours does: with script, style and two answers, and in many small pieces of work, as a machine that has much to do
 * lets many small ones wait longer than one that is large.
 */
const script = `
  const turns = Number(new URLSearchParams(location.search).get('turns')) / ${PIECES};
  const answers = await Promise.all(['/one', '/other'].map((path) => fetch(path)));
  const words = await Promise.all(answers.map((answer) => answer.text()));
  const { port1, port2 } = new MessageChannel();
  let sum = 0;
  let left = ${PIECES};
  port1.onmessage = () => {
    for (let n = 0; n < turns; n += 1) sum = (sum * 31 + n) % 1000003;
    left -= 1;
    document.querySelector('p').textContent = words.join(' ') + sum;
    if (left > 0) port2.postMessage(0);
    else document.querySelector('p').className = 'there';
  };
  port2.postMessage(0);
`;

const page = `<!doctype html>
<link rel="stylesheet" href="/style.css" />
<script type="module" src="/script.js"></script>
<body><p>…</p></body>`;

const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/': ['text/html', page],
  '/script.js': ['text/javascript', script],
  '/style.css': ['text/css', 'p { font: 16px sans-serif; }'],
  '/one': ['text/plain', 'Hello'],
  '/other': ['text/plain', 'there'],
};

export interface Screen {
  readonly url: string;
  /** What is on it when it can be used. */
  readonly content: string;
}

/** Round trips, one after the other, until the page is there. */
export const SECOND_PAGE_TRIPS = 3;

export const startSecondPage = async () => {
  const server = createServer((request, response) => {
    const [type, body] = files[new URL(request.url ?? '/', 'http://x').pathname] ?? ['text/plain', ''];
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    screenFor: (turns: number): Screen => ({ url: `${url}?turns=${Math.round(turns)}`, content: '.there' }),
    stop: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type SecondPage = Awaited<ReturnType<typeof startSecondPage>>;
