import type PizZip from 'pizzip';
import type { Text } from '../../models/text.js';
import { Refusal } from '../useCase.js';
import { readTemplate } from './check-template.js';
import type { ContractContent } from './content.js';
import { tagValues } from './tags.js';

const templateIsWrong: Text = {
  zh: '合同模板有 {count} 处要改，改好后才能生成合同。{problems}。',
  en: 'Mend the contract template ({count} to mend), then the contract can be drawn. {problems}.',
};

/** So many fit into an answer; `npm run template -- check` lists all. */
const MOST_TOLD = 3;

/** The earliest a zip can say. Its fields are local time, so this is the same bytes in every zone. */
const NO_DATE = new Date(1980, 0, 1);

const listed = (problems: readonly Text[]): Text => ({
  zh: problems.map(({ zh }) => zh).join('；'),
  en: problems.map(({ en }) => en).join('; '),
});

const wrong = (problems: readonly Text[]): Refusal =>
  new Refusal(templateIsWrong, {
    count: problems.length,
    problems: listed(problems.slice(0, MOST_TOLD)),
  });

const withoutDates = (zip: PizZip): void => {
  for (const file of Object.values(zip.files)) file.date = NO_DATE;
};

/**
 * Fills a template. The same template and content give the same bytes, so that their hash names the contract.
 * @throws Refusal saying which tags of the template are wrong
 */
export const drawContract = (template: Buffer, content: ContractContent): Buffer => {
  const { problems, document } = readTemplate(template);
  if (problems.length || !document) throw wrong(problems);

  document.render(tagValues(content));
  withoutDates(document.getZip());
  return document.toBuffer();
};
