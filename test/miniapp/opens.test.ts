import type { CDPSession } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { openContextAs, type Pages, startPages } from '../support/pages.js';

/** Slow 4G, as Lighthouse has it. */
const ROUND_TRIP_MS = 150;
const BYTES_PER_MS = 1_600_000 / 8 / 1000;
/** How much slower a middling phone is than the machine that this runs on. */
const SLOWER = 4;
const BUDGET_MS = 1000;
const TEST_MS = 120_000;
/** The least of a few; of more, where the machine has so much else to do that even the page's own thread is slower. */
const [ENOUGH, MOST] = [5, 15];

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describeInBrowser('the mini-app, never opened before', (_openPage, theBrowser) => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages.stop());

  /** Of the page's own thread, not of the clock: whatever else the machine does is not in it. */
  const workOf = async (cdp: CDPSession): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };

  /** What it takes until the first records are on the screen. */
  const openOnce = async (path: string, content: string) => {
    const context = await openContextAs(theBrowser(), pages.app, 'E003', phone);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(pages.app.url + path, { waitUntil: 'commit' });
    await page.locator(content).first().waitFor();
    const work = await workOf(cdp);
    const loads = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((entry) => entry as PerformanceResourceTiming)
        .map(({ name, transferSize }) => ({ name, transferSize })),
    );
    await context.close();
    return { work, loads };
  };

  test.each([
    ['the to-dos', '/app/', '.rows a'],
    ['a deal', '/app/deal/1001', '.stages'],
  ])(
    '%s are there within a second on a middling phone with slow 4G',
    async (_what, path, content) => {
      const tries: Awaited<ReturnType<typeof openOnce>>[] = [];
      const bytes = () => tries[0]?.loads.reduce((sum, { transferSize }) => sum + transferSize, 0) ?? 0;
      const workMs = () => Math.min(...tries.map(({ work }) => work));
      const opensMs = () => 2 * ROUND_TRIP_MS + bytes() / BYTES_PER_MS + SLOWER * workMs();
      while (tries.length < ENOUGH || (tries.length < MOST && opensMs() >= BUDGET_MS))
        tries.push(await openOnce(path, content));
      const loads = tries[0]?.loads ?? [];
      // All that is needed is asked for in the page itself, at once: one round trip for it, one for them.
      expect(loads.map(({ name }) => new URL(name).pathname.replace(/-[\w-]{8}\./, '.'))).toEqual(
        expect.arrayContaining(['/app/assets/index.js', '/app/assets/index.css', '/api/v1/me']),
      );
      expect(new Set(loads.map(({ name }) => name)).size).toBe(loads.length);
      expect(bytes()).toBeGreaterThan(20_000);
      expect(workMs()).toBeGreaterThan(5);
      expect(opensMs()).toBeLessThan(BUDGET_MS);
    },
    TEST_MS,
  );
});
