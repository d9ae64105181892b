import { z } from 'zod';
import type { ListView } from '../models/views.js';

/** As many rows as a card bears. */
const SIZE = 8;

/** Of what is looked for in a list; of a firm's legal name more is needed. */
export const LONGEST_SEARCH = 100;

/** Which page of a list is wanted. */
export const anyPage = z.int().positive().default(1);

interface Page {
  readonly limit: number;
  readonly offset: number;
  /** What the list says about it. */
  readonly shown: Pick<ListView, 'page' | 'pages' | 'total'>;
}

/** The page that is wanted of so many rows, or the last one that there is. */
export const pageOf = (wanted: number, total: number): Page => {
  const pages = Math.max(1, Math.ceil(total / SIZE));
  const page = Math.min(wanted, pages);
  return { limit: SIZE, offset: (page - 1) * SIZE, shown: { page, pages, total } };
};
