import type { AppAnswer } from '../support/slack/delivery.js';
import type { FakeMessage, FakeSlack, FakeUser } from '../support/slack/fake.js';
import { person } from '../support/slack/person.js';
import { shownIn } from '../support/slack/rules.js';
import { watching } from '../support/until.js';
import type { Firm, Player } from './player.js';

/** The people of the demo firm, as a Slack workspace knows them. */
export const slackUsers: readonly FakeUser[] = [1, 2, 3, 4, 5, 6, 7].map((n) => ({
  id: `U00${n}`,
  name: `E00${n}`,
  email: `e00${n}@dealdesk.example`,
  locale: n === 4 ? 'en-US' : 'zh-CN',
  tz: 'Asia/Shanghai',
  is_email_confirmed: true,
}));

const textOf = ({ blocks, text }: FakeMessage) => (blocks.length > 0 ? shownIn(blocks) : text);

interface Link {
  readonly type: string;
  readonly text?: { readonly text: string };
  readonly url?: string;
}

const linksIn = (value: unknown): Link[] => {
  if (typeof value !== 'object' || value === null) return [];
  const link = value as Link;
  return link.type === 'button' && link.url ? [link] : Object.values(value).flatMap(linksIn);
};

const accepted = ({ status, body }: AppAnswer) => {
  if (status !== 200) throw new Error(`Slack was answered ${status}: ${body}`);
};

/** People who sit in Slack: what they do arrives signed, what they see has passed Slack's rules. */
export const slackFirm =
  (fake: FakeSlack, url: string): Firm =>
  (staffNumber): Player => {
    const somebody = person(fake, url, staffNumber.replace('E', 'U'));

    const find = watching(staffNumber, somebody.screen);
    const newest = () => somebody.messages().reverse();
    const hasButton = (label: string) => (message: FakeMessage) =>
      JSON.stringify(message.blocks).includes(`"text":${JSON.stringify(label)}`);

    return {
      types: async (line) => accepted(await somebody.types(line)),
      presses: async (label) => {
        const message = await find(label, () => newest().find(hasButton(label)));
        accepted(await somebody.pressesIn(message, label));
      },
      sees: (words) =>
        find(words, () =>
          newest()
            .map(textOf)
            .find((text) => text.includes(words)),
        ),
      offers: (label) => newest().filter(hasButton(label)).length,
      link: (label) =>
        find(
          label,
          () =>
            newest()
              .flatMap(({ blocks }) => linksIn(blocks))
              .find(({ text }) => text?.text === label)?.url,
        ),
    };
  };
