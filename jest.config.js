/** Tests run as CommonJS through swc: TypeScript 7 has no compiler API for ts-jest to call. */
const swc = [
  '@swc/jest',
  { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
];

/** Packages that are ES modules only, which the CommonJS of the tests cannot load as they are. */
const esModules = ['@appthreat/sqlite3', '@marcbachmann/cel-js', 'jose'].join('|');

export default {
  testEnvironment: '<rootDir>/test/support/leaves-nothing.js',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/mariadb.ts',
  setupFilesAfterEnv: ['<rootDir>/test/support/try-again.ts'],
  testSequencer: '<rootDir>/test/support/slowest-first.js',
  reporters: ['default', '<rootDir>/test/support/legs-reporter.js'],
  transform: { '^.+\\.tsx?$': swc, [`/node_modules/(${esModules})/.+\\.js$`]: swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules})/)`],
  // Ours first: of most imports these are asked for one after another.
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: {
    // Half of zod are messages in fifty languages, which nothing here shows.
    '^\\.\\./locales/index\\.cjs$': '<rootDir>/node_modules/zod/v4/locales/en.cjs',
    // It declares __dirname itself, which CommonJS does not allow.
    '/sqlite3-binding\\.js$': '<rootDir>/test/support/sqlite3-binding.cjs',
    // Its main file is for bundlers: no import without one finds its parts.
    '^adaptivecards$': 'adaptivecards/dist/adaptivecards.js',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // One more than the cores of the machine that this was measured on: much of what tests do is waiting.
  maxWorkers: 3,
  // With nothing left open a worker on busy cores takes longer than the usual half a second to take its heap down.
  workerGracefulExitTimeout: 10_000,
  testTimeout: 60_000,
};
