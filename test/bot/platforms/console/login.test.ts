import { consoleLogin } from '../../../../bot/platforms/console/login.js';
import { type ConsoleWorld, startConsole, zhang } from '../../../support/console.js';

const back = 'http://127.0.0.1:3000/app/login/console/callback';

describe('signing in on the console', () => {
  test('leads to the page where one picks a person, or goes right through as the one that was picked', () => {
    const login = consoleLogin();
    const page = new URL(login.url(back, 'abc'));
    expect(page.origin + page.pathname).toBe('http://127.0.0.1:3000/chat/sign-in');
    expect(Object.fromEntries(page.searchParams)).toEqual({ redirect_uri: back, state: 'abc' });
    expect(new URL(login.url(back, 'abc', 'E003')).searchParams.get('as')).toBe('E003');
  });

  test('gives a code that stands for the person once', async () => {
    const login = consoleLogin();
    const code = login.issue('E003');
    expect(await login.whoIs(code, back)).toEqual({ platform: 'console', workspaceId: '', userId: 'E003' });
    await expect(login.whoIs(code, back)).rejects.toMatchObject({ name: 'PlatformError', retryable: false });
  });

  test('and for five minutes', async () => {
    let now = 0;
    const login = consoleLogin(() => now);
    const [early, late] = [login.issue('E003'), login.issue('E004')];
    now = 5 * 60_000 - 1;
    expect(await login.whoIs(early, back)).toMatchObject({ userId: 'E003' });
    now += 1;
    await expect(login.whoIs(late, back)).rejects.toThrow('This code was used, or is too old.');
  });

  describe('over HTTP', () => {
    let world: ConsoleWorld;
    beforeAll(async () => {
      world = await startConsole(() => ({ type: 'words', words: { text: { zh: '好', en: 'Good' } } }));
    });
    afterAll(() => world.stop());

    test('is for people of the firm', async () => {
      const answer = await world.post('/sign-in', { person: zhang.userId });
      const { code } = await answer.json();
      expect(await world.platform.login?.whoIs(code, back)).toMatchObject({ userId: zhang.userId });
      expect((await world.post('/sign-in', { person: 'nobody' })).status).toBe(404);
    });

    test.each([
      [
        'another site',
        { 'content-type': 'application/json', 'x-dealdesk-console': '1', origin: 'https://evil.example' },
      ],
      ['a form', { 'content-type': 'application/json' }],
      [
        'a proxy',
        { 'content-type': 'application/json', 'x-dealdesk-console': '1', 'x-forwarded-for': '10.0.0.1' },
      ],
    ])('is not for %s', async (_who, headers) => {
      expect((await world.post('/sign-in', { person: zhang.userId }, headers)).status).toBe(403);
    });
  });
});
