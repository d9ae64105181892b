/** Whoever leaves a form half filled in, and presses the same button again, goes on with it. */
import type { Answered, PressRequest } from '../bot/miniapp/protocol.js';
import { api } from './api.js';
import { begun, keepBegun } from './draft.js';
import { failureOf } from './load.js';

/** What was begun there and left, as far as it can still be sent. */
const leftOpen = async (asked: string): Promise<Answered | undefined> => {
  const token = begun(asked);
  if (!token) return undefined;
  const state = await api.form(token).catch((error) => {
    if (failureOf(error).isUnsure) throw error;
  });
  return state && 'form' in state
    ? { answer: { type: 'form', form: state.form }, links: {}, form: token }
    : undefined;
};

export const pressOrGoOn = async (press: PressRequest): Promise<Answered> => {
  const asked = JSON.stringify([press.do, press.input]);
  const open = await leftOpen(asked);
  if (open) return open;
  const answered = await api.press(press);
  if (answered.form) keepBegun(asked, answered.form);
  return answered;
};
