import { spawnSync } from 'node:child_process';

/** The reporter runs outside of the tests, in Jest's own process; so does this. */
const script = `
  import LegsReporter from './legs-reporter.js';
  const reporter = new LegsReporter();
  reporter.onRunComplete([], JSON.parse(process.argv[1]));
  console.log('Jest says: ' + (reporter.getLastError() ? 'failed' : 'fine'));
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
  return run.stdout.trimEnd().split('\n');
};

const onSqlite = tests('deals on SQLite', 'passed', 'passed');
const onMariaDb = tests('deals on MariaDB', 'passed', 'failed');
const inBrowser = tests('the chat in a browser', 'passed');
const withoutMariaDb = tests('deals on MariaDB', 'pending', 'pending');
const plain = tests('amounts', 'passed');

const everyLegRequired = { REQUIRE_ALL_LEGS: '1' };

test('the counts of each leg and of all tests are the last lines', () => {
  expect(report([...onSqlite, ...onMariaDb, ...inBrowser, ...plain], everyLegRequired)).toEqual([
    'Jest says: fine',
    'SQLite: 2 passed, 0 failed, 0 skipped',
    'MariaDB: 1 passed, 1 failed, 0 skipped',
    'browser: 1 passed, 0 failed, 0 skipped',
    '5 passed, 1 failed, 0 skipped',
  ]);
});

test('a developer without MariaDB reads how to get it, and passes', () => {
  expect(report([...onSqlite, ...withoutMariaDb])).toEqual([
    'Jest says: fine',
    'SQLite: 2 passed, 0 failed, 0 skipped',
    'MariaDB: 0 passed, 0 failed, 2 skipped — apt-get install mariadb-server',
    '2 passed, 0 failed, 2 skipped',
  ]);
});

const complaint = 'Every leg must run here, but not all tests of these did:';

test('where every leg is required, a skipped one fails the run', () => {
  const lines = report([...onSqlite, ...withoutMariaDb, ...inBrowser], everyLegRequired);
  expect(lines[0]).toBe('Jest says: failed');
  expect(lines).toContain(`${complaint} MariaDB (apt-get install mariadb-server)`);
});

test('where every leg is required, one without any test fails the run', () => {
  const lines = report([...onSqlite, ...onMariaDb], everyLegRequired);
  expect(lines[0]).toBe('Jest says: failed');
  expect(lines).toContain(`${complaint} browser (apt-get install chromium-headless-shell)`);
});

test('a test that passed only when it was tried again is named', () => {
  const [lucky] = tests('amounts', 'passed').map((one) => ({
    ...one,
    fullName: 'amounts are read',
    invocations: 2,
  }));
  expect(report([...plain, ...(lucky ? [lucky] : [])])).toEqual([
    'Jest says: fine',
    'Passed only when tried again: amounts are read',
    '2 passed, 0 failed, 0 skipped',
  ]);
});

test('a file that cannot be loaded counts as a failure', () => {
  expect(report(plain, {}, 1).at(-1)).toBe('1 passed, 1 failed, 0 skipped');
});
