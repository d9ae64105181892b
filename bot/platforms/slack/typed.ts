import { withEnglishCommands } from '../../../handlers/command/usage.js';

/**
 * Slack wraps what it recognised in a typed text: `<https://x.com|x.com>`, `<mailto:a@b.c|a@b.c>`, `<!here>`, and
 * `&amp;`. This is the text as it was typed. Mentions of people and channels stay as Slack writes them, `<@U1|li>`.
 * @see https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export const typed = (text: string): string =>
  text
    .replace(/<([^<>]*)>/g, (whole, inner: string) => unwrapped(whole, inner))
    .replace(/&(amp|lt|gt);/g, entity);

const unwrapped = (whole: string, inner: string): string => {
  if (/^[@#]/.test(inner)) return whole;
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : inner.slice(bar + 1);
  if (target.startsWith('!')) return label || target.replace('!', '@');
  return isLabelEnough(target, label) ? label : [label, target].filter(Boolean).join(' ');
};

/** Slack made the link from the very words on it; a link under other words is worth both. */
const isLabelEnough = (target: string, label: string): boolean =>
  label !== '' &&
  target.replace(/^(mailto:|tel:|https?:\/\/)/, '').replace(/\/$/, '') === label.replace(/\/$/, '');

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const entity = (name: string): string => entities[name] ?? name;

const MENTION = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;

/** To mention the bot is how to call it, no part of what it is told. Without its id it is whoever is named first. */
export const mentionAway = (text: string, botUserId: string | undefined): string =>
  text
    .replace(MENTION, (whole, id: string, at: number) =>
      (botUserId ? id === botUserId : at === 0) ? '' : whole,
    )
    .trim();

/** Behind a slash Slack takes only the commands of its manifest. */
export const typable = withEnglishCommands;
