import type { Text } from '../../models/text.js';

/** What docxtemplater knows about one error in a template. @see https://docxtemplater.com/docs/errors/ */
interface Fault {
  readonly id?: string;
  readonly xtag?: string;
  readonly part?: { readonly value: string };
  readonly openingtag?: string;
  readonly closingtag?: string;
  readonly errors?: readonly { readonly properties: Fault }[];
}

const LONGEST_TAG = 30;

/** A forgotten brace can make a tag of a whole sentence. */
export const short = (tag = ''): string => (tag.length > LONGEST_TAG ? `${tag.slice(0, LONGEST_TAG)}…` : tag);

const faultWords: Record<string, (fault: Fault) => Text> = {
  unopened_tag: ({ xtag }) => ({
    zh: `「${short(xtag)}}」前面少了左花括号「{」`,
    en: `"${short(xtag)}}" has no opening brace "{" before it`,
  }),
  unclosed_tag: ({ xtag }) => ({
    zh: `「{${short(xtag)}」后面少了右花括号「}」`,
    en: `"{${short(xtag)}" has no closing brace "}" after it`,
  }),
  duplicate_open_tag: ({ xtag }) => ({
    zh: `「${short(xtag)}」的左花括号写重了，只要一个「{」`,
    en: `"${short(xtag)}" has two opening braces; one "{" is enough`,
  }),
  duplicate_close_tag: ({ xtag }) => ({
    zh: `「${short(xtag)}」处右花括号写重了，只要一个「}」`,
    en: `"${short(xtag)}" has one closing brace too many; one "}" is enough`,
  }),
  unopened_loop: ({ xtag }) => ({
    zh: `「{/${short(xtag)}}」前面没有对应的「{#${short(xtag)}}」`,
    en: `"{/${short(xtag)}}" has no "{#${short(xtag)}}" before it`,
  }),
  unclosed_loop: ({ xtag }) => ({
    zh: `「{#${short(xtag)}}」后面没有对应的「{/${short(xtag)}}」`,
    en: `"{#${short(xtag)}}" has no "{/${short(xtag)}}" after it`,
  }),
  closing_tag_does_not_match_opening_tag: ({ openingtag, closingtag }) => ({
    zh: `「{#${short(openingtag)}}」被「{/${short(closingtag)}}」结束了，两处的名称要一致`,
    en: `"{#${short(openingtag)}}" is ended by "{/${short(closingtag)}}"; both must have the same name`,
  }),
  too_long: () => ({
    zh: '文件里的文字太多（超过 20 MB），不像一份合同模板。请用 Word 打开，删去多余的内容后再试',
    en: 'There is too much text in the file (more than 20 MB) for a contract template. Open it in Word and take out what does not belong there',
  }),
  unbalanced_loop_tags: () => ({
    zh: '表格里有两组「{#…}」「{/…}」互相交叉，一组结束后才能开始另一组',
    en: 'Two pairs of "{#…}" and "{/…}" in a table cross each other; end one before the other begins',
  }),
  loop_position_invalid: ({ xtag }) => ({
    zh: `「{#${short(xtag)}}」和「{/${short(xtag)}}」要放在同一张表格里，或者都放在表格外面`,
    en: `"{#${short(xtag)}}" and "{/${short(xtag)}}" must both stand in one table, or both outside of it`,
  }),
};

const misused = (tag: string): Text => ({
  zh: `「{${short(tag)}}」不能这样用在这里`,
  en: `"{${short(tag)}}" cannot be used like this here`,
});

const unreadable: Text = {
  zh: '文件打不开，不是有效的 Word 文档（.docx）。请用 Word 打开原文件，另存为 .docx 后再试；不支持旧的 .doc 格式',
  en: 'The file cannot be opened as a Word document (.docx). Open the original in Word and save it as .docx; the old .doc format will not do',
};

const wordsFor = (fault: Fault): Text => {
  const tag = fault.xtag ?? fault.part?.value;
  const say = faultWords[fault.id ?? ''];

  return say?.(fault) ?? (tag ? misused(tag) : unreadable);
};

/** Told apart before any of it is unpacked. */
export class TooLong extends Error {
  readonly properties: Fault = { id: 'too_long' };
}

const propertiesOf = (error: unknown): Fault =>
  error instanceof Error && 'properties' in error ? (error.properties as Fault) : {};

const flat = (fault: Fault): readonly Fault[] =>
  fault.errors?.flatMap((error) => flat(error.properties)) ?? [fault];

/** Says whatever was thrown while a template was opened, so that its author can mend it. */
export const faultsInWords = (error: unknown): Text[] => flat(propertiesOf(error)).map(wordsFor);
