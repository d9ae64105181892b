import { drawCard } from '../../cards/index.js';
import type { Reader } from '../../models/text.js';
import type { View } from '../../models/views.js';
import { seenCard } from '../support/seen.js';
import type { FakeWecom } from '../support/wecom/fake.js';
import { pages } from '../support/wecom/pages.js';
import { type OnScreen, person } from '../support/wecom/person.js';
import { callbacks } from '../support/wecom/wire.js';
import type { FakeMember } from '../support/wecom/world.js';
import type { Firm, Player } from './player.js';

/** The people of the demo firm, as WeCom knows them: by their staff number. */
export const wecomMembers: readonly FakeMember[] = [1, 2, 3, 4, 5, 6, 7].map((n) => ({
  userid: `E00${n}`,
  name: `E00${n}`,
}));

/** All of the record that a card is about, as its page shows it. */
const recordsOf = (fake: FakeWecom, url: string, userId: string) => {
  const reader: Reader = { locale: 'zh-CN', timeZone: 'Asia/Shanghai', link: (path) => `${url}${path}` };
  const browser = pages(fake, url, userId);
  return async ({ page }: OnScreen): Promise<string> => {
    const record = /\/app\/(\w+\/\d+)$/.exec(page)?.[1];
    if (!record) return '';
    const { status, body } = await browser.get(`records/${record}`);
    if (status !== 200) throw new Error(`${userId} cannot open ${page}: ${status}`);
    return seenCard(drawCard((body as { view: View }).view, reader)).text;
  };
};

/** People who sit in WeCom: what they do arrives encrypted, what they see has passed WeCom's rules, or is one tap away. */
export const wecomFirm =
  (fake: FakeWecom, url: string): Firm =>
  (staffNumber): Player => {
    const somebody = person(fake, callbacks(fake, url), staffNumber);
    const openPage = recordsOf(fake, url, staffNumber);
    const taken = (isTaken: boolean) => {
      if (!isTaken) throw new Error('WeCom had no answer in time.');
    };
    return {
      types: async (line) => taken(await somebody.types(line)),
      presses: async (label) => taken(await somebody.presses(label)),
      sees: async (words) => {
        const found = await somebody.sees(words);
        // What has no room on a card without a page stands in a message of its own, beside it.
        const beside = somebody.screen().filter(({ text }) => text.includes(words));
        return [found.text, await openPage(found), ...beside.map(({ text }) => text)].join('\n');
      },
      offers: (label) =>
        somebody
          .screen()
          .filter(({ buttons, options }) => [...buttons, ...options].some(({ text }) => text === label))
          .length,
      link: (label) => somebody.link(label),
    };
  };
