/**
 * What Slack takes and what it refuses, from its documentation and not from our encoder, so that the two can disagree.
 * Each problem is written as Slack writes it: `must be … [json-pointer:/blocks/0/text]`.
 * @see https://docs.slack.dev/reference/block-kit
 */
type Check = (value: unknown, at: string, problems: string[]) => void;
type Shape = Readonly<Record<string, Check>>;

const say = (problems: string[], at: string, words: string) =>
  problems.push(`[ERROR] ${words} [json-pointer:${at}]`);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text =
  (max: number, min = 1): Check =>
  (value, at, problems) => {
    if (typeof value !== 'string') say(problems, at, 'must be a string');
    else if (value.length < min) say(problems, at, `must be more than ${min - 1} characters`);
    else if (value.length > max) say(problems, at, `must be less than ${max + 1} characters`);
    else if (/\p{Cs}/u.test(value)) say(problems, at, 'must be well-formed');
  };

const flag: Check = (value, at, problems) => {
  if (typeof value !== 'boolean') say(problems, at, 'must be a boolean');
};

const count =
  (min: number, max: number): Check =>
  (value, at, problems) => {
    if (!Number.isInteger(value) || Number(value) < min || Number(value) > max)
      say(problems, at, `must be a number from ${min} to ${max}`);
  };

const oneOf =
  (...allowed: readonly string[]): Check =>
  (value, at, problems) => {
    if (!allowed.includes(String(value))) say(problems, at, `must be one of ${allowed.join(', ')}`);
  };

const matching =
  (form: RegExp, words: string): Check =>
  (value, at, problems) => {
    if (typeof value !== 'string' || !form.test(value)) say(problems, at, words);
  };

const list =
  (max: number, each: Check, min = 1): Check =>
  (value, at, problems) => {
    if (!Array.isArray(value)) return void say(problems, at, 'must be an array');
    if (value.length < min) say(problems, at, `must have at least ${min} items`);
    if (value.length > max) say(problems, at, `no more than ${max} items allowed`);
    value.forEach((item, index) => {
      each(item, `${at}/${index}`, problems);
    });
  };

const shape =
  (required: Shape, optional: Shape = {}): Check =>
  (value, at, problems) => {
    if (!isObject(value)) return void say(problems, at, 'must be an object');
    for (const key of Object.keys(required))
      if (!(key in value)) say(problems, at, `missing required field: ${key}`);
    for (const [key, inner] of Object.entries(value)) {
      const check = Object.hasOwn(required, key)
        ? required[key]
        : Object.hasOwn(optional, key)
          ? optional[key]
          : undefined;
      if (check) check(inner, `${at}/${key}`, problems);
      else say(problems, `${at}/${key}`, 'additional property not allowed');
    }
  };

const all =
  (...checks: readonly Check[]): Check =>
  (value, at, problems) => {
    for (const check of checks) check(value, at, problems);
  };

const when =
  (fails: (value: Record<string, unknown>) => boolean, words: string): Check =>
  (value, at, problems) => {
    if (isObject(value) && fails(value)) say(problems, at, words);
  };

/** By its `type`, as in a union. */
const kinds =
  (table: Readonly<Record<string, Check>>, what: string): Check =>
  (value, at, problems) => {
    const type = isObject(value) ? String(value.type) : '';
    const check = Object.hasOwn(table, type) ? table[type] : undefined;
    if (check) check(value, at, problems);
    else say(problems, at, `unsupported ${what}: ${type}`);
  };

const any: Check = () => {};
const id = text(255);

const plainText = (max: number): Check =>
  shape({ type: oneOf('plain_text'), text: text(max) }, { emoji: flag });
const anyText = (max: number): Check =>
  kinds(
    {
      plain_text: plainText(max),
      mrkdwn: shape({ type: any, text: text(max) }, { verbatim: flag }),
    },
    'text',
  );

const option = shape({ text: plainText(75), value: text(75) }, { description: plainText(75) });

const sameValues = (options: unknown): boolean => {
  const values = (Array.isArray(options) ? options : []).map((each) => each?.value);
  return new Set(values).size < values.length;
};

const isOffered = ({ options, initial_option: initial }: Record<string, unknown>): boolean =>
  initial === undefined ||
  (Array.isArray(options) && options.some((each) => JSON.stringify(each) === JSON.stringify(initial)));

const confirm = shape(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  { style: oneOf('primary', 'danger') },
);

const button = shape(
  { type: any, text: plainText(75), action_id: id },
  {
    value: text(2000),
    url: all(text(3000), matching(/^https?:\/\//, 'must be a url')),
    style: oneOf('primary', 'danger'),
    confirm,
    accessibility_label: text(75),
  },
);

const staticSelect = all(
  shape(
    { type: any, action_id: id, options: list(100, option) },
    { initial_option: option, placeholder: plainText(150), confirm, focus_on_load: flag },
  ),
  when(({ options }) => sameValues(options), 'options must have different values'),
  when((value) => !isOffered(value), 'initial_option must be one of the options'),
);

const overflow = shape({ type: any, action_id: id, options: list(5, option) }, { confirm });

const isRealDay: Check = (value, at, problems) => {
  const isReal =
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value);
  if (!isReal) say(problems, at, 'must be a date YYYY-MM-DD');
};

const datepicker = shape(
  { type: any, action_id: id },
  { initial_date: isRealDay, placeholder: plainText(150), confirm, focus_on_load: flag },
);

const plainTextInput = all(
  shape(
    { type: any, action_id: id },
    {
      multiline: flag,
      min_length: count(0, 3000),
      max_length: count(1, 3000),
      initial_value: text(3000),
      placeholder: plainText(150),
      focus_on_load: flag,
    },
  ),
  when(
    ({ initial_value: value, max_length: max }) =>
      typeof value === 'string' && value.length > Number(max ?? 3000),
    'initial_value must not be longer than max_length',
  ),
);

const pressable = kinds({ button, static_select: staticSelect, overflow, datepicker }, 'element');
const fillable = kinds(
  { plain_text_input: plainTextInput, datepicker, static_select: staticSelect },
  'input element',
);

const style = shape({}, { bold: flag, italic: flag, strike: flag, code: flag });
const leaf = kinds(
  {
    text: shape({ type: any, text: text(3000) }, { style }),
    link: shape({ type: any, url: text(3000) }, { text: text(3000), style }),
    user: shape({ type: any, user_id: id }, { style }),
    emoji: shape({ type: any, name: text(255) }),
  },
  'rich text element',
);
const richSection = shape({ type: any, elements: list(1000, leaf) });
const rich = kinds(
  {
    rich_text_section: richSection,
    rich_text_list: shape(
      { type: any, style: oneOf('bullet', 'ordered'), elements: list(1000, richSection) },
      { indent: count(0, 8) },
    ),
  },
  'rich text element',
);

const differentActions = (elements: unknown): boolean => {
  const ids = (Array.isArray(elements) ? elements : []).map((each) => each?.action_id).filter(Boolean);
  return new Set(ids).size < ids.length;
};

const block_id = id;
const block = kinds(
  {
    section: all(
      shape(
        { type: any },
        {
          block_id,
          text: anyText(3000),
          fields: list(10, anyText(2000)),
          accessory: pressable,
          expand: flag,
        },
      ),
      when((value) => !('text' in value) && !('fields' in value), 'must have text or fields'),
    ),
    header: shape({ type: any, text: plainText(150) }, { block_id }),
    divider: shape({ type: any }, { block_id }),
    context: shape({ type: any, elements: list(10, anyText(3000)) }, { block_id }),
    actions: all(
      shape({ type: any, elements: list(25, pressable) }, { block_id }),
      when(({ elements }) => differentActions(elements), 'action_id must be unique in its block'),
    ),
    input: shape(
      { type: any, label: plainText(2000), element: fillable },
      { block_id, hint: plainText(2000), optional: flag, dispatch_action: flag },
    ),
    rich_text: shape({ type: any, elements: list(1000, rich) }, { block_id }),
  },
  'block',
);

const blocks = (max: number): Check => {
  const each = list(max, block, 0);
  return (value, at, problems) => {
    each(value, at, problems);
    const ids = (Array.isArray(value) ? value : []).map((one) => one?.block_id).filter(Boolean);
    if (new Set(ids).size < ids.length) say(problems, at, 'block_id must be unique');
  };
};

const messageBlocks = blocks(50);
const viewBlocks = blocks(100);

const view = kinds(
  {
    modal: all(
      shape(
        { type: any, title: plainText(24), blocks: viewBlocks },
        {
          submit: plainText(24),
          close: plainText(24),
          private_metadata: text(3000, 0),
          callback_id: text(255, 0),
          external_id: text(255, 0),
          clear_on_close: flag,
          notify_on_close: flag,
        },
      ),
      when(
        ({ submit, blocks: inside }) =>
          !submit && Array.isArray(inside) && inside.some((each) => each?.type === 'input'),
        'submit is required with an input block',
      ),
    ),
    home: shape(
      { type: any, blocks: viewBlocks },
      { private_metadata: text(3000, 0), callback_id: text(255, 0), external_id: text(255, 0) },
    ),
  },
  'view',
);

const MAX_VIEW_BYTES = 250_000;

/** What is wrong with a message's blocks: nothing, if Slack would take it. */
export const messageProblems = (value: unknown): string[] => {
  const problems: string[] = [];
  messageBlocks(value, '/blocks', problems);
  return problems;
};

export const viewProblems = (value: unknown): string[] => {
  const problems: string[] = [];
  view(value, '/view', problems);
  if (Buffer.byteLength(JSON.stringify(value)) > MAX_VIEW_BYTES) problems.push('view_too_large');
  return problems;
};

/** Whom a text written in mrkdwn would call: `<!channel>`, `<@U1>`; and which links it would draw. */
export const callsIn = (mrkdwn: string): string[] =>
  [...mrkdwn.matchAll(/<([^<>]*)>/g)].map((match) => match[1] ?? '');

const unescaped = (mrkdwn: string): string =>
  mrkdwn.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** The text that a person sees in some blocks, line by line, with nothing of how it is drawn. */
export const shownIn = (value: unknown): string => shown(value).join('\n');

const bold = /^\*(.*)\*$/gm;

const shown = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(shown);
  if (!isObject(value)) return [];
  if (value.type === 'mrkdwn') return [unescaped(String(value.text).replace(bold, '$1'))];
  if (value.type === 'rich_text_section' && Array.isArray(value.elements))
    return [value.elements.map((each) => String(each.text)).join('')];
  if (typeof value.text === 'string') return [value.text];
  const {
    text: inner,
    fields,
    elements,
    element,
    accessory,
    label,
    options,
    initial_value: typed,
    hint,
    blocks,
  } = value;
  return [label, inner, fields, elements, element, options, accessory, hint, blocks]
    .flatMap(shown)
    .concat(typeof typed === 'string' ? [typed] : []);
};

/** All mrkdwn in some blocks, as Slack would format it. */
export const mrkdwnIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  if (!isObject(value)) return [];
  if (value.type === 'mrkdwn') return [String(value.text)];
  return Object.values(value).flatMap(mrkdwnIn);
};
