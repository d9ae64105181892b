import { dirname, join } from 'node:path/posix';

/** Path from the root (`models/deal.ts`) → source. */
export type Tree = ReadonlyMap<string, string>;

const MAX_LINES = 400;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typesOnly: boolean;
}

/** For each folder at the root, the folders that it may import from beside itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  models: [],
  migrations: [],
  handlers: ['models'],
  cards: ['models'],
  jobs: ['handlers', 'models'],
  bot: ['models', 'migrations', 'handlers', 'cards', 'jobs'],
  miniapp: ['models', 'bot', 'cards'],
  bench: ['models', 'migrations', 'handlers', 'cards', 'jobs', 'bot', 'test'],
};

/** Folders that see only the shapes of the others, never their code. */
const typesOnlyFolders = new Set(['cards', 'miniapp']);

/** What runs anywhere, so that pages write, say and offer everything as cards do. */
const runsAnywhere = new Set([
  'cards/approval-words.ts',
  'cards/choices.ts',
  'cards/deal-way.ts',
  'cards/format.ts',
  'cards/shared-words.ts',
  'cards/speech.ts',
]);

interface PackageRule {
  readonly packages: RegExp;
  readonly allowedIn: RegExp;
  readonly typesAllowed?: true;
  readonly because: string;
}

const packageRules: readonly PackageRule[] = [
  {
    packages: /^@slack\//,
    allowedIn: /^(bot\/platforms\/slack|bench)\//,
    because: 'only bot/platforms/slack/ speaks Slack',
  },
  {
    packages: /^(koa|@koa\/.+)$/,
    allowedIn: /^(bot|bench)\//,
    because: 'only bot/ knows HTTP',
  },
  {
    packages: /^(react|react-dom|preact|vite)(\/.+)?$/,
    allowedIn: /^miniapp\//,
    because: 'only miniapp/ draws pages with it',
  },
  {
    packages: /^adaptivecards$/,
    allowedIn: /^bot\/platforms\/console\/page\//,
    typesAllowed: true,
    because: 'Node cannot load it, only a browser and Jest can',
  },
];

/** @returns a sentence for each breach of the design, none when the tree is in order */
export const breachesIn = (tree: Tree): string[] => {
  const imports = [...tree].flatMap(([path, source]) => importsOf(path, source, tree));
  const ours = imports.filter(({ to }) => !isPackage(to));
  const theirs = imports.filter(({ to }) => isPackage(to));
  return [
    ...unknownFolders(tree),
    ...ours.flatMap(wrongDirection),
    ...ours.flatMap(otherPlatform),
    ...theirs.flatMap(wrongPackage),
    ...cyclesOf(tree, ours).map(
      (cycle) => `These files import each other in a circle: ${cycle.join(' → ')}.`,
    ),
    ...[...tree].flatMap(tooLong),
  ];
};

/** `from '…'` of imports and exports that begin a line, bare imports, and `import('…')` anywhere. */
const importPatterns = [
  /^(?:import|export)\b(?<clause>[^'";]*?)\bfrom\s*'(?<to>[^']+)'/gm,
  /^import\s*'(?<to>[^']+)'/gm,
  /\bimport\(\s*'(?<to>[^']+)'\s*\)/g,
];

const importsOf = (from: string, source: string, tree: Tree): Import[] =>
  importPatterns
    .flatMap((pattern) => [...source.matchAll(pattern)])
    .map(({ groups = {} }) => ({
      from,
      to: resolved(from, groups.to ?? '', tree),
      typesOnly: /^\s*type\b/.test(groups.clause ?? ''),
    }));

const resolved = (from: string, to: string, tree: Tree) => {
  if (!to.startsWith('.')) return `package:${to}`;
  const path = join(dirname(from), to.replace(/\.js$/, '.ts'));
  return tree.has(`${path}x`) ? `${path}x` : path;
};

const isPackage = (to: string) => to.startsWith('package:');
const folderOf = (path: string) => path.split('/')[0] ?? path;

const unknownFolders = (tree: Tree) =>
  [...new Set([...tree.keys()].map(folderOf))]
    .filter((folder) => !(folder in mayImport))
    .map((folder) => `${folder}/ is not in the table of what each folder may import: add its line.`);

const wrongDirection = ({ from, to, typesOnly }: Import): string[] => {
  const [here, there] = [folderOf(from), folderOf(to)];
  if (here === there) return [];
  if (!mayImport[here]?.includes(there))
    return [`${from} imports ${to}, but ${here}/ may not import ${there}/.`];
  if (typesOnlyFolders.has(here) && !typesOnly && !runsAnywhere.has(to))
    return [`${from} imports code of ${to}, but ${here}/ may import only types: write "import type".`];
  return [];
};

const platformOf = (path: string) => /^bot\/platforms\/([^/]+)\//.exec(path)?.[1];

const otherPlatform = ({ from, to }: Import): string[] => {
  const [here, there] = [platformOf(from), platformOf(to)];
  if (!here || !there || here === there) return [];
  return [`${from} imports ${to}, but one platform may not know another.`];
};

const wrongPackage = ({ from, to, typesOnly }: Import): string[] => {
  const name = to.replace('package:', '');
  return packageRules
    .filter(({ packages, allowedIn }) => packages.test(name) && !allowedIn.test(from))
    .filter(({ typesAllowed }) => !(typesAllowed && typesOnly))
    .map(({ because }) => `${from} imports ${name}, but ${because}.`);
};

const tooLong = ([path, source]: readonly [string, string]): string[] => {
  const lines = source.split('\n').length - 1;
  return lines > MAX_LINES
    ? [`${path} has ${lines} lines, more than ${MAX_LINES}: give part of it a name.`]
    : [];
};

/** Imports of types count too: two files that need each other's shapes belong in one, or both need a third. */
const cyclesOf = (tree: Tree, imports: readonly Import[]): string[][] => {
  const finished = new Set<string>();
  const cycles: string[][] = [];

  const visit = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) return void cycles.push([...trail.slice(trail.indexOf(path)), path]);
    if (finished.has(path)) return;
    for (const { to } of imports.filter(({ from }) => from === path)) visit(to, [...trail, path]);
    finished.add(path);
  };

  for (const path of tree.keys()) visit(path, []);
  return cycles;
};
