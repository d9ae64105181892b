import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { atRoot } from '../../bot/root.js';

const axe = readFileSync(atRoot('node_modules/axe-core/axe.min.js'), 'utf8');

/** One rule of WCAG 2.2 at AA is off unless it is asked for. */
const options: RunOptions = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };

const grave: ReadonlySet<string> = new Set(['serious', 'critical']);

/** What keeps somebody from reading or using what the page shows now, and where it stands. */
export const obstaclesOn = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const { violations }: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`);
  return violations
    .filter(({ impact }) => grave.has(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, html, any }) => `${id} ${target.join(' ')} ${html.slice(0, 200)} ${any[0]?.message ?? ''}`,
      ),
    );
};
