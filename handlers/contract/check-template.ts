import type { DXT } from 'docxtemplater';
import type { Text } from '../../models/text.js';
import { type Compiled, compile, isTag } from './compile.js';
import { contractTags, linesTag, lineTags, namesOf } from './tags.js';
import { faultsInWords, short } from './template-faults.js';

interface TemplateReport {
  /** With any of these no contract can be drawn. */
  readonly problems: readonly Text[];
  /** What a contract usually says and this template does not. */
  readonly missing: readonly Text[];
}

const anywhere = namesOf(contractTags);
const inLines = namesOf(lineTags);
const inRow = [...anywhere, ...inLines];
const ofLines = namesOf({ linesTag });
const everyName = [...inRow, ...ofLines];
const usual: readonly Text[] = [
  contractTags.contractNumber,
  contractTags.sellerName,
  contractTags.customerName,
  linesTag,
  contractTags.total,
];

const isSection = (part: DXT.Part): boolean => part.module === 'loop';

const tagsWithin = (part: DXT.Part): DXT.Part[] => (part.subparsed ?? []).filter(isTag);

/** All letters of the shorter name are in the longer one, in order: something was left out or added. */
const isSlipOf = (name: string, known: string): boolean => {
  const [longer, shorter] = name.length > known.length ? [name, known] : [known, name];
  const letters = [...shorter];
  for (const letter of longer) if (letter === letters[0]) letters.shift();
  return letters.length === 0 && shorter.length > 1 && longer.length <= shorter.length * 2;
};

const similar = (name: string): string | undefined =>
  everyName
    .filter((known) => isSlipOf(name, known))
    .sort((a, b) => Math.abs(a.length - name.length) - Math.abs(b.length - name.length))[0];

const unknown = (tag: string): Text => {
  const known = similar(tag.toLowerCase());

  return {
    zh: `没有「{${short(tag)}}」这个标签${known ? `，是不是想写「{${known}}」` : ''}`,
    en: `There is no tag "{${short(tag)}}"${known ? `; did you mean "{${known}}"` : ''}`,
  };
};

const outsideLines = (tag: string): Text => ({
  zh: `「{${tag}}」只能写在「{#${linesTag.zh}}」和「{/${linesTag.zh}}」之间`,
  en: `"{${tag}}" can only stand between "{#${linesTag.en}}" and "{/${linesTag.en}}"`,
});

const notASection = (tag: string): Text => ({
  zh: `「{${tag}}」要成对写：表格行开头写「{#${tag}}」，结尾写「{/${tag}}」`,
  en: `"{${tag}}" comes as a pair: "{#${tag}}" where the table row begins and "{/${tag}}" where it ends`,
});

const linesWithinLines = (tag: string): Text => ({
  zh: `「{#${tag}}」里面不能再放一组「{#${tag}}」，不然每一行产品都会重复很多遍`,
  en: `Within "{#${tag}}" there cannot be another "{#${tag}}"; each product would come many times`,
});

const fullWidth = (tag: string): Text => ({
  zh: `「｛${tag}｝」用了全角花括号，请切换到英文输入法，改成「{${tag}}」`,
  en: `"｛${tag}｝" has full-width braces; type it with plain ones: "{${tag}}"`,
});

const fetches = (address: string): Text => ({
  zh: `模板引用了外部文件「${short(address)}」，打开合同的人会从那里读取内容。图片请直接插入文件（不要用“链接到文件”）`,
  en: `The template takes in "${short(address)}" from outside, which whoever opens a contract would fetch. Insert pictures into the file (no "Link to File")`,
});

const absent = ({ zh, en }: Text): Text => ({
  zh: `模板里没有「{${zh}}」，生成的合同里不会有这一项`,
  en: `The template has no "{${en}}", so the contract will not say it`,
});

const problemWith = (part: DXT.Part, within: readonly string[]): Text | undefined => {
  const name = part.value.trim();
  if (part.module === 'rawxml') return unknown(`@${name}`);
  if (ofLines.includes(name) && !isSection(part)) return notASection(name);
  if (ofLines.includes(name)) return within === inRow ? linesWithinLines(name) : undefined;
  if (within.includes(name)) return undefined;
  return inLines.includes(name) ? outsideLines(name) : unknown(name);
};

const problemsIn = (tags: readonly DXT.Part[], within = anywhere): Text[] =>
  tags.flatMap((part) => {
    const repeats = ofLines.includes(part.value.trim());
    const problem = problemWith(part, within);
    return [...(problem ? [problem] : []), ...problemsIn(tagsWithin(part), repeats ? inRow : within)];
  });

const fullWidthIn = (text: string): Text[] =>
  [...text.matchAll(/｛[#^/]?([^{}｛｝]+)｝/g)]
    .map(([, name = '']) => name.trim())
    .filter((name) => everyName.includes(name))
    .map(fullWidth);

const once = (texts: readonly Text[]): Text[] => [...new Map(texts.map((text) => [text.en, text])).values()];

const namesIn = (tags: readonly DXT.Part[]): string[] =>
  tags.flatMap((part) => [part.value.trim(), ...namesIn(tagsWithin(part))]);

const compileOrSay = (template: Buffer): Compiled | Text[] => {
  try {
    return compile(template);
  } catch (error) {
    return faultsInWords(error);
  }
};

const report = ({ tags, text, fetched }: Compiled): TemplateReport => {
  const used = namesIn(tags);

  return {
    problems: once([...problemsIn(tags), ...fullWidthIn(text), ...fetched.map(fetches)]),
    missing: usual.filter(({ zh, en }) => !used.includes(zh) && !used.includes(en)).map(absent),
  };
};

/** A template that was read as a reviewer would. */
interface ReadTemplate extends TemplateReport {
  /** Ready to be filled, once; missing where the file could not be read as a template. */
  readonly document?: Compiled['document'];
}

/** Reads a firm's template, and says what its author has to change. */
export const readTemplate = (template: Buffer): ReadTemplate => {
  const compiled = compileOrSay(template);
  if (Array.isArray(compiled)) return { problems: once(compiled), missing: [] };
  return { ...report(compiled), document: compiled.document };
};

export const checkTemplate = (template: Buffer): TemplateReport => {
  const { problems, missing } = readTemplate(template);
  return { problems, missing };
};
