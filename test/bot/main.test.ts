import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { atRoot } from '../../bot/root.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { SESSION_SECRET } from '../support/environment.js';
import { freePort } from '../support/free-port.js';
import { nodeFlags, service } from '../support/start.js';
import { until } from '../support/until.js';

const tellLoads = pathToFileURL(atRoot('test/support/tell-loads.js')).href;

/** Nobody answers there: the service starts without Slack as well. */
const onSlackOutOfReach = {
  SLACK_SIGNING_SECRET: 'a signing secret',
  SLACK_BOT_TOKEN: 'xoxb-token',
  SLACK_API_URL: 'http://127.0.0.1:1/api/',
};

const isReady = (port: number) =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );

const drivers = { mysql: 'mysql2', sqlite: '@appthreat/sqlite3' } as const;

describeOnEachDatabase('the built service', (_open, freshUrl, readyUrl) => {
  const started: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of started.splice(0)) {
      if (child.exitCode !== null) continue;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });

  /** @returns where it is, what it tells, and what it loaded until it was ready: packages, and how many files of our own */
  const start = async (url: string, more: NodeJS.ProcessEnv = {}) => {
    const port = await freePort();
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [...nodeFlags(), '--import', tellLoads, service()], {
      cwd: tmpdir(),
      env: { PATH, PORT: String(port), DATABASE_URL: url, SESSION_SECRET, ...onSlackOutOfReach, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    let [told, said] = ['', ''];
    child.stdout?.on('data', (text) => {
      told += text;
    });
    child.stderr?.on('data', (text) => {
      said += text;
    });
    await until(() => isReady(port));
    const loads = [...said.matchAll(/^loads (.+)$/gm)].map(([, what = '']) => what);
    const packages = loads.filter((what) => /^[@a-z]/.test(what) && !what.startsWith('file:'));
    return {
      port,
      told: () => told,
      packages: [...new Set(packages)].sort(),
      files: loads.length - packages.length,
    };
  };

  test('loads little until it is ready, in few files, when its tables are there', async () => {
    const url = await readyUrl();
    // The first start publishes the shipped flows.
    await start(url);
    const { packages, files } = await start(url);
    const driver = url.startsWith('sqlite:') ? drivers.sqlite : drivers.mysql;
    expect(packages).toEqual(
      ['@koa/router', '@marcbachmann/cel-js', 'koa', 'node-cron', 'pino', 'prom-client', driver].sort(),
    );
    expect(files).toBeLessThan(25);
  });

  test('leads whoever installs it in a workspace to Slack', async () => {
    const { port } = await start(await readyUrl(), {
      SLACK_BOT_TOKEN: '',
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'client-secret',
      SLACK_STATE_SECRET: 'state-secret',
    });
    const answer = await fetch(`http://127.0.0.1:${port}/slack/install`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toContain('http://127.0.0.1:1/oauth/v2/authorize?');
  });

  test('tells whoever has HTTPS in front that their proxy is not counted', async () => {
    const url = await readyUrl();
    const told = async (more: NodeJS.ProcessEnv) => {
      const { told } = await start(url, { PUBLIC_URL: 'https://deals.example.com', ...more });
      await until(() => told().includes('On: slack'));
      return told();
    };
    expect(await told({})).toContain('TRUSTED_PROXIES is 0');
    expect(await told({ TRUSTED_PROXIES: '1' })).not.toContain('TRUSTED_PROXIES');
  });

  test('makes its tables when they are not there', async () => {
    const { packages } = await start(await freshUrl());
    expect(packages).toEqual(expect.arrayContaining(['sequelize', 'umzug']));
  });
});
