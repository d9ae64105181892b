/** How often a test may be tried, as on a machine that is busy with other things it can come too late by no fault of ours. */
const TRIES = Number(process.env.TRIES ?? 1);

// The reporter names every test that needed more than one.
jest.retryTimes(TRIES - 1, { logErrorsBeforeRetry: true });
