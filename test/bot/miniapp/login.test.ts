import { PlatformError } from '../../../bot/platforms/platform.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type Browser, type Miniapp, signIn, startMiniapp, wayBack } from '../../support/miniapp.js';
import { openWorld, type World } from '../../support/world.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

describeOnEachDatabase('signing in to the mini-app', (open) => {
  let world: World;
  let app: Miniapp;
  let now = Date.now();
  beforeAll(async () => {
    world = await openWorld(await open());
    app = await startMiniapp(world, { now: () => new Date(now), others: ['slack'] });
  });
  afterAll(() => app.stop());

  const problem = (location: string | null) => new URL(location ?? '', app.url).searchParams.get('problem');
  const isSignedIn = async (browser: Browser) => (await browser.get('/api/v1/me')).status === 200;

  test('a code leads to where one wanted to go, as the person whose it is', async () => {
    const browser = app.open();
    const answer = await signIn(browser, app.login.codeFor('E003'), 'console', '/app/deal/1001');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/app/deal/1001');
    expect((await browser.get('/api/v1/me')).body).toMatchObject({
      name: '张伟',
      locale: 'zh-CN',
      platform: 'console',
    });
  });

  test('the cookie is for this host only, out of reach of scripts and of other sites', async () => {
    const browser = app.open();
    const answer = await signIn(browser, app.login.codeFor('E003'), 'console');
    const cookie = answer.headers.getSetCookie().find((each) => each.includes('_session'));
    expect(cookie).toMatch(/^dealdesk_session=[\w-]+; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain('E003');
  });

  test('behind HTTPS it goes over HTTPS only, and the browser is told to stay there', async () => {
    const secure = await startMiniapp(world, { publicUrl: 'https://crm.acme.example' });
    const browser = secure.open();
    const { redirectUri } = await wayBack(browser, 'console');
    expect(redirectUri).toBe('https://crm.acme.example/app/login/console/callback');
    const answer = await signIn(browser, secure.login.codeFor('E003'), 'console');
    const cookies = answer.headers.getSetCookie();
    expect(cookies.find((each) => each.startsWith('__Host-dealdesk_session='))).toMatch(
      /; Path=\/; .*; Secure$/,
    );
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
    await secure.stop();
  });

  test('no other browser can come back in its place', async () => {
    const [victim, attacker] = [app.open(), app.open()];
    const { state } = await wayBack(attacker, 'console');
    const code = app.login.codeFor('E004');
    const answer = await victim.get(`/app/login/console/callback?code=${code}&state=${state}`);
    expect(problem(answer.headers.get('location'))).toBe('expired');
    expect(await isSignedIn(victim)).toBe(false);
  });

  test('nor can one come back twice', async () => {
    const browser = app.open();
    const { state } = await wayBack(browser, 'console');
    const kept = new Map(browser.cookies);
    const back = () =>
      browser.get(`/app/login/console/callback?code=${app.login.codeFor('E003')}&state=${state}`);
    expect((await back()).headers.get('location')).toBe('/app/');
    browser.cookies.clear();
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect(problem((await back()).headers.get('location'))).toBe('expired');
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('nor after ten minutes', async () => {
    const browser = app.open();
    const { state } = await wayBack(browser, 'console');
    now += 10 * MINUTE_MS + 1;
    const answer = await browser.get(
      `/app/login/console/callback?code=${app.login.codeFor('E003')}&state=${state}`,
    );
    expect(problem(answer.headers.get('location'))).toBe('expired');
  });

  test('nor to another platform than the one that was left for', async () => {
    const browser = app.open();
    const { state } = await wayBack(browser, 'slack');
    const answer = await browser.get(
      `/app/login/console/callback?code=${app.login.codeFor('E003')}&state=${state}`,
    );
    expect(problem(answer.headers.get('location'))).toBe('expired');
    expect(await isSignedIn(browser)).toBe(false);
  });

  test.each(['', 'x', '../../etc', '0'.repeat(32), 'f'.repeat(5000)])(
    'nor with a state like “%s”',
    async (state) => {
      const browser = app.open();
      await wayBack(browser, 'console');
      const answer = await browser.get(
        `/app/login/console/callback?code=${app.login.codeFor('E003')}&state=${encodeURIComponent(state)}`,
      );
      expect(problem(answer.headers.get('location'))).toBe('expired');
    },
  );

  test('two pages may sign in at once', async () => {
    const browser = app.open();
    const [one, other] = [
      await wayBack(browser, 'console', '/app/deal/1'),
      await wayBack(browser, 'console', '/app/deal/2'),
    ];
    const back = async ({ state }: { state: string }) =>
      (
        await browser.get(`/app/login/console/callback?code=${app.login.codeFor('E003')}&state=${state}`)
      ).headers.get('location');
    expect(await back(one)).toBe('/app/deal/1');
    expect(await back(other)).toBe('/app/deal/2');
  });

  test.each([
    ['the platform does not know the code', 'made-up', 'refused'],
    ['somebody pressed Cancel there', '', 'refused'],
    ['the code is endless', 'x'.repeat(2000), 'refused'],
  ])('where %s, the page says so and offers to try again', async (_why, code, expected) => {
    const browser = app.open();
    const answer = await signIn(browser, code, 'console', '/app/deal/1001');
    const location = new URL(answer.headers.get('location') ?? '', app.url);
    expect(location.pathname).toBe('/app/sign-in');
    expect(location.searchParams.get('problem')).toBe(expected);
    expect(location.searchParams.get('next')).toBe('/app/deal/1001');
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('where the platform does not answer, it says to try later', async () => {
    app.login.refuse(new PlatformError('It is busy.', { retryable: true }));
    const answer = await signIn(app.open(), app.login.codeFor('E003'), 'console');
    expect(problem(answer.headers.get('location'))).toBe('later');
    expect(app.warnings.at(-1)?.msg).toBe('somebody could not sign in to the mini-app');
  });

  test('made-up codes are soon not asked for any more, where they come from', async () => {
    const asked = jest.spyOn(app.login, 'whoIs');
    const back = async (code: string, seenBy: string) => {
      const browser = app.open();
      const { state } = await wayBack(browser, 'console');
      const answer = await browser.get(`/app/login/console/callback?code=${code}&state=${state}`, {
        'x-forwarded-for': seenBy,
      });
      return problem(answer.headers.get('location'));
    };
    for (let n = 0; n < 30; n += 1) expect(await back('made-up', '198.51.100.7')).toBe('refused');
    expect(await back('made-up', '198.51.100.7')).toBe('later');
    // What a stranger writes there itself stands before what the proxy adds.
    expect(await back('made-up', '203.0.113.9, 198.51.100.7')).toBe('later');
    expect(asked).toHaveBeenCalledTimes(30);

    expect(await back(app.login.codeFor('E003'), '203.0.113.9')).toBeNull();
    const later = performance.now() + MINUTE_MS;
    const passed = jest.spyOn(performance, 'now').mockReturnValue(later);
    expect(await back(app.login.codeFor('E003'), '198.51.100.7')).toBeNull();
    passed.mockRestore();
    asked.mockRestore();
  });

  test('whoever mistyped while our clock was wrong signs in once it is right', async () => {
    now += DAY_MS;
    expect(problem((await signIn(app.open(), 'made-up', 'console')).headers.get('location'))).toBe('refused');
    now -= DAY_MS;
    const answer = await signIn(app.open(), app.login.codeFor('E003'), 'console');
    expect(problem(answer.headers.get('location'))).toBeNull();
  });

  test('many who sign in at one address are no strangers', async () => {
    for (let n = 0; n < 40; n += 1) {
      const answer = await signIn(app.open(), app.login.codeFor('E003'), 'console');
      expect(problem(answer.headers.get('location'))).toBeNull();
    }
  });

  test('nobody signs in with what there is not', async () => {
    expect((await app.open().get('/app/login/fax')).status).toBe(404);
    expect((await app.open().get('/app/login/constructor/callback?code=1&state=2')).status).toBe(404);
  });

  test('a session ends after eight hours', async () => {
    const browser = await app.as('E003');
    now += 8 * 60 * MINUTE_MS - 1000;
    expect(await isSignedIn(browser)).toBe(true);
    now += 1000;
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('and by signing out, for every copy of its cookie as well', async () => {
    const browser = await app.as('E003');
    const thief = app.open();
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    expect((await browser.post('/api/v1/sign-out')).status).toBe(204);
    expect(browser.cookies.has('dealdesk_session')).toBe(false);
    expect(await isSignedIn(browser)).toBe(false);
    expect(await isSignedIn(thief)).toBe(false);
  });

  test('a cookie that was changed, or made with another secret, is none', async () => {
    const browser = await app.as('E003');
    const good = browser.cookies.get('dealdesk_session') ?? '';
    const state = await wayBack(app.open(), 'console');
    const otherLetter = good.startsWith('A') ? 'B' : 'A';
    for (const bad of [good.slice(0, -4), `${otherLetter}${good.slice(1)}`, state.state, 'x', '']) {
      browser.cookies.set('dealdesk_session', bad);
      expect(await isSignedIn(browser)).toBe(false);
    }
  });

  test('who is led to the platform comes back to the page of the card; a browser is asked by which chat', async () => {
    const inSlack = await app.open().get('/app/deal/1001', { 'user-agent': 'Mozilla/5.0 Slack_SSB/4.40' });
    expect(inSlack.headers.get('location')).toBe('/app/login/slack?next=%2Fapp%2Fdeal%2F1001');
    const elsewhere = await app.open().get('/app/deal/1001', { 'user-agent': 'Mozilla/5.0' });
    expect(elsewhere.headers.get('location')).toBe('/app/sign-in?next=%2Fapp%2Fdeal%2F1001');
    expect((await app.open().get('/api/v1/sign-in')).body).toEqual({ platforms: ['console', 'slack'] });
  });
});
