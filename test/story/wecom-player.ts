import { drawCard } from '../../cards/index.js';
import type { Reader } from '../../models/text.js';
import type { View } from '../../models/views.js';
import { seenCard } from '../support/seen.js';
import type { FakeWecom } from '../support/wecom/fake.js';
import { type OnScreen, person } from '../support/wecom/person.js';
import { callbacks } from '../support/wecom/wire.js';
import type { FakeMember } from '../support/wecom/world.js';
import type { Firm, Player } from './player.js';

const PATIENCE_MS = 20_000;

/** The people of the demo firm, as WeCom knows them: by their staff number. */
export const wecomMembers: readonly FakeMember[] = [1, 2, 3, 4, 5, 6, 7].map((n) => ({
  userid: `E00${n}`,
  name: `E00${n}`,
}));

/** The pages behind cards, in the browser inside WeCom, which signs in by itself. */
const pagesOf = (fake: FakeWecom, url: string, userId: string) => {
  let cookie: Promise<string> | undefined;

  const cookieIn = (answer: Response, name: string): string =>
    answer.headers
      .getSetCookie()
      .find((each) => each.startsWith(name))
      ?.split(';')[0] ?? '';

  const signIn = async (): Promise<string> => {
    const leaving = await fetch(`${url}/app/login/wecom`, { redirect: 'manual' });
    const asked = new URL(leaving.headers.get('location') ?? '').searchParams;
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.search = String(
      new URLSearchParams({ code: fake.newLoginCode(userId), state: asked.get('state') ?? '' }),
    );
    const headers = { cookie: cookieIn(leaving, 'dealdesk_login') };
    return cookieIn(await fetch(back, { redirect: 'manual', headers }), 'dealdesk_session');
  };

  const reader: Reader = { locale: 'zh-CN', timeZone: 'Asia/Shanghai', link: (path) => `${url}${path}` };

  /** All of the record that a card is about. */
  return async ({ page }: OnScreen): Promise<string> => {
    const record = /\/app\/(\w+\/\d+)$/.exec(page)?.[1];
    if (!record) return '';
    cookie ??= signIn();
    const answer = await fetch(`${url}/api/v1/records/${record}`, { headers: { cookie: await cookie } });
    if (answer.status !== 200) throw new Error(`${userId} cannot open ${page}: ${answer.status}`);
    const { view } = (await answer.json()) as { view: View };
    return seenCard(drawCard(view, reader)).text;
  };
};

/** People who sit in WeCom: what they do arrives encrypted, what they see has passed WeCom's rules, or is one tap away. */
export const wecomFirm =
  (fake: FakeWecom, url: string): Firm =>
  (staffNumber): Player => {
    const somebody = person(fake, callbacks(fake, url), staffNumber);
    const openPage = pagesOf(fake, url, staffNumber);
    const taken = (isTaken: boolean) => {
      if (!isTaken) throw new Error('WeCom had no answer in time.');
    };
    return {
      types: async (line) => taken(await somebody.types(line)),
      presses: async (label) => taken(await somebody.presses(label, PATIENCE_MS)),
      sees: async (words) => {
        const found = await somebody.sees(words, PATIENCE_MS);
        return [found.text, await openPage(found)].join('\n');
      },
      link: (label) => somebody.link(label, PATIENCE_MS),
    };
  };
