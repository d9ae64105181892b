import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { httpClient, unansweredAs } from '../../../bot/platforms/http.js';

describe('A call to a platform', () => {
  let server: Server;
  let url: string;
  let answer: RequestListener;
  const sockets = new Set<Socket>();

  beforeEach(async () => {
    server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
    server.on('connection', (socket) => sockets.add(socket));
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  });

  afterEach(() => {
    sockets.clear();
    server.closeAllConnections();
    server.close();
  });

  const call = httpClient({ connections: 2, maxResponseBytes: 1_000 });
  const get = (timeLimitMs = 5_000) => call({ method: 'GET', url, timeLimitMs });

  test('carries JSON there and the answer back, whatever it is written in', async () => {
    answer = async (request, response) => {
      let text = '';
      for await (const chunk of request.setEncoding('utf8')) text += chunk;
      const { 'content-type': type, 'content-length': length, authorization } = request.headers;
      response
        .writeHead(201, { 'x-kind': 'echo' })
        .end(JSON.stringify({ text, type, length, authorization }));
    };
    const headers = { authorization: 'Bearer x' };
    const reply = await call({ method: 'POST', url, headers, body: { name: '签约 ✅' }, timeLimitMs: 5_000 });
    expect(reply).toMatchObject({ status: 201, headers: { 'x-kind': 'echo' } });
    const text = '{"name":"签约 ✅"}';
    expect(JSON.parse(reply.text)).toEqual({
      text,
      type: 'application/json; charset=utf-8',
      length: String(Buffer.byteLength(text)),
      authorization: 'Bearer x',
    });
  });

  test('goes on the connection of the one before, and on no more than agreed', async () => {
    answer = (_, response) => void setTimeout(() => response.end('well'), 20);
    await get();
    await get();
    expect(sockets.size).toBe(1);
    await Promise.all([get(), get(), get(), get()]);
    expect(sockets.size).toBe(2);
  });

  test('ends when its time is over, though the answer has begun', async () => {
    answer = (_, response) => {
      response.write('slow');
      const more = setInterval(() => response.write('ly'), 10);
      response.on('close', () => clearInterval(more));
    };
    const trouble = await get(100).catch((error: unknown) => error);
    expect(unansweredAs(trouble)).toBe('timeout');
  });

  test('ends when its time is over before there is any answer', async () => {
    answer = () => undefined;
    const trouble = await get(50).catch((error: unknown) => error);
    expect(unansweredAs(trouble)).toBe('timeout');
  });

  test('takes no answer that is larger than agreed, and none that breaks off', async () => {
    answer = (_, response) => void response.end('x'.repeat(1_001));
    await expect(get()).rejects.toThrow('The answer has more than 1000 bytes.');
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    };
    const trouble = await get().catch((error: unknown) => error);
    expect(unansweredAs(trouble)).toBe('network');
    answer = (_, response) => void response.end('well');
    await expect(get()).resolves.toMatchObject({ status: 200, text: 'well' });
  });

  test('says so when nobody listens', async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    const trouble = await get().catch((error: unknown) => error);
    expect(unansweredAs(trouble)).toBe('network');
  });
});
