import { say } from '../../../cards/say.js';
import { checkFlow } from '../../../handlers/flow/check.js';
import { findingWords } from '../../../handlers/flow/finding.js';
import type { FlowFirm } from '../../../handlers/flow/firm.js';
import { flowDefinition } from '../../../handlers/flow/schema.js';
import { shapeFindings } from '../../../handlers/flow/shape.js';
import type { Locale, Saying } from '../../../models/text.js';

/** A firm that nobody works in yet. */
const firm: FlowFirm = { people: [], hasHeads: true, startedByDeals: ['contract'] };

/** Where a flow is wrong first, and what whoever wrote it reads about that. */
export const firstFault = (data: unknown, locale: Locale = 'en'): string => {
  const words = (saying: Saying | undefined) => saying && say(saying, { locale, timeZone: 'UTC' });
  const { error } = flowDefinition.safeParse(data);
  if (error)
    return `${error.issues[0]?.path.join(' › ') || '/'}: ${words(shapeFindings(data, error)[0]?.what)}`;
  const [finding] = checkFlow(data, firm).findings;
  if (!finding?.stops) throw new Error('Nothing is wrong with this flow.');
  return words(findingWords(finding)) ?? '';
};
