import type { Locale, Param, Reader, Saying, Text } from '../models/text.js';
import type { Button, Press, StageView, TimelineEntry } from '../models/view-parts.js';
import type { State } from './approval-words.js';
import type {
  Action,
  ActionSet,
  AdaptiveCard,
  Card,
  Container,
  Element,
  FactSet,
  OpenUrl,
  Submit,
  TextBlock,
} from './card.js';
import { type Choice, choicesOn, pressOf } from './choices.js';
import { clip, line } from './clean.js';
import { inWords, say, show, showInLines, tell, tellInLines } from './say.js';
import { common } from './words.js';

/** How much of what people typed a card shows, in UTF-16 units. */
export const TITLE = 120;
export const NAME = 40;
export const DETAIL = 160;
export const REMARK = 80;
export const COMMENT = 300;

const ROW_DETAIL = 60;

const MAX_TEXT = 500;
const MAX_BUTTON = 40;
const MAX_NAMES = 3;

const lang: Record<Locale, AdaptiveCard['lang']> = { 'zh-CN': 'zh', en: 'en' };

export const card = (
  reader: Reader,
  text: string,
  body: readonly Element[],
  actions: readonly Action[] = [],
): Card => ({
  text: clip(text, MAX_TEXT),
  body: {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: lang[reader.locale],
    body,
    ...(actions.length > 0 && { actions }),
  },
});

export const heading = (text: string): TextBlock => ({
  type: 'TextBlock',
  text,
  style: 'heading',
  size: 'large',
  weight: 'bolder',
  wrap: true,
});

const subheading = (text: string): TextBlock => ({
  type: 'TextBlock',
  text,
  weight: 'bolder',
  wrap: true,
  spacing: 'medium',
  separator: true,
});

/** How a text looks, where that is not as usual. */
type Look = Omit<TextBlock, 'type' | 'text' | 'wrap'>;

export const paragraph = (text: string, look: Look = {}): TextBlock => ({
  type: 'TextBlock',
  text,
  wrap: true,
  ...look,
});

export const small = (text: string, look: Look = {}): TextBlock => ({
  type: 'TextBlock',
  text,
  size: 'small',
  isSubtle: true,
  wrap: true,
  spacing: 'none',
  ...look,
});

/** A heading with what belongs under it; without anything under it, nothing. */
export const section = (title: string, under: readonly Element[]): readonly Element[] =>
  under.length > 0 ? [subheading(title), ...under] : [];

type FactEntry = readonly [label: Text, value: Param | null | undefined];

/** Label and value in two columns; a fact without a value is left out. */
export const facts = (reader: Reader, entries: readonly FactEntry[]): readonly FactSet[] => {
  const known = entries.flatMap(([label, value]) =>
    value === null || value === undefined || value === ''
      ? []
      : [{ title: line(inWords(label, reader), NAME), value: showInLines(value, reader) }],
  );
  return known.length > 0 ? [{ type: 'FactSet', facts: known, spacing: 'medium' }] : [];
};

const styles: Record<NonNullable<Button['style']>, Submit['style']> = {
  primary: 'positive',
  danger: 'destructive',
};

export const pressButton = (
  reader: Reader,
  label: Saying,
  press: Press,
  style?: Button['style'],
): Submit => ({
  type: 'Action.Submit',
  title: clip(say(label, reader), MAX_BUTTON),
  style: style ? styles[style] : 'default',
  data: { do: press.do, input: press.input ?? {} },
});

export const linkButton = (reader: Reader, label: Saying, path: string): OpenUrl => ({
  type: 'Action.OpenUrl',
  title: clip(say(label, reader), MAX_BUTTON),
  url: reader.link(path),
});

export const buttonRow = (...actions: readonly Action[]): ActionSet => ({ type: 'ActionSet', actions });

/** Buttons for what its reader may do with what is shown. */
export const choices = <View extends { readonly id: number; readonly can: readonly string[] }>(
  reader: Reader,
  view: View,
  all: readonly Choice<View>[],
): readonly Submit[] =>
  choicesOn('card', view, all).map((choice) =>
    pressButton(reader, { text: choice.label }, pressOf(choice, view), choice.style),
  );

/** `商机 D-1024 · 云帆科技`: what is known of several things on one line. */
export const dotted = (...parts: readonly (string | null | false)[]): string =>
  parts.filter(Boolean).join(' · ');

interface Row {
  readonly title: string;
  readonly details: readonly (Param | null)[];
  readonly press?: Press | undefined;
  /** What pressing opens, when the title would be too long to read out. */
  readonly opens?: string;
}

/** One thing of a list: what it is, and beneath it small what else matters. Pressing the row opens it. */
export const row = (reader: Reader, { title, details, press, opens }: Row): Container => {
  const name = line(title, TITLE);
  const beneath = dotted(...details.map((each) => each !== null && clip(show(each, reader), ROW_DETAIL)));
  return {
    type: 'Container',
    items: [
      paragraph(name, press && { color: 'accent' }),
      ...(beneath ? [small(clip(beneath, DETAIL))] : []),
    ],
    spacing: 'small',
    ...(press && {
      selectAction: pressButton(
        reader,
        { text: common.open, params: { what: opens ?? clip(name, 24) } },
        press,
      ),
    }),
  };
};

/** `李四、王五 等 5 人`, `Li Si, Wang Wu and 3 more` */
export const names = (reader: Reader, people: readonly string[], most = MAX_NAMES): string => {
  const shown = people.slice(0, most).map((each) => line(each, NAME));
  const joined = shown.join(inWords(common.comma, reader));
  const more = people.length - shown.length;
  return more > 0 ? tell(reader, common.namesAndMore, { names: joined, count: people.length, more }) : joined;
};

/** `李四（代 王五）` when somebody acts for somebody else. */
export const actingFor = (who: string, whom: string | null | undefined, reader: Reader): string =>
  whom ? tell(reader, common.onBehalfOf, { who: line(who, NAME), whom: line(whom, NAME) }) : line(who, NAME);

export const timeline = (
  reader: Reader,
  entries: readonly TimelineEntry[],
  max: number,
): readonly TextBlock[] =>
  entries.slice(0, max).map(({ at, who, onBehalfOf, what }) => {
    const name = typeof who === 'string' ? who : inWords(who, reader);
    const said = { at: { at }, who: actingFor(name, onBehalfOf, reader), what };
    return small(tellInLines(reader, common.entry, said), { spacing: 'small' });
  });

/** `还有 12 项` when not all are shown. */
export const andMore = (reader: Reader, all: number, shown: number): readonly TextBlock[] =>
  all > shown ? [small(tell(reader, common.andMore, { count: all - shown }), { spacing: 'small' })] : [];

export const stageName = ({ name }: StageView, reader: Reader): string => line(inWords(name, reader), NAME);

export const withMark = ({ mark, word }: State, reader: Reader): string => `${mark} ${inWords(word, reader)}`;

const MINUTES_PER_DAY = 24 * 60;

/** How long something took, in its two largest units. */
export const span = (from: string, to: string, reader: Reader): string =>
  duration(Date.parse(to) - Date.parse(from), reader);

export const duration = (ms: number, reader: Reader): string => {
  const total = Math.max(0, Math.floor(ms / 60_000));
  const days = Math.floor(total / MINUTES_PER_DAY);
  const hours = Math.floor((total % MINUTES_PER_DAY) / 60);
  const minutes = total % 60;
  if (days > 0) return tell(reader, common.days, { days, hours });
  if (hours > 0) return tell(reader, common.hours, { hours, minutes });
  return tell(reader, minutes > 0 ? common.minutes : common.underOneMinute, { minutes });
};
