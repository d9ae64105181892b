import type { Employee } from '../../models/employee.js';
import { type Param, type Saying, saying, type Text } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { choiceField, remembering } from '../fields.js';
import { type Context, whereTyped } from '../useCase.js';
import { NO, YES } from './read.js';
import { words } from './words.js';

/** Each in itself, as whoever looks for it reads it. */
const languages = { 'zh-CN': '中文', en: 'English' } as const;

/** When the digest comes to whoever has chosen no time. */
type Usual = Pick<Context, 'digestAt'>;

const digestSaid = ({ digestTime }: Employee, { digestAt = '' }: Usual): Text | Saying => {
  if (digestTime === null) return saying(words.digestUsual, { time: digestAt });
  return digestTime === 'off' ? words.digestOff : saying(words.digestAt, { time: digestTime });
};

const quietSaid = ({ quiet }: Employee): Text | Saying => {
  if (quiet?.span) return saying(quiet.daysOff ? words.quietBoth : words.quietSpan, quiet.span);
  return quiet?.daysOff ? words.quietDays : words.quietNone;
};

/** What somebody has, line by line. */
export const settingsLines = (person: Employee, usual: Usual): readonly Saying[] => {
  const line = (label: Text, value: Param) => saying(words.line, { label, value });
  return [
    line(words.language, languages[person.locale]),
    line(words.zone, person.timeZone),
    line(words.digest, digestSaid(person, usual)),
    line(words.quiet, quietSaid(person)),
  ];
};

const digestValue = ({ digestTime, locale }: Employee): string => {
  if (digestTime !== 'off') return digestTime ?? '';
  return locale === 'en' ? words.digestOff.en : words.digestOff.zh;
};

const spanValue = ({ quiet }: Employee): string => (quiet?.span ? `${quiet.span.from}-${quiet.span.to}` : '');

const LONGEST = 60;

const typed = (name: string, label: Text, value: string, hint: Text): Field => ({
  name,
  label,
  type: 'text',
  required: false,
  value,
  hint,
  maxLength: LONGEST,
});

export const settingsForm = (person: Employee, ctx: Context): FormView => {
  const { digestAt = '' } = ctx;
  const digestHint = whereTyped(ctx, words.digestHint, words.digestHintOnPage);
  return remembering({
    kind: 'form',
    form: 'settings.set',
    title: words.title,
    fields: [
      { ...choiceField('language', words.language, languages), value: person.locale },
      { ...typed('zone', words.zone, person.timeZone, words.zoneHint), required: true },
      {
        ...typed('digest', words.digest, digestValue(person), digestHint),
        placeholder: { zh: digestAt, en: digestAt },
      },
      typed('quiet', words.quiet, spanValue(person), words.quietHint),
      {
        ...choiceField('daysOff', words.daysOff, { [NO]: words.no, [YES]: words.yes }),
        value: person.quiet?.daysOff ? YES : NO,
      },
    ],
    submit: words.save,
    context: {},
  });
};
