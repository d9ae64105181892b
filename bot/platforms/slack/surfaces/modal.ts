import type { Outcome } from '../../platform.js';
import { draw, takesItsPlace } from './drawing.js';
import { nothing, ok, type SurfaceAt } from './surface.js';

export const inModal: SurfaceAt<'modal'> = (place, incoming, tools) => {
  const { modal } = draw(tools, place.origin);
  const { api } = tools;
  const { workspaceId } = incoming.who;
  /** A form that was sent by another button than its own. */
  const isSpent = incoming.ask.kind === 'submit';
  const replace = (outcome: Outcome): Promise<void> =>
    api.updateView(workspaceId, place.viewId, modal(outcome));
  const redraw = async (outcome: Outcome): Promise<void> => {
    const now = await tools.redrawn(incoming, outcome);
    if (now) await replace(now);
  };
  /** At most three modals lie on top of each other. */
  const stack = (outcome: Outcome): Promise<void> =>
    api.pushView(workspaceId, place.triggerId, modal(outcome)).then(
      () => redraw(outcome),
      () => replace(outcome),
    );
  const refresh = (): Promise<void> => (place.origin.home ? tools.refreshHome(incoming) : nothing());

  return {
    answer: (outcome) =>
      ok('', async () => {
        await (isSpent || takesItsPlace(outcome.answer) ? replace : stack)(outcome);
        await refresh();
      }),
    waiting: () => ok(),
    late: async (outcome) => {
      await replace(outcome);
      await refresh();
    },
  };
};
