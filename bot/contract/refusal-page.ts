import { say } from '../../cards/say.js';
import { locales, type Reader, type Saying } from '../../models/text.js';

const readers = locales.map((locale): Reader => ({ locale, timeZone: 'UTC', link: (path) => path }));

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What a browser shows instead of the file, in both languages: whoever follows a link may be anybody. */
export const refusalPage = (said: Saying): string =>
  [
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Dealdesk</title>',
    ...readers.map((reader) => `<p lang="${reader.locale}">${escaped(say(said, reader))}</p>`),
  ].join('\n');
