import { parse as parseForm } from 'node:querystring';
import { BadBody, parseJson } from '../body.js';

const MAX_FORM_KEYS = 100;

/**
 * A form, a form with JSON in its field `payload`, or JSON. A charset behind the content type changes nothing.
 * @throws BadBody 400 for what cannot be read, 415 for another content type
 */
export const parseBody = (contentType: string | undefined, raw: Buffer): unknown => {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === 'application/json') return parseJson(raw.toString());
  if (mediaType !== 'application/x-www-form-urlencoded')
    throw new BadBody(415, `Slack sends no ${mediaType ?? 'bodies without a content type'}.`);

  const form = parseForm(raw.toString(), '&', '=', { maxKeys: MAX_FORM_KEYS + 1 });
  if (Object.keys(form).length > MAX_FORM_KEYS) throw new BadBody(400, 'The form has too many fields.');
  return typeof form.payload === 'string' ? parseJson(form.payload) : form;
};
