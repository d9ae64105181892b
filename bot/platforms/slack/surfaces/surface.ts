import type { Log } from '../../log.js';
import type { Redrawn } from '../../outcome.js';
import type { Incoming, Outcome, Render } from '../../platform.js';
import type { SlackApi } from '../api.js';
import type { Place } from '../decoded.js';
import type { Sealed } from '../sealed.js';

/** What Slack gets back for its request, and what is done once it has it. */
export interface Ack {
  /** 503 makes Slack deliver an event again. */
  readonly status: 200 | 503;
  /** `''` and not nothing: Koa makes a 204 of nothing, and Slack wants a 200. */
  readonly body: object | '';
  readonly after?: () => Promise<void>;
}

/** How things are answered at one place. */
export interface Surface {
  /** @param limitMs  how long Slack still waits */
  answer(outcome: Outcome, limitMs: number): Ack | Promise<Ack>;
  /** Slack waits three seconds. This is what it hears when there is no outcome yet. */
  waiting(): Ack;
  /** The outcome came after that. */
  late(outcome: Outcome): Promise<void>;
}

export interface Tools {
  readonly api: SlackApi;
  readonly render: Render;
  readonly log: Log;
  readonly sealed: Sealed;
  readonly redrawn: Redrawn;
  /** Draws the person's Home tab again, after what came in has changed something. */
  readonly refreshHome: (incoming: Incoming) => Promise<void>;
}

export type SurfaceAt<Type extends Place['type']> = (
  place: Extract<Place, { type: Type }>,
  incoming: Incoming,
  tools: Tools,
) => Surface;

export const ok = (body: object | '' = '', after?: Ack['after']): Ack => ({
  status: 200,
  body,
  ...(after && { after }),
});
export const tryAgain: Ack = { status: 503, body: '' };
export const nothing = async (): Promise<void> => {};
