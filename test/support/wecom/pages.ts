import type { FakeWecom } from './fake.js';

const cookieIn = (answer: Response, name: string): string =>
  answer.headers
    .getSetCookie()
    .find((each) => each.startsWith(name))
    ?.split(';')[0] ?? '';

/** The browser inside WeCom: it opens our pages and signs in by itself. */
export const pages = (fake: FakeWecom, url: string, userId: string) => {
  let cookie: Promise<string> | undefined;

  const signIn = async (): Promise<string> => {
    const leaving = await fetch(`${url}/app/login/wecom`, { redirect: 'manual' });
    const asked = new URL(leaving.headers.get('location') ?? '').searchParams;
    const back = new URL(asked.get('redirect_uri') ?? '');
    const code = fake.newLoginCode(userId);
    back.search = String(new URLSearchParams({ code, state: asked.get('state') ?? '' }));
    const headers = { cookie: cookieIn(leaving, 'dealdesk_login') };
    return cookieIn(await fetch(back, { redirect: 'manual', headers }), 'dealdesk_session');
  };

  const ask = async (path: string, body?: object): Promise<{ status: number; body: unknown }> => {
    cookie ??= signIn();
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        cookie: await cookie,
        ...(body && { 'content-type': 'application/json', 'x-dealdesk-app': '1', origin: url }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };

  return { get: (path: string) => ask(path), post: ask };
};
