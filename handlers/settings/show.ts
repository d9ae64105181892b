import { z } from 'zod';
import { saying } from '../../models/text.js';
import { card, useCase } from '../useCase.js';
import { settingsLines } from './view.js';
import { words } from './words.js';

/** `/settings`: what I have set, and what goes for whom has set nothing. */
export const showSettings = useCase(z.object({}), async (ctx) =>
  card({
    kind: 'notice',
    title: saying(words.title),
    body: settingsLines(ctx.actor, ctx),
    buttons: [{ label: saying(words.change), press: { do: 'settings.form', input: {} }, style: 'primary' }],
  }),
);
