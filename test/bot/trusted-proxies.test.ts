import { randomInt } from 'node:crypto';
import { start } from '../story/running.js';
import { readySqlite, type SqliteFile } from '../support/databases.js';

const STRANGER = '198.51.100.7';
const SOMEBODY_ELSE = '203.0.113.9';
/** What anybody can write, another one each time. */
const madeUp = () => `192.0.2.${randomInt(256)}`;

/** Comes with a code that nobody gave out. @returns what the page says */
const signIn = async (url: string, forwardedFor: string) => {
  const way = await fetch(`${url}/app/login/console`, { redirect: 'manual' });
  const state = new URL(way.headers.get('location') ?? '').searchParams.get('state');
  const cookie = way.headers.getSetCookie().join('; ');
  const answer = await fetch(`${url}/app/login/console/callback?code=made-up&state=${state}`, {
    headers: { cookie, 'x-forwarded-for': forwardedFor },
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? '', url).searchParams.get('problem');
};

describe('whom the limits take somebody for', () => {
  let file: SqliteFile;
  beforeEach(async () => {
    file = await readySqlite();
  });
  afterEach(() => file.remove());

  test.each([
    [0, () => madeUp(), undefined],
    [1, () => `${madeUp()}, ${STRANGER}`, `${STRANGER}, ${SOMEBODY_ELSE}`],
    [2, () => `${madeUp()}, ${STRANGER}, 10.0.0.2`, `${STRANGER}, ${SOMEBODY_ELSE}, 10.0.0.2`],
  ])('behind %i proxies is nothing that they write themselves', async (proxies, header, another) => {
    const { app, url } = await start({ DATABASE_URL: file.url, TRUSTED_PROXIES: String(proxies) });
    for (let n = 0; n < 30; n += 1) expect(await signIn(url, header())).toBe('refused');
    expect(await signIn(url, header())).toBe('later');
    if (another) expect(await signIn(url, another)).toBe('refused');
    await app.stop();
  });
});
