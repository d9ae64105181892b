import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { breachesIn, type Tree } from './support/architecture.js';

const root = join(__dirname, '..');
const notSources = new Set(['node_modules', 'dist', 'data', 'coverage', 'test']);

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });

const ourSources = (): Tree => {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !notSources.has(entry.name))
    .map((entry) => join(root, entry.name));
  const paths = folders.flatMap(filesUnder);
  return new Map(
    paths.map((path) => [relative(root, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')]),
  );
};

describe('our sources', () => {
  test('keep to the design', () => {
    expect(breachesIn(ourSources())).toEqual([]);
  });

  test('are really read', () => {
    expect([...ourSources().keys()]).toEqual(
      expect.arrayContaining([
        'models/text.ts',
        'handlers/useCase.ts',
        'bot/platforms/platform.ts',
        'miniapp/app.tsx',
      ]),
    );
  });
});

describe('a made-up tree', () => {
  const breaches = (files: Record<string, string>) => breachesIn(new Map(Object.entries(files)));

  test('that keeps to the design is left alone', () => {
    const files = {
      'models/deal.ts': `import { Model } from 'sequelize';`,
      'handlers/deal/index.ts': `import { find } from '../../models/deal.js';\nexport * from './rules.js';`,
      'handlers/deal/rules.ts': `import type { Deal } from '../../models/deal.js';`,
      'cards/deal.ts': `import type {\n  Deal,\n} from '../models/deal.js';`,
      'jobs/digest.ts': `import '../handlers/deal/index.js';`,
      'bot/platforms/slack/index.ts': `import { App } from '@slack/bolt';\nimport { x } from '../platform.js';`,
      'bot/platforms/platform.ts': '',
      'bot/platforms/console/gallery.ts': `import type { AdaptiveCard } from 'adaptivecards';`,
      'bot/server.ts': `import Koa from 'koa';\nconst later = () => import('./platforms/slack/index.js');`,
      'miniapp/app.tsx': `import { useState } from 'react';\nimport type { Me } from '../bot/miniapp/protocol.js';`,
      'miniapp/words.ts': `export { deal } from '../cards/shared-words.js';`,
      'cards/shared-words.ts': '',
      'bench/orders.ts': `import { startMariaDb } from '../test/support/mariadb.js';\nimport { App } from '@slack/bolt';`,
    };
    expect(breaches(files)).toEqual([]);
  });

  test.each([
    [
      'an import that points the wrong way',
      { 'models/deal.ts': `import { decide } from '../handlers/rules.js';` },
      'models/deal.ts imports handlers/rules.ts, but models/ may not import handlers/.',
    ],
    [
      'a type that points the wrong way',
      { 'handlers/deal.ts': `import type { Card } from '../cards/card.js';` },
      'handlers/deal.ts imports cards/card.ts, but handlers/ may not import cards/.',
    ],
    [
      'a wrong import over several lines',
      { 'jobs/digest.ts': `import {\n  a,\n  b,\n} from '../bot/deliver.js';` },
      'jobs/digest.ts imports bot/deliver.ts, but jobs/ may not import bot/.',
    ],
    [
      'a re-export',
      { 'migrations/index.ts': `export { Deal } from '../models/deal.js';` },
      'migrations/index.ts imports models/deal.ts, but migrations/ may not import models/.',
    ],
    [
      'an import for its effect',
      { 'handlers/a.ts': `import '../bot/main.js';` },
      'handlers/a.ts imports bot/main.ts, but handlers/ may not import bot/.',
    ],
    [
      'an import while running',
      { 'models/a.ts': `const b = async () => (await import('../jobs/b.js')).b;` },
      'models/a.ts imports jobs/b.ts, but models/ may not import jobs/.',
    ],
    [
      'sources that lean on tests',
      { 'bot/a.ts': `import { world } from '../test/support/world.js';` },
      'bot/a.ts imports test/support/world.ts, but bot/ may not import test/.',
    ],
    [
      'a card that runs the code of a model',
      { 'cards/deal.ts': `import { type Deal, findDeal } from '../models/deal.js';` },
      'cards/deal.ts imports code of models/deal.ts, but cards/ may import only types: write "import type".',
    ],
    [
      'a page that runs the code of the service',
      { 'miniapp/app.tsx': `import { seal } from '../bot/seal.js';` },
      'miniapp/app.tsx imports code of bot/seal.ts, but miniapp/ may import only types: write "import type".',
    ],
    [
      'a circle of pages',
      { 'miniapp/a.tsx': `import { B } from './b.js';`, 'miniapp/b.tsx': `import { A } from './a.js';` },
      'These files import each other in a circle: miniapp/a.tsx → miniapp/b.tsx → miniapp/a.tsx.',
    ],
    [
      'pages drawn outside of the mini-app',
      { 'bot/a.ts': `import { createElement } from 'react';` },
      'bot/a.ts imports react, but only miniapp/ draws pages with it.',
    ],
    [
      'a platform that knows another',
      { 'bot/platforms/slack/encode.ts': `import { x } from '../console/encode.js';` },
      'bot/platforms/slack/encode.ts imports bot/platforms/console/encode.ts, but one platform may not know another.',
    ],
    [
      'Slack outside its folder',
      { 'bot/deliver.ts': `import { WebClient } from '@slack/web-api';` },
      'bot/deliver.ts imports @slack/web-api, but only bot/platforms/slack/ speaks Slack.',
    ],
    [
      'HTTP in a handler',
      { 'handlers/a.ts': `import Router from '@koa/router';` },
      'handlers/a.ts imports @koa/router, but only bot/ knows HTTP.',
    ],
    [
      'a package that Node cannot load',
      { 'bot/a.ts': `import { AdaptiveCard } from 'adaptivecards';` },
      'bot/a.ts imports adaptivecards, but Node cannot load it, only a browser and Jest can.',
    ],
    [
      'a circle',
      {
        'models/a.ts': `import './b.js';`,
        'models/b.ts': `import type { C } from './c.js';`,
        'models/c.ts': `import { a } from './a.js';`,
      },
      'These files import each other in a circle: models/a.ts → models/b.ts → models/c.ts → models/a.ts.',
    ],
    [
      'a file that is too long',
      { 'models/a.ts': 'x;\n'.repeat(401) },
      'models/a.ts has 401 lines, more than 400: give part of it a name.',
    ],
    [
      'a folder that nobody placed',
      { 'helpers/a.ts': '' },
      'helpers/ is not in the table of what each folder may import: add its line.',
    ],
  ])('with %s is told so', (_what, files, sentence) => {
    expect(breaches(files)).toEqual([sentence]);
  });
});
