/** Buttons and use-cases, commands and manifest, words and their other language: what must agree, though it stands apart. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { approvalStates } from '../cards/approval-words.js';
import { samples } from '../cards/samples.js';
import { stateNames } from '../handlers/approval/state-names.js';
import { helpWords } from '../handlers/command/commands.js';
import { commandLine, helpLine, usageLine, withEnglishCommands } from '../handlers/command/usage.js';
import { actions, commands, forms } from '../handlers/index.js';
import { actionsOf, draw, en, zh } from './cards/reading.js';
import { folders, root, sources, texts, toldToType } from './support/sources.js';
import type { Written } from './support/texts.js';

const namesIn = (pattern: RegExp, inFolders: readonly string[] = folders): string[] => [
  ...new Set(
    [...sources]
      .filter(([path]) => inFolders.some((folder) => path.startsWith(folder)) && !path.includes('samples'))
      .flatMap(([, text]) => [...text.matchAll(pattern)].map(([, name = '']) => name)),
  ),
];

describe('what can be pressed', () => {
  const pressed = samples.flatMap(({ name, view }) =>
    [zh, en].flatMap((reader) =>
      actionsOf(draw(view, reader)).flatMap((action) =>
        action.type === 'Action.Submit' ? [{ name, data: action.data }] : [],
      ),
    ),
  );

  test('on every sample card leads somewhere', () => {
    expect(pressed.length).toBeGreaterThan(100);
    const isKnown = ({ data }: (typeof pressed)[number]) =>
      'do' in data ? Object.hasOwn(actions, data.do) : Object.hasOwn(forms, data.submit);
    expect(pressed.filter((press) => !isKnown(press))).toEqual([]);
  });

  const written = [
    ...namesIn(/\bdo: '([^']+)'/g),
    ...namesIn(/'((?:deal|customer|approval|todo|digest)\.[A-Za-z]+)'/g, ['bot/platforms/slack/']),
  ];

  test('by the word of any source leads somewhere', () => {
    expect(written.length).toBeGreaterThan(15);
    expect(written.filter((name) => !Object.hasOwn(actions, name))).toEqual([]);
  });

  test('is offered somewhere: there is no use-case that nobody can reach', () => {
    expect(Object.keys(actions).filter((name) => !written.includes(name))).toEqual([]);
  });

  test('every form has its use-case, and every use-case of a form its form', () => {
    const shown = namesIn(/\bform: (?:[^',]*\? )?'([a-z]+\.[A-Za-z]+)'/g, ['handlers']);
    const others = namesIn(/\bform: [^',]*\? '[^']+' : '([a-z]+\.[A-Za-z]+)'/g, ['handlers']);
    expect(new Set([...shown, ...others])).toEqual(new Set(Object.keys(forms)));
  });
});

describe('commands', () => {
  interface SlashCommand {
    readonly command: string;
    readonly usage_hint: string;
  }
  const manifest: { features: { slash_commands: readonly SlashCommand[] } } = JSON.parse(
    readFileSync(join(root, 'manifest.json'), 'utf8'),
  );
  const { slash_commands: slashes } = manifest.features;

  test('are those of the manifest, and those of the manifest are they', () => {
    expect(slashes.map(({ command }) => command)).toEqual(commands.map(({ name }) => `/${name}`));
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    '/%s says in the manifest what it can do',
    (name, { subs, usual }) => {
      const hint = slashes.find(({ command }) => command === `/${name}`)?.usage_hint.split(' | ');
      const single = Object.keys(subs).length === 1;
      expect(hint).toEqual([...(single ? [] : Object.keys(subs)), 'help']);
      expect(Object.keys(subs)).toContain(usual);
    },
  );

  test('have no word twice', () => {
    const all = commands.flatMap(({ words }) => words);
    expect(new Set(all).size).toBe(all.length);
    for (const { subs } of commands) {
      const words = [...Object.values(subs).flatMap((sub) => sub.words), ...helpWords];
      expect(new Set(words).size).toBe(words.length);
    }
  });

  test('are understood in Chinese as in English', () => {
    const hasChinese = (words: readonly string[]) => words.some((word) => /\p{Script=Han}/u.test(word));
    const hasEnglish = (words: readonly string[]) => words.some((word) => /^[a-z]+$/.test(word));
    for (const { words, subs } of commands)
      for (const each of [words, ...Object.values(subs).map((sub) => sub.words)])
        expect([hasChinese(each), hasEnglish(each)]).toEqual([true, true]);
  });

  const subs = commands.flatMap((command) =>
    Object.entries(command.subs).map(([key, sub]) => [command.name, key, command, sub] as const),
  );

  test.each(subs)(
    '/%s %s is shown, in either language, in words that are understood',
    (_, key, command, sub) => {
      const line = usageLine(command, key, sub);
      for (const language of ['zh', 'en'] as const) {
        const [first = '', second = ''] = line[language].split(' ');
        expect(command.words).toContain(first.slice(1));
        if (key !== command.usual || second) expect(sub.words).toContain(second);
        expect(helpWords).toContain(helpLine(command)[language].split(' ')[1]);
      }
    },
  );

  test.each(commands)('/$name has, behind the slash, the word of the manifest in Slack', (command) => {
    const known = slashes.map((slash) => slash.command);
    const { zh, en } = commandLine(command);
    for (const word of [zh, en]) expect(known).toContain(withEnglishCommands(word));
  });

  test('that words tell people to type are in the language of the words', () => {
    const [chinese, english] = [toldToType('zh'), toldToType('en')];
    expect([chinese.length, english.length].filter((count) => count < 30)).toEqual([]);
    const isCommand = (line: string) =>
      commands.some(({ words }) => words.includes(line.split(' ')[0]?.slice(1) ?? ''));
    expect([...chinese, ...english].filter((line) => !isCommand(line))).toEqual([]);
    expect(chinese.filter((line) => /^\/[a-z]/.test(line))).toEqual([]);
    expect(english.filter((line) => /\p{Script=Han}/u.test(line))).toEqual([]);
  });
});

describe('commands at the server', () => {
  const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));

  test.each(['operating.md', 'operating.zh-CN.md'])('are all in docs/%s', (file) => {
    const text = read('docs', file);
    const ours = Object.keys(scripts).filter((name) => scripts[name]?.includes('node dist/bot/'));
    expect(ours.filter((name) => !text.includes(`\`npm run ${name}`))).toEqual([]);
  });

  test('are there where a manual says so', () => {
    const manuals = [
      'README.md',
      'README.zh-CN.md',
      ...readdirSync(join(root, 'docs')).map((file) => `docs/${file}`),
    ];
    const named = manuals
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => [...read(file).matchAll(/npm run ([a-z-]+)/g)].map(([, name = '']) => name));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('words', () => {
  const gapsOf = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();
  /** Names in Chinese count the people who are not named together with those who are. */
  const different = new Set(['{names} 等 {count} 人']);

  test('are found', () => {
    expect(texts.length).toBeGreaterThan(300);
  });

  test('for how an approval stands are the same in a list as on its card', () => {
    const onCards = Object.entries(approvalStates).map(([state, { word }]) => [state, word]);
    expect(stateNames).toEqual(Object.fromEntries(onCards));
  });

  test('are there in both languages', () => {
    expect(texts.filter((text) => text.zh === undefined || text.en === undefined)).toEqual([]);
  });

  test('have the same gaps in both', () => {
    const isSame = ({ zh: chinese = '', en: english = '' }: Written) =>
      different.has(chinese) || gapsOf(chinese).join() === gapsOf(english).join();
    expect(texts.filter((text) => !isSame(text))).toEqual([]);
  });

  test('are English in English', () => {
    expect(texts.filter((text) => /\p{Script=Han}|[，。：；（）、]/u.test(text.en ?? ''))).toEqual([]);
  });

  test('are Chinese in Chinese: a sentence has Chinese in it', () => {
    const isSentence = (english = '') => /[a-z]+ [a-z]+ [a-z]+/.test(english);
    expect(texts.filter((text) => isSentence(text.en) && !/\p{Script=Han}/u.test(text.zh ?? ''))).toEqual([]);
  });
});
