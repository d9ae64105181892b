import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';

/** A server of our own on a temporary directory: nothing else talks to it, and nothing of it stays. */
export interface MariaDb {
  readonly port: number;
  readonly pid: number;
  /** The address of one of its databases, which need not exist yet. */
  url(database: string): string;
  /** The power cut: no shutdown, no flush. */
  kill9(): void;
  /** Starts it again on the same port and data, after a shutdown if it is running. */
  restart(): Promise<void>;
  /** Ends it and removes its directory. */
  stop(): Promise<void>;
}

const noMariaDb = 'No MariaDB server on this machine: apt-get install mariadb-server';

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;
const USER = 'dealdesk';

const systemFolders = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/local/mysql/bin',
  '/opt/homebrew/bin',
];
const folders = [...(process.env.PATH ?? '').split(delimiter), ...systemFolders];
const programAt = (...names: readonly string[]) =>
  names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));

export const findMariaDb = (): string | undefined => programAt('mariadbd', 'mysqld');

/**
 * Starts a private server on the loopback and a free port. It ends with this process, however that ends.
 * @param settings  more server options, such as `--innodb-buffer-pool-size=1G`; a later one wins
 * @param folder  where its directory is made
 * @throws when there is no server program, or when it does not come up within a minute
 */
export const startMariaDb = async (
  settings: readonly string[] = [],
  folder: string = tmpdir(),
): Promise<MariaDb> => {
  const program = findMariaDb();
  if (!program) throw new Error(noMariaDb);

  const directory = await mkdtemp(join(folder, 'dealdesk-mariadb-'));
  const guard = startGuard(directory);
  const port = await freePort();
  const options = serverOptions(directory, port, settings);
  const url = (database: string) => `mysql://${USER}@127.0.0.1:${port}/${database}`;
  const start = () => startServer(program, options, directory, url(''));

  let server = await initialise(program, options, directory)
    .then(start)
    .catch((error) => {
      guard.stdin?.end();
      throw error;
    });

  const kill = (signal: NodeJS.Signals) => {
    server.kill(signal);
    rmSync(pidFileIn(directory), { force: true });
  };
  const end = async (signal: NodeJS.Signals) => {
    const exited = hasExited(server) ? undefined : once(server, 'exit');
    server.ref();
    kill(signal);
    await exited;
  };

  return {
    port,
    url,
    get pid() {
      return server.pid as number;
    },
    kill9: () => kill('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      server = await start();
    },
    stop: async () => {
      await end('SIGKILL');
      await rm(directory, { recursive: true, force: true });
      guard.stdin?.end();
    },
  };
};

/** Nobody cuts the power of the server of a whole run: it need not wait for the disk, of which making tables is full. */
const inNoFear = [
  '--innodb-flush-log-at-trx-commit=0',
  '--loose-innodb-doublewrite=0',
  '--loose-innodb-flush-method=nosync',
  '--loose-innodb-file-per-table=0',
  '--loose-debug-no-sync',
];

/** Memory that is written into as a disk is, where a system has it. */
const MEMORY = '/dev/shm';
/** A run takes half of it at the most; a container may have 64 MB. */
const ROOM_BYTES = 1024 ** 3;

/**
 * Each commit into an SQLite file waits for the disk, and so does a server for each table that is made or dropped: that was
 * most of the time of their tests.
 */
const fastestFolder = () => {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ROOM_BYTES ? MEMORY : tmpdir();
};

/**
 * Jest's global setup: a folder for what the whole run shares, and one server, unless `TEST_MYSQL_URL` names one already.
 * Jest loads this file without resolving our `.js` names, so it imports nothing of ours.
 */
export default async () => {
  const fastest = fastestFolder();
  const folder = await mkdtemp(join(fastest, 'dealdesk-run-'));
  startGuard(folder);
  process.env.TEST_FOLDER = folder;
  if (process.env.TEST_MYSQL_URL || !findMariaDb()) return;
  const server = await startMariaDb(inNoFear, fastest);
  process.env.TEST_MYSQL_URL = server.url('');
};

const pidFileIn = (directory: string) => join(directory, 'server.pid');
const logFileIn = (directory: string) => join(directory, 'server.log');

const hasExited = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/**
 * A process of its own that waits for the end of its input, which comes when we end, by a signal, a crash or
 * `kill -9` too; then it ends the server, or what prepares it, and removes the directory.
 */
const startGuard = (directory: string) => {
  const script = `cat; [ -f "$0/server.pid" ] && kill -9 "-$(cat "$0/server.pid")"; rm -rf "$0"`;
  const guard = spawn('sh', ['-c', script, directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  (guard.stdin as unknown as Socket).unref();
  return guard;
};

/** As `free-port.ts`: Jest loads this file before it can load another one of ours. */
const freePort = async () => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
};

/** `loose` marks what MariaDB or MySQL may lack. The zone is a firm's own, so that what should be UTC has to say so. */
const serverOptions = (directory: string, port: number, settings: readonly string[]) => [
  '--no-defaults',
  ...(process.getuid?.() === 0 ? ['--user=root'] : []),
  `--datadir=${join(directory, 'data')}`,
  // A server that starts clears its temporary files away, and those of others beside it.
  `--tmpdir=${directory}`,
  '--innodb-buffer-pool-size=64M',
  '--loose-innodb-log-file-size=16M',
  '--innodb-flush-log-at-trx-commit=1',
  '--character-set-server=utf8mb4',
  '--default-time-zone=+08:00',
  // A file of tests opens many databases, and each keeps its connections until the file ends.
  '--max-connections=1000',
  '--skip-log-bin',
  '--loose-mysqlx=off',
  '--loose-performance-schema=off',
  '--bind-address=127.0.0.1',
  `--port=${port}`,
  `--socket=${join(directory, 'socket')}`,
  ...settings,
];

/** A group of processes of its own: Ctrl-C in a terminal does not reach it, and the guard can end all of it. */
const launch = (program: string, options: readonly string[], directory: string) => {
  const log = openSync(logFileIn(directory), 'a');
  const child = spawn(program, options, { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  writeFileSync(pidFileIn(directory), String(child.pid));
  return child;
};

const failure = async (what: string, directory: string) =>
  new Error(`${what}:\n${await readFile(logFileIn(directory), 'utf8')}`);

/** MariaDB brings a script for the system tables; MySQL's server makes them itself. */
const initialise = async (program: string, options: readonly string[], directory: string) => {
  const installer = programAt('mariadb-install-db', 'mysql_install_db');
  const child = installer
    ? launch(installer, [...options, '--skip-test-db'], directory)
    : launch(program, [...options, '--initialize-insecure'], directory);
  const [exitCode] = await once(child, 'exit');
  if (exitCode !== 0) throw await failure('MariaDB could not make its system tables', directory);
};

const startServer = async (program: string, options: readonly string[], directory: string, url: string) => {
  const account = `${USER}@'127.0.0.1'`;
  const initFile = join(directory, 'init.sql');
  writeFileSync(
    initFile,
    `CREATE USER IF NOT EXISTS ${account};\nGRANT ALL ON *.* TO ${account} WITH GRANT OPTION;\n`,
  );
  const server = launch(program, [...options, `--init-file=${initFile}`], directory);
  server.unref();
  if (!(await isUp(server, url))) throw await failure('MariaDB did not start', directory);
  return server;
};

const isUp = async (server: ChildProcess, url: string) => {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!hasExited(server) && Date.now() < deadline) {
    if (await answers(url)) return true;
    await sleep(POLL_MS);
  }
  return false;
};

const answers = async (url: string) => {
  try {
    const connection = await createConnection(url);
    await connection.end();
    return true;
  } catch {
    return false;
  }
};
