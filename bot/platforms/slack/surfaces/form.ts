import { brokenOutcome, formIn, inBoth } from '../../outcome.js';
import type { Outcome } from '../../platform.js';
import { formErrors, wordsModal } from '../view.js';
import { draw, instead, texts } from './drawing.js';
import { ok, type SurfaceAt } from './surface.js';

export const submitted: SurfaceAt<'form'> = (place, incoming, tools) => {
  const { message, modal } = draw(tools, place.origin);
  const { api, sealed, redrawn, refreshHome } = tools;
  const { workspaceId } = incoming.who;

  /** Slack puts errors under the fields that it shows; a form that has others now is drawn anew. */
  const answered = (outcome: Outcome): object => {
    const { answer, reader } = outcome;
    if (answer.type === 'errors') {
      const errors = formErrors(answer.form, reader);
      const fields = Object.keys(errors);
      if (fields.length > 0 && fields.every((field) => place.fields.includes(field)))
        return { response_action: 'errors', errors };
    }
    return { response_action: 'update', view: modal(outcome) };
  };

  /** What was there before the form, and shows how it was. */
  const redraw = async (outcome: Outcome): Promise<void> => {
    if (place.origin.home && !formIn(outcome.answer)) await refreshHome(incoming);
    const now = await redrawn(incoming, outcome);
    if (!now) return;
    const url = sealed.open(place.origin.message ?? '');
    if (url) await api.respond(url, instead(message(now)));
    if (place.beneath) await api.updateView(workspaceId, place.beneath, modal(now));
  };

  return {
    answer: (outcome) => ok(answered(outcome), () => redraw(outcome)),
    waiting: () =>
      ok({
        response_action: 'update',
        view: wordsModal(inBoth(texts.working), brokenOutcome.reader, place.origin),
      }),
    late: async (outcome) => {
      await api.updateView(workspaceId, place.viewId, modal(outcome));
      await redraw(outcome);
    },
  };
};
