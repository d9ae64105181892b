import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Incoming } from '../../bot/platforms/platform.js';
import { describeInBrowser } from '../support/browser.js';
import { openContextAs, type Pages, startPages } from '../support/pages.js';
import { type Screen, SECOND_PAGE_TRIPS, type SecondPage, startSecondPage } from '../support/second-page.js';

/** A phone's 4G. */
const ROUND_TRIP_MS = 70;
const network = {
  offline: false,
  latency: ROUND_TRIP_MS,
  downloadThroughput: 9_000_000 / 8,
  uploadThroughput: 3_000_000 / 8,
};
/** How much slower a middling phone is than the machine that this runs on. */
const SLOWER = 4;
const BUDGET_MS = 1000;
const [ENOUGH, MOST] = [5, 15];
const UNCLEAR = 0.1;
const TRIAL_TURNS = 20_000_000;
const TEST_MS = 300_000;

const device = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const median = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;

/**
 * By the clock, in Chromium, with its own throttling. What else the machine does makes everything slower, so each opening is
 * compared with one of a page that takes a second where nothing else runs, a moment before it.
 */
describeInBrowser('the mini-app, by the clock', (_openPage, theBrowser) => {
  let pages: Pages;
  let second: SecondPage;
  /** Of the second page's work, so many make its second full. */
  let turns: number;

  beforeAll(async () => {
    pages = await startPages();
    second = await startSecondPage();
    turns = await turnsInASecond();
  });
  afterAll(async () => {
    await second.stop();
    await pages.stop();
  });

  const inFreshPage = async <T>(work: (page: Page, cdp: CDPSession) => Promise<T>): Promise<T> => {
    const context: BrowserContext = await openContextAs(theBrowser(), pages.app, 'E003', device);
    const page = await context.newPage();
    try {
      return await work(page, await context.newCDPSession(page));
    } finally {
      await context.close();
    }
  };

  /** Of the page's own thread, whatever else the machine does. */
  const workMs = ({ url, content }: Screen): Promise<number> =>
    inFreshPage(async (page, cdp) => {
      await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
      await page.goto(url);
      await page.locator(content).waitFor();
      const { metrics } = await cdp.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
    });

  const turnsInASecond = async (): Promise<number> => {
    const [bareMs, trialMs] = [
      await workMs(second.screenFor(0)),
      await workMs(second.screenFor(TRIAL_TURNS)),
    ];
    const roomMs = (BUDGET_MS - SECOND_PAGE_TRIPS * ROUND_TRIP_MS) / SLOWER - bareMs;
    return (TRIAL_TURNS * roomMs) / (trialMs - bareMs);
  };

  /** From going there until it is on the screen and listens, on a phone that has never been there. */
  const opensMs = ({ url, content }: Screen): Promise<number> =>
    inFreshPage(async (page, cdp) => {
      await cdp.send('Network.enable');
      await cdp.send('Network.emulateNetworkConditions', network);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      await page.addInitScript((selector) => {
        const look = () => {
          if (!document.querySelector(selector)) return void requestAnimationFrame(look);
          requestAnimationFrame(() => setTimeout(() => performance.mark('usable')));
        };
        requestAnimationFrame(look);
      }, content);
      await page.goto(url, { waitUntil: 'commit' });
      for (;;) {
        const ms = await page.evaluate(() => performance.getEntriesByName('usable')[0]?.startTime);
        if (ms !== undefined) return ms;
        await page.waitForTimeout(50);
      }
    });

  const formPath = async (): Promise<string> => {
    const who = { platform: pages.world.chat.name, workspaceId: '', userId: 'E003' } as const;
    const incoming: Incoming = {
      who,
      key: 'the event that opens a form',
      repeat: false,
      ask: { kind: 'command', text: '/deal new' },
    };
    await pages.world.handle(incoming);
    return new URL(pages.app.linkTo(incoming)).pathname;
  };

  /** Three of five settle what the one in the middle says, whatever the other two are. */
  const isSettled = (ratios: readonly number[]): boolean => {
    const isMost = (some: readonly number[]) => some.length > Math.max(ENOUGH, ratios.length) / 2;
    return (
      ratios.length === MOST ||
      isMost(ratios.filter((ratio) => ratio < 1 - UNCLEAR)) ||
      isMost(ratios.filter((ratio) => ratio > 1 + UNCLEAR))
    );
  };

  /** How long each takes in the middle, in seconds of this machine as it is now; looked at longer where that is not clear. */
  const inSeconds = async (screens: readonly Screen[]): Promise<number[]> => {
    const looks = screens.map((screen) => ({ ...screen, ratios: [] as number[] }));
    for (let open = looks; open.length > 0; open = looks.filter(({ ratios }) => !isSettled(ratios))) {
      const secondMs = await opensMs(second.screenFor(turns));
      for (const { ratios, ...screen } of open) ratios.push((await opensMs(screen)) / secondMs);
    }
    return looks.map(({ ratios }) => median(ratios));
  };

  test(
    'the to-dos and a form can be used within a second, and a page that takes longer is noticed',
    async () => {
      const [todos, form, slower] = await inSeconds([
        { url: `${pages.app.url}/app/`, content: '.rows a' },
        { url: pages.app.url + (await formPath()), content: 'form input' },
        second.screenFor(1.3 * turns),
      ]);
      expect(todos).toBeLessThan(1);
      expect(form).toBeLessThan(1);
      expect(slower).toBeGreaterThan(1);
    },
    TEST_MS,
  );
});
