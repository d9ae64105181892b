import { drawCard } from '../../../cards/index.js';
import { dealInChannel, overView } from '../../../handlers/deal/in-channel.js';
import { type ChannelCard, listFollowsOf } from '../../../models/channel.js';
import { sharing } from '../../../models/database/together.js';
import type { Database } from '../../../models/database.js';
import type { Employee } from '../../../models/employee.js';
import type { CardRef, Platform, PlatformName } from '../../platforms/platform.js';
import type { ReaderFor } from '../../readers.js';

export interface DrawingNeeds {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly readerFor: ReaderFor;
  readonly now: () => Date;
}

/** Brings what was drawn to its chat. @returns where it is; nothing when it is over. @throws PlatformError */
type Send = (channels: NonNullable<Platform['channels']>) => Promise<CardRef | undefined>;

/** Draws cards of group chats as of now. */
export function channelDrawer({ database, platforms, readerFor, now }: DrawingNeeds) {
  const reads = sharing((work) => database.read(work));

  return async (card: ChannelCard): Promise<Send> => {
    const { workspaceId, channelId, dealId, ref } = card;
    const as = (who: Employee | undefined) => readerFor(who, platforms.get(card.platform));
    const seen = await reads(async (tx) => dealInChannel(tx, await listFollowsOf(tx, card), dealId, now()));
    if (!seen) {
      return async (channels) => {
        if (ref) await channels.update(ref, drawCard(overView(dealId), as(undefined)));
        return undefined;
      };
    }
    const drawn = drawCard(seen.view, as(seen.reader));
    if (ref) return (channels) => channels.update(ref, drawn);
    const to = { platform: card.platform as PlatformName, workspaceId, channelId };
    const redraw = { do: 'deal.here', input: { id: dealId } };
    // What is followed anew is another card: to DingTalk the same name is the one that stands far up, and says it is over.
    const key = `channel ${channelId}:${dealId} ${seen.followedAt.getTime()}`;
    return (channels) => channels.post(to, drawn, key, redraw);
  };
}
