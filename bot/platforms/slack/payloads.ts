/** The shapes that Slack sends, as far as they are read. What is malformed there is refused before anything is done. */
import { z } from 'zod';
import type { Json } from '../../../models/view-parts.js';

const id = z.string().min(1).max(255);
const json: z.ZodType<Json> = z.json();
const input = z.record(z.string(), json);
/** A word in a command's form, a boolean everywhere else. */
const flag = z.union([z.boolean(), z.string()]).optional();

export type Flag = z.infer<typeof flag>;

const place = z.object({ id });

export const commandSchema = z.object({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  team_id: id,
  enterprise_id: z.string().optional(),
  is_enterprise_install: flag,
  user_id: id,
  trigger_id: id,
  response_url: z.string(),
  channel_id: z.string().default(''),
});

const person = z.object({ id });

/** What every interaction says of where it comes from. */
const origin = {
  team: place.nullish(),
  enterprise: place.nullish(),
  is_enterprise_install: flag,
  user: person,
  trigger_id: id,
};

/** The value of an input element is under a name of its own for each kind. */
const stateSchema = z.object({
  values: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        value: z.string().nullish(),
        selected_date: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    ),
  ),
});

export const actionsSchema = z.object({
  ...origin,
  type: z.literal('block_actions'),
  container: z.object({ is_ephemeral: flag }),
  view: z
    .object({
      id,
      type: z.string(),
      private_metadata: z.string().default(''),
      state: stateSchema.optional(),
    })
    .nullish(),
  response_url: z.string().optional(),
  state: stateSchema.optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        block_id: z.string().default(''),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

export const submissionSchema = z.object({
  ...origin,
  type: z.literal('view_submission'),
  trigger_id: z.string().optional(),
  view: z.object({
    id,
    hash: z.string().default(''),
    private_metadata: z.string(),
    previous_view_id: id.nullish(),
    state: stateSchema,
  }),
});

export const globalShortcutSchema = z.object({
  ...origin,
  type: z.literal('shortcut'),
  callback_id: z.string(),
});

export const messageShortcutSchema = z.object({
  ...origin,
  type: z.literal('message_action'),
  callback_id: z.string(),
  response_url: z.string().optional(),
  message: z.object({
    text: z.string().default(''),
    user: z.string().optional(),
    username: z.string().optional(),
  }),
});

const authorization = z.object({
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  user_id: z.string().optional(),
  is_enterprise_install: flag,
});

export const eventSchema = z.object({
  type: z.literal('event_callback'),
  team_id: id.nullish(),
  context_team_id: id.nullish(),
  enterprise_id: id.nullish(),
  event_id: id,
  event_time: z.number().default(0),
  authorizations: z.array(authorization).optional(),
  event: z.object({
    type: z.string(),
    user: z.string().optional(),
    text: z.string().default(''),
    channel: z.string().default(''),
    channel_type: z.string().optional(),
    thread_ts: z.string().optional(),
    subtype: z.string().optional(),
    bot_id: z.string().optional(),
    tab: z.string().optional(),
    tokens: z.object({ bot: z.array(z.string()).optional() }).optional(),
  }),
});

export type Event = z.infer<typeof eventSchema>;
export type Origin = Pick<
  z.infer<typeof globalShortcutSchema>,
  'team' | 'enterprise' | 'is_enterprise_install' | 'user'
>;

/** What a button carries (`encode.ts`): a press, or the form whose inputs stand beside it. */
export const carried = z.union([
  z.object({ do: z.string(), input: input.default({}) }),
  z.object({ submit: z.string(), context: input.default({}) }),
]);

/** What a modal carries in its `private_metadata` (`view.ts`). */
export const modalMetadata = z.object({ home: z.boolean().optional(), message: z.string().optional() });
export const formMetadata = modalMetadata.extend({ form: z.string(), context: input });

export type State = z.infer<typeof stateSchema>;
export type Actions = z.infer<typeof actionsSchema>;
export type MessageShortcut = z.infer<typeof messageShortcutSchema>;
