/** `npm run template -- check <file>`: what a firm has to change in its contract template, in both languages. */
import { readFile } from 'node:fs/promises';
import { checkTemplate } from '../../handlers/contract/check-template.js';
import { contractTags, linesTag, lineTags } from '../../handlers/contract/tags.js';
import type { Text } from '../../models/text.js';
import { fromHere, type Printout, print, runAsCommand } from './command.js';

const usage: Text = {
  zh: '用法：npm run template -- check <文件.docx>（检查合同模板）；npm run template -- tags（列出可用的标签）',
  en: 'Usage: npm run template -- check <file.docx> (checks a contract template); npm run template -- tags (lists the tags)',
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

const tags = async (): Promise<Printout> => ({
  lines: [...Object.values(contractTags).map(braces), ...both(loop), ...Object.values(lineTags).map(braces)],
  exitCode: 0,
});

const commands = new Map([
  ['check', check],
  ['tags', tags],
]);

export const template = async ([command = '', file]: readonly string[]): Promise<Printout> =>
  (commands.get(command) ?? explain)(file);

runAsCommand(import.meta.url, async (words) => print(await template(words)));
