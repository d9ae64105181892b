/** The parts of the tests that need something of the machine, by the end of their `describe` title. */
const legs = [
  { name: 'SQLite', title: / on SQLite$/, remedy: 'npm ci' },
  { name: 'MariaDB', title: / on MariaDB$/, remedy: 'apt-get install mariadb-server' },
  { name: 'browser', title: / in a browser$/, remedy: 'apt-get install chromium-headless-shell' },
];

/**
 * Says for each leg whether it ran, names the tests that passed only when they were tried again, and closes the output
 * with `N passed, N failed, N skipped`. With REQUIRE_ALL_LEGS=1 a leg that was skipped, or that no test belongs to, fails
 * the run.
 */
export default class LegsReporter {
  #lines = [];
  #complaint;

  constructor() {
    // Jest's own summary follows after all reporters.
    process.once('exit', () => process.stdout.write(this.#lines.map((line) => `${line}\n`).join('')));
  }

  onRunComplete(_contexts, results) {
    const tests = results.testResults.flatMap((file) => file.testResults);
    const counted = legs.map((leg) => ({ ...leg, ...count(tests.filter((test) => belongsTo(leg, test))) }));
    this.#complaint = process.env.REQUIRE_ALL_LEGS === '1' ? complaintAbout(counted) : undefined;
    const legLines = counted.filter(hasTests).map(legLine);
    const luckyLines = tests.filter(neededMoreTries).map(luckyLine);
    this.#lines = [...luckyLines, ...legLines, this.#complaint, closingLine(tests, results)].filter(Boolean);
  }

  /** Jest fails a run for this, without a word. */
  getLastError() {
    return this.#complaint && new Error(this.#complaint);
  }
}

const complaintAbout = (counted) => {
  const missing = counted.filter((leg) => leg.skipped > 0 || !hasTests(leg));
  const names = missing.map((leg) => `${leg.name} (${leg.remedy})`);
  return names.length > 0
    ? `Every leg must run here, but not all tests of these did: ${names.join(', ')}`
    : undefined;
};

const belongsTo = (leg, test) => test.ancestorTitles.some((title) => leg.title.test(title));

const count = (tests) => {
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failed = tests.filter((test) => test.status === 'failed').length;
  return { passed, failed, skipped: tests.length - passed - failed };
};

const hasTests = ({ passed, failed, skipped }) => passed + failed + skipped > 0;

const words = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

const legLine = (leg) => `${leg.name}: ${words(leg)}${leg.skipped > 0 ? ` — ${leg.remedy}` : ''}`;

const neededMoreTries = ({ status, invocations }) => status === 'passed' && invocations > 1;

const luckyLine = ({ fullName }) => `Passed only when tried again: ${fullName}`;

/** A file that could not even be loaded has no tests to count, and still failed. */
const closingLine = (tests, results) => {
  const { passed, failed, skipped } = count(tests);
  return words({ passed, failed: failed + results.numRuntimeErrorTestSuites, skipped });
};
