/** `npm run template -- check | try <file>`: what a firm has to change in its contract template, in both languages, and what comes of it. */
import { readFile, writeFile } from 'node:fs/promises';
import { checkTemplate } from '../../handlers/contract/check-template.js';
import { contractContent } from '../../handlers/contract/content.js';
import { drawContract } from '../../handlers/contract/draw.js';
import { sampleContract } from '../../handlers/contract/sample.js';
import { contractTags, linesTag, lineTags } from '../../handlers/contract/tags.js';
import type { Text } from '../../models/text.js';
import { fromHere, type Printout, print, runAsCommand } from './command.js';

const usage: Text = {
  zh: '用法：npm run template -- check <文件.docx>（检查合同模板）；try <文件.docx>（用虚构的内容试填一份）；tags（列出可用的标签）',
  en: 'Usage: npm run template -- check <file.docx> (checks a contract template); try <file.docx> (fills it with invented contents); tags (lists the tags)',
};
const good: Text = { zh: '模板没有问题，可以使用。', en: 'The template is fine and can be used.' };
const bad: Text = { zh: '模板需要修改：', en: 'The template needs mending:' };
const worthALook: Text = { zh: '请留意：', en: 'Worth a look:' };
const loop: Text = {
  zh: `产品明细：把表格的一行放在「{#${linesTag.zh}}」和「{/${linesTag.zh}}」之间，行内可用：`,
  en: `Products: put one table row between "{#${linesTag.en}}" and "{/${linesTag.en}}"; within it:`,
};

const both = ({ zh, en }: Text): string[] => [zh, en];
const item = ({ zh, en }: Text): string[] => [`  · ${zh}`, `    ${en}`];
const braces = ({ zh, en }: Text): string => `  {${zh}}  {${en}}`;
const section = (title: Text, items: readonly Text[]): string[] =>
  items.length ? [...both(title), ...items.flatMap(item)] : [];

const explain = async (): Promise<Printout> => ({ lines: both(usage), exitCode: 2 });

const unfound = (file: string): Text => ({
  zh: `读不到文件 ${file}，请检查路径。`,
  en: `The file ${file} cannot be read. Check its path.`,
});

const check = async (file?: string): Promise<Printout> => {
  if (!file) return explain();
  const template = await readFile(fromHere(file)).catch(() => null);
  if (!template) return { lines: both(unfound(file)), exitCode: 1 };

  const { problems, missing } = checkTemplate(template);
  const verdict = problems.length ? section(bad, problems) : both(good);
  return { lines: [...verdict, ...section(worthALook, missing)], exitCode: problems.length ? 1 : 0 };
};

const filled = (file: string): Text => ({
  zh: `已写入 ${file}，请用 Word 打开看看。`,
  en: `Written to ${file}: open it in Word.`,
});

/** Beside the template, unless something is wrong with it. */
const attempt = async (file?: string): Promise<Printout> => {
  const checked = await check(file);
  if (!file || checked.exitCode !== 0) return checked;
  const locale = file.endsWith('.en.docx') ? 'en' : 'zh-CN';
  const contract = drawContract(await readFile(fromHere(file)), contractContent(sampleContract, locale));
  const target = file.replace(/(?:\.docx)?$/i, '.filled.docx');
  await writeFile(fromHere(target), contract);
  return { lines: both(filled(target)), exitCode: 0 };
};

const tags = async (): Promise<Printout> => ({
  lines: [...Object.values(contractTags).map(braces), ...both(loop), ...Object.values(lineTags).map(braces)],
  exitCode: 0,
});

const commands = new Map([
  ['check', check],
  ['try', attempt],
  ['tags', tags],
]);

export const template = async ([command = '', file]: readonly string[]): Promise<Printout> =>
  (commands.get(command) ?? explain)(file);

runAsCommand(import.meta.url, async (words) => print(await template(words)));
