import { spawnSync } from 'node:child_process';

/** The reporter runs outside of the tests, in Jest's own process; so does this. */
const script = `
  import LegsReporter from './legsReporter.js';
  const reporter = new LegsReporter();
  reporter.onRunComplete([], JSON.parse(process.argv[1]));
  const error = reporter.getLastError();
  if (error) console.error(error.message);
  console.log('what Jest says last');
`;

type Status = 'passed' | 'failed' | 'pending';

const tests = (title: string, ...statuses: Status[]) =>
  statuses.map((status) => ({ ancestorTitles: [title, 'inner'], status }));

const report = (results: ReturnType<typeof tests>, environment = {}, numRuntimeErrorTestSuites = 0) => {
  const all = JSON.stringify({ testResults: [{ testResults: results }], numRuntimeErrorTestSuites });
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script, all], {
    cwd: __dirname,
    env: { ...process.env, REQUIRE_ALL_LEGS: '', ...environment },
    encoding: 'utf8',
  });
  return { lines: run.stdout.trimEnd().split('\n'), error: run.stderr.trim() };
};

const onSqlite = tests('deals on SQLite', 'passed', 'passed');
const onMariaDb = tests('deals on MariaDB', 'passed', 'failed');
const inBrowser = tests('the chat in a browser', 'passed');
const withoutMariaDb = tests('deals on MariaDB', 'pending', 'pending');
const plain = tests('amounts', 'passed');

const everyLegRequired = { REQUIRE_ALL_LEGS: '1' };

test('the counts of each leg and of all tests are the last lines', () => {
  const { lines, error } = report([...onSqlite, ...onMariaDb, ...inBrowser, ...plain], everyLegRequired);
  expect(lines).toEqual([
    'what Jest says last',
    'SQLite: 2 passed, 0 failed, 0 skipped',
    'MariaDB: 1 passed, 1 failed, 0 skipped',
    'browser: 1 passed, 0 failed, 0 skipped',
    '5 passed, 1 failed, 0 skipped',
  ]);
  expect(error).toBe('');
});

test('a developer without MariaDB reads how to get it, and passes', () => {
  const { lines, error } = report([...onSqlite, ...withoutMariaDb]);
  expect(lines).toContain('MariaDB: 0 passed, 0 failed, 2 skipped — apt-get install mariadb-server');
  expect(lines.at(-1)).toBe('2 passed, 0 failed, 2 skipped');
  expect(error).toBe('');
});

test('where every leg is required, a skipped one fails the run', () => {
  const { error } = report([...onSqlite, ...withoutMariaDb, ...inBrowser], everyLegRequired);
  expect(error).toContain('MariaDB (apt-get install mariadb-server)');
  expect(error).not.toContain('browser');
});

test('where every leg is required, one without any test fails the run', () => {
  const { error } = report([...onSqlite, ...onMariaDb], everyLegRequired);
  expect(error).toContain('browser (apt-get install chromium)');
});

test('a file that cannot be loaded counts as a failure', () => {
  expect(report(plain, {}, 1).lines.at(-1)).toBe('1 passed, 1 failed, 0 skipped');
});
