import type { FakeDingTalk } from '../support/dingtalk/fake.js';
import { person } from '../support/dingtalk/person.js';
import { streamWire } from '../support/dingtalk/wire.js';
import type { FakeUser } from '../support/dingtalk/world.js';
import type { Firm, Player } from './player.js';

/** The people of the demo firm, as their organisation's contacts know them. */
export const dingtalkUsers: readonly FakeUser[] = [1, 2, 3, 4, 5, 6, 7].map((n) => ({
  userid: `manager00${n}`,
  name: `E00${n}`,
  org_email: `e00${n}@dealdesk.example`,
  job_number: `E00${n}`,
}));

/** People who sit in DingTalk: what they do arrives over Stream, what they see has passed DingTalk's rules. */
export const dingtalkFirm =
  (fake: FakeDingTalk): Firm =>
  (staffNumber): Player => {
    const somebody = person(fake, streamWire(fake), staffNumber.replace('E', 'manager'));
    const taken = (isTaken: boolean) => {
      if (!isTaken) throw new Error('DingTalk had no answer in time.');
    };
    return {
      types: async (line) => taken(await somebody.types(line)),
      presses: async (label) => taken(await somebody.presses(label)),
      sees: async (words) => (await somebody.sees(words)).text,
      offers: (label) =>
        somebody.screen().filter(({ buttons }) => buttons.some(({ text }) => text === label)).length,
      link: (label) => somebody.link(label),
    };
  };
