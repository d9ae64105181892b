import { z } from 'zod';
import type { Json } from '../../../models/view-parts.js';
import type { Ask, Incoming } from '../platform.js';
import type { CancelRequest, PressRequest, SendRequest, SubmitRequest } from './protocol.js';

const json: z.ZodType<Json> = z.json();
const person = z.string().min(1).max(64);
const key = z.uuid();
const messageId = z.int().positive();

export const sendRequest: z.ZodType<SendRequest> = z.object({
  person,
  key,
  text: z.string().trim().min(1),
});

export const pressRequest: z.ZodType<PressRequest> = z.object({
  person,
  key,
  messageId,
  do: z.string().min(1),
  input: z.record(z.string(), json),
});

export const cancelRequest: z.ZodType<CancelRequest> = z.object({ person, key, messageId });

export const submitRequest: z.ZodType<SubmitRequest> = z.object({
  person,
  key,
  messageId,
  form: z.string().min(1),
  values: z.record(z.string(), z.string()),
  context: z.record(z.string(), json),
});

export const readRequest = z.object({ person });

export const signInRequest = z.object({ person });

/** The key is made by the page: a person is part of it, so that nobody can be given another's answer. */
export const incoming = (from: { person: string; key: string }, ask: Ask): Incoming => ({
  who: { platform: 'console', workspaceId: '', userId: from.person },
  key: `${from.person}:${from.key}`,
  repeat: false,
  ask,
});
