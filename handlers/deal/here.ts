import { listFollowsOf } from '../../models/channel.js';
import { useCase, withId } from '../useCase.js';
import { channelOf } from './follow.js';
import { dealInChannel, overView } from './in-channel.js';

/** A deal as this group chat is shown it, for everybody in it: in the language of who had it followed. */
export const showHere = useCase(withId, async (ctx, { id }) => {
  const follows = await listFollowsOf(ctx.tx, channelOf(ctx));
  const seen = await dealInChannel(ctx.tx, follows, id, ctx.now);
  const { locale, timeZone } = seen?.reader ?? ctx.actor;
  return { type: 'view', view: seen?.view ?? overView(id), as: { locale, timeZone } };
});
