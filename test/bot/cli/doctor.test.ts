import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createConnection } from 'mysql2/promise';
import { doctor } from '../../../bot/cli/doctor.js';
import { examine, printFindings } from '../../../bot/doctor/examine.js';
import { readBacklog, show } from '../../../models/shown-card.js';
import { dingtalkUsers } from '../../story/dingtalk-player.js';
import { type Running, start } from '../../story/running.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type FakeDingTalk, startFakeDingTalk } from '../../support/dingtalk/fake.js';
import { onDingTalk, onSlack, SESSION_SECRET } from '../../support/environment.js';
import { type FakeSlack, startFakeSlack } from '../../support/slack/fake.js';

/** What is wrong, by its heading, with the first thing to do about it in English. */
const wrongIn = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.flatMap((line, at) =>
      line.startsWith('✗')
        ? [
            [
              line.split(' · ')[1] ?? '',
              (lines.slice(at, at + 5).filter((each) => each.startsWith('  →'))[1] ?? '').slice(4),
            ],
          ]
        : [],
    ),
  );

describeOnEachDatabase('npm run doctor', (_open, freshUrl, readyUrl) => {
  let url: string;
  let running: Running;
  beforeAll(async () => {
    url = await readyUrl();
    running = await start({ DATABASE_URL: url });
  });
  afterAll(() => running.app.stop());

  const look = (env: NodeJS.ProcessEnv = {}, now?: () => Date) =>
    doctor({ DATABASE_URL: url, PUBLIC_URL: running.url, ...env }, now);

  test('finds nothing to mend in the demo, and says what runs', async () => {
    const { lines, exitCode } = await look();
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual([]);
    expect(lines.at(-1)).toBe('Everything is fine.');
    expect(lines.join('\n')).toMatch(/Database: connection and version: (SQLite )?\d+\.\d+/);
    expect(exitCode).toBe(0);
  });

  test('names each bad setting, in both languages', async () => {
    const { lines, exitCode } = await look({ PORT: 'abc', SESSION_SECRET: 'short' });
    expect(lines.filter((line) => line.startsWith('✗'))).toHaveLength(2);
    for (const said of ['    PORT 必须是端口号', '    PORT must be a port number'])
      expect(lines.filter((line) => line === said)).toHaveLength(1);
    expect(lines).toContain('  → 改正 .env 或环境变量里的这一项；.env.example 有每一项的说明。');
    expect(exitCode).toBe(1);
  });

  test('says when the clocks differ', async () => {
    const { lines } = await look({}, () => new Date(Date.now() + 300_000));
    expect(wrongIn(lines)['Database: clock']).toContain('timedatectl');
  });

  test('says when nothing answers at the public address, or something else does', async () => {
    const other = createServer((_request, response) => response.end('<html>')).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const atOther = await look({ PUBLIC_URL: `http://127.0.0.1:${port}` });
    expect(wrongIn(atOther.lines)['Public address']).toContain('/healthz must answer');
    await new Promise((resolve) => other.close(resolve));
    const nowhere = await look({ PUBLIC_URL: `http://127.0.0.1:${port}` });
    expect(wrongIn(nowhere.lines)['Public address']).toContain('Run npm start first');
  });

  const countBehind = async () =>
    (await running.app.database.read((tx) => readBacklog(tx, new Date()))).behind;
  const waitFor = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  test('says when cards were given up', async () => {
    await running.app.database.transaction(async (tx) => show(tx, 3, 'deal', 1001));
    // What is under way would be written after it.
    await waitFor(async () => (await countBehind()) === 0);
    await running.app.database.transaction((tx) => tx.run("UPDATE shown_cards SET state = 'dead'"));
    const { lines } = await look();
    expect(lines).toContain('    0 cards wait, the oldest for 0 minutes; 1 were given up');
    expect(wrongIn(lines)['Cards that wait']).toContain('npm run cards');
    await running.app.database.transaction((tx) => tx.run("UPDATE shown_cards SET state = 'shown'"));
  });

  test('does not touch a database that was never started: it says that a start makes the tables', async () => {
    const fresh = await freshUrl();
    const { lines, exitCode } = await look({ DATABASE_URL: fresh });
    const isFile = fresh.startsWith('sqlite:');
    if (isFile) expect(lines.join('\n')).toContain('there is none yet; the first start makes it');
    if (!isFile) expect(wrongIn(lines)['Database: tables']).toContain('Start the service');
    expect(exitCode).toBe(isFile ? 0 : 1);
  });

  test('says that the tables are those of a newer version, and where to read what to do', async () => {
    const { database } = running.app;
    await database.transaction(async (tx) => tx.insert('migrations', { name: '9999-of-tomorrow' }));
    const { lines } = await look();
    expect(lines).toContain('    They are those of a newer Dealdesk: 9999-of-tomorrow');
    expect(wrongIn(lines)['Database: tables']).toContain('docs/operating.md');
    await database.transaction((tx) => tx.run("DELETE FROM migrations WHERE name = '9999-of-tomorrow'"));
  });

  describe('with DingTalk', () => {
    let fake: FakeDingTalk;
    beforeEach(async () => {
      fake = await startFakeDingTalk({ users: dingtalkUsers });
    });
    afterEach(() => fake.stop());
    const lookAt = async (env: NodeJS.ProcessEnv = {}, now?: () => Date) => {
      const { lines, exitCode } = await look(
        {
          ...onDingTalk(fake),
          ...env,
        },
        now,
      );
      const text = lines.join('\n');
      for (const hidden of [fake.clientSecret, SESSION_SECRET]) expect(text).not.toContain(hidden);
      return { lines, exitCode, wrong: wrongIn(lines), text };
    };

    test('that is set up right only misses an address that others can open', async () => {
      const { wrong } = await lookAt();
      expect(Object.keys(wrong)).toEqual(['Public address', 'Demo firm']);
      expect(wrong['Public address']).toContain('https://deals.example.com');
      expect(fake.cards.size).toBe(0);
    });

    test.each([
      [
        'credentials',
        { DINGTALK_CLIENT_SECRET: 'wrong' },
        'DingTalk: credentials',
        'Copy DINGTALK_CLIENT_ID',
      ],
      [
        'template',
        { DINGTALK_CARD_TEMPLATE_ID: 'x.schema' },
        'DingTalk: card template',
        'a template of this app',
      ],
      ['mode', { DINGTALK_MODE: 'http' }, 'DingTalk: callback address', 'Make PUBLIC_URL lead'],
    ])('with wrong %s says where to find it right', async (_what, env, heading, todo) => {
      expect((await lookAt(env)).wrong[heading]).toContain(todo);
    });

    test('that does not let us read its contacts, or use cards, is told which permission', async () => {
      fake.fault({ api: 'department/get', kind: 'errcode', errcode: 60011 });
      fake.fault({
        api: 'createCard',
        kind: 'error',
        status: 403,
        code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
      });
      const { wrong } = await lookAt();
      expect(wrong['DingTalk: permission for contacts']).toContain('Grant reading of departments');
      expect(wrong['DingTalk: card template']).toContain('Grant the app the permissions');
    });

    test('whose clock differs, and which does not answer', async () => {
      const ahead = await lookAt({}, () => new Date(Date.now() - 300_000));
      expect(ahead.wrong['DingTalk: clock']).toContain('keep the time');
      fake.fault({ api: 'connections/open', kind: 'reset' });
      expect((await lookAt()).wrong['DingTalk: Stream connection']).toContain('See whether this machine');
    });
  });

  describe('with Slack', () => {
    let fake: FakeSlack;
    const open = async (options: Parameters<typeof startFakeSlack>[0] = {}) => {
      fake = await startFakeSlack(options);
    };
    afterEach(() => fake.stop());
    const lookAt = async (env: NodeJS.ProcessEnv = {}) => {
      const { lines } = await look({
        ...onSlack(fake),
        SLACK_APP_TOKEN: fake.appToken,
        ...env,
      });
      const text = lines.join('\n');
      for (const hidden of [fake.signingSecret, fake.botToken, fake.appToken])
        expect(text).not.toContain(hidden);
      return wrongIn(lines);
    };

    test('that is set up right only misses an address that others can open', async () => {
      await open();
      expect(Object.keys(await lookAt())).toEqual(['Public address', 'Demo firm']);
    });

    test('on the database of the trial is told that invented people would have to approve', async () => {
      await open();
      expect((await lookAt())['Demo firm']).toContain('name a new database');
      await running.app.database.transaction((tx) => tx.run('UPDATE employees SET active = 0'));
      expect((await lookAt())['Demo firm']).toBeUndefined();
      await running.app.database.transaction((tx) => tx.run('UPDATE employees SET active = 1'));
    });

    test('that took the token back, and one whose app has too few scopes', async () => {
      await open();
      fake.revoke(fake.teamId);
      expect((await lookAt())['Slack: tokens']).toContain('Install the app again');
      await fake.stop();
      await open({ scopes: ['chat:write', 'commands'] });
      expect((await lookAt())['Slack: scopes']).toContain('npm run manifest');
    });

    test('whose token for Socket Mode is wrong, or whose request URL leads elsewhere', async () => {
      await open();
      expect((await lookAt({ SLACK_APP_TOKEN: 'xapp-wrong' }))['Slack: Socket Mode']).toContain(
        'connections:write',
      );
      expect((await lookAt({ SLACK_APP_TOKEN: '' }))['Slack: request URL']).toContain('Make PUBLIC_URL lead');
    });

    test('that is installed nowhere', async () => {
      await open();
      const wrong = await lookAt({
        SLACK_BOT_TOKEN: '',
        SLACK_CLIENT_ID: 'client',
        SLACK_CLIENT_SECRET: 'hidden-client-secret',
        SLACK_STATE_SECRET: 'hidden-state-secret',
      });
      expect(wrong['Slack: tokens']).toContain('/slack/install');
    });

    test('that is away', async () => {
      await open();
      fake.fault({ method: 'auth.test', kind: 'reset' });
      expect((await lookAt())['Slack: tokens']).toContain('See whether this machine reaches');
    });
  });
});

const server = process.env.TEST_MYSQL_URL;
(server ? describe : describe.skip)('a server of MariaDB', () => {
  test('with a database that cannot hold emoji is told how to change it', async () => {
    const connection = await createConnection(server ?? '');
    await connection.query('CREATE DATABASE dealdesk_latin CHARACTER SET latin1');
    const { lines } = await doctor({ DATABASE_URL: new URL('/dealdesk_latin', server).href });
    await connection.query('DROP DATABASE dealdesk_latin');
    await connection.end();
    expect(wrongIn(lines)['Database: character set']).toBe(
      'Run ALTER DATABASE dealdesk_latin CHARACTER SET utf8mb4;',
    );
  });
});

test('a database that cannot be reached is told as that, without its password', async () => {
  const { lines, exitCode } = await doctor({
    DATABASE_URL: 'mysql://dealdesk:hidden-password@127.0.0.1:1/dealdesk',
    SLACK_SIGNING_SECRET: 'x',
    SLACK_BOT_TOKEN: 'xoxb-hidden',
    SESSION_SECRET,
  });
  expect(wrongIn(lines)['Database: connection and version']).toContain('host, port, user, password');
  expect(wrongIn(lines)['Chat platforms']).toContain('Start the service once');
  expect(lines.join('\n')).not.toContain('hidden');
  expect(exitCode).toBe(1);
});

test('a check that never ends, or breaks, is told as that, and the next one is looked at all the same', async () => {
  const what = { zh: '某项', en: 'Something' };
  const findings = await examine(
    [
      { what, run: () => new Promise(() => {}) },
      {
        what,
        run: async () => {
          throw new Error('it broke');
        },
      },
      { what, run: async () => ({}) },
    ],
    20,
  );
  const lines = printFindings(findings);
  expect(lines).toContain('    There was no result within 0 seconds');
  expect(lines).toContain('    It could not be looked at: it broke');
  expect(lines).toContain('✓ 某项 · Something');
  expect(lines).toContain('To be mended: 2.');
});
