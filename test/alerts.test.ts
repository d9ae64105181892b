/** The alerts that an administrator gives to Prometheus, against what there is to be alerted of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectDefaultMetrics } from 'prom-client';
import { makeMetrics } from '../bot/status/metrics.js';
import { openDatabase } from '../models/database.js';
import { root } from './support/sources.js';

const read = (file: string) => readFileSync(join(root, 'docs', file), 'utf8');

/** Each alert with what stands under its name. */
const alerts = read('alerts.yml')
  .split(/^ {6}- alert: /m)
  .slice(1)
  .map((text) => {
    const [name = '', ...lines] = text.trimEnd().split('\n');
    return { name, lines, expr: /^ {8}expr: (.+)$/m.exec(text)?.[1] ?? '' };
  });
const each = alerts.map((alert) => [alert.name, alert] as const);

describe('the alerts', () => {
  let known: Set<string>;
  beforeAll(async () => {
    const database = await openDatabase('mysql://nobody@127.0.0.1:1/nothing');
    const { registry } = makeMetrics(database, () => new Date());
    collectDefaultMetrics({ register: registry });
    const metrics = await registry.getMetricsAsJSON();
    await database.close();
    const suffixes: Readonly<Record<string, readonly string[]>> = {
      histogram: ['_bucket', '_sum', '_count'],
    };
    const names = metrics.flatMap(({ name, type }) => (suffixes[type] ?? ['']).map((end) => name + end));
    // Whether it could ask a target is Prometheus's own to say.
    known = new Set(['up', ...names]);
  });

  test('are found', () => expect(alerts.length).toBeGreaterThan(5));

  test.each(each)('%s is about a metric that there is', (_, { expr }) => {
    const named = expr.match(/\b(?:up|(?:dealdesk|process|nodejs)_\w+)\b/g) ?? [];
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });

  test.each(each)('%s is about Dealdesk, whatever else the same Prometheus reads', (_, { expr }) => {
    const ofAnyService = expr.match(/\b(?:up|(?:process|nodejs)_\w+)\b(?!\{job="dealdesk"\})/g);
    expect(ofAnyService).toBeNull();
  });

  test.each(each)('%s says for how long, to whom, and what it means', (_, { lines }) => {
    expect(lines.map((line) => line.trim().split(' ')[0])).toEqual([
      'expr:',
      'for:',
      'labels:',
      'annotations:',
      'summary:',
    ]);
  });

  test.each(each)('%s is explained in both languages', (name) => {
    for (const file of ['operating.md', 'operating.zh-CN.md']) expect(read(file)).toContain(`\`${name}\``);
  });
});
