import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The shell first: it makes no profile and no window for each person, which is most of a processor's work for a page. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];
const macApplications = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** Nothing but the page under test: no sign-in, no updates, no look-ups. */
const options = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const noBrowser = 'No Chromium on this machine: apt-get install chromium-headless-shell';

const findBrowser = (): string | undefined => {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...macApplications].find((path) => existsSync(path));
};

/** @throws when there is no browser */
const openBrowser = (): Promise<Browser> => {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error(noBrowser);
  return chromium.launch({ executablePath, args: options });
};

/** What has come is drawn by then. */
export const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Each page has its own cookies, as a person's own browser has. */
type OpenPage = () => Promise<Page>;

/** For who needs a context of their own. Not before the tests begin. */
type TheBrowser = () => Browser;

/** Runs the block with a browser. Without one it is skipped; `legs-reporter.js` says so. */
export const describeInBrowser = (
  name: string,
  tests: (openPage: OpenPage, theBrowser: TheBrowser) => void,
) => {
  const describeIfThere = findBrowser() ? describe : describe.skip;
  describeIfThere(`${name} in a browser`, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser.close());

    tests(
      () => browser.newPage({ viewport: { width: 1280, height: 800 } }),
      () => browser,
    );
  });
};
