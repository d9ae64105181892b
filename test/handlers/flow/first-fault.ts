import { say } from '../../../cards/say.js';
import { flowDefinition } from '../../../handlers/flow/schema.js';
import { shapeFindings } from '../../../handlers/flow/shape.js';
import type { Locale } from '../../../models/text.js';

/** Where a flow is wrong first, and what whoever wrote it reads about that. */
export const firstFault = (data: unknown, locale: Locale = 'en'): string => {
  const { error } = flowDefinition.safeParse(data);
  const [finding] = error ? shapeFindings(data, error) : [];
  if (!error || !finding) throw new Error('Nothing is wrong with this flow.');
  const words = say(finding.what, { locale, timeZone: 'UTC' });
  return `${error.issues[0]?.path.join(' › ') || '/'}: ${words}`;
};
