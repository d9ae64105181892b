import { savePreferred } from '../../models/identity.js';
import type { Text } from '../../models/text.js';
import { platformName } from '../platform-names.js';
import { words as say, useCase, withText } from '../useCase.js';

const words = {
  here: {
    zh: '好的，以后新的卡片都发到{platform}。想跟着你最近使用的平台走，输入“/待办 随我”。',
    en: 'From now on new cards come to {platform}. To have them follow you to wherever you wrote last: "/todo anywhere".',
  },
  anywhere: {
    zh: '好的，以后新的卡片发到你最近使用的平台。',
    en: 'From now on new cards come to wherever you wrote last.',
  },
} satisfies Record<string, Text>;

/** `/todo here`: where somebody says so is where they want their cards. */
export const cardsHere = useCase(withText, async ({ tx, actor, surface }) => {
  savePreferred(tx, actor.id, surface);
  return say(words.here, { platform: platformName(surface) });
});

/** `/todo anywhere` */
export const cardsAnywhere = useCase(withText, async ({ tx, actor }) => {
  savePreferred(tx, actor.id, null);
  return say(words.anywhere);
});
