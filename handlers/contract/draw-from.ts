import type { Locale } from '../../models/text.js';
import type { ContractContent } from './content.js';
import { drawContract } from './draw.js';
import { loadTemplate } from './template.js';

/** Draws contracts from a firm's templates, or the shipped ones. */
export const drawFrom =
  (templatesDir: string) =>
  async (content: ContractContent, locale: Locale): Promise<Buffer> =>
    drawContract(await loadTemplate(templatesDir, locale), content);
