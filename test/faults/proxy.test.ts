import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { until } from '../support/until.js';
import { reset } from './proxy.js';

test('a line that is reset just as it ends is closed, and holds no process up', async () => {
  let isClosed = false;
  const server = createServer((line) => {
    line
      .on('error', () => {})
      .on('close', () => {
        isClosed = true;
      });
    line.end();
    process.nextTick(() => reset(line));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const caller = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
  caller.resume();
  await once(caller, 'close');
  server.close();
  await until(() => isClosed, 5_000);
});
