import type { Text } from '../../../models/text.js';

export const words = {
  noFile: { zh: '读不到文件 {file}，请检查路径。', en: 'The file {file} cannot be read. Check its path.' },
  noFlow: {
    zh: '没有流程“{flow}”。用“npm run flow -- list”查看有哪些；文件名要以 .json 结尾。',
    en: 'There is no flow “{flow}”. See "npm run flow -- list"; the name of a file ends in .json.',
  },
  checkFirst: {
    zh: '{file} 还不是一个写对的流程，请先运行“npm run flow -- check {file}”。',
    en: '{file} is not written as a flow yet: run "npm run flow -- check {file}" first.',
  },
  asWhom: {
    zh: '请写明由谁发起，例如“--as E003”（工号）。',
    en: 'Say who would start it, by the staff number: "--as E003".',
  },
  faults: { zh: '必须修改：', en: 'To be mended:' },
  hints: { zh: '请留意：', en: 'Worth a look:' },
  good: { zh: '没有发现错误，可以发布。', en: 'No faults found: it can be published.' },
  exported: { zh: '已写入 {file}。', en: 'Written to {file}.' },
  fileThere: {
    zh: '{file} 已经有了，内容不一样，没有覆盖。请在后面写另一个文件名，或先把它移走。',
    en: '{file} is there already and says something else, so it was left alone. Write another name behind the flow, or move the file away.',
  },
  published: {
    zh: '已发布“{flow}”第 {version} 版。正在进行的审批仍按原来的版本走。',
    en: '“{flow}” is published as version {version}. What runs already stays on its own version.',
  },
  same: {
    zh: '“{flow}”和现在的第 {version} 版一样，没有发布。',
    en: '“{flow}” is what version {version} says already: nothing was published.',
  },
  notPublished: { zh: '没有发布。', en: 'Nothing was published.' },
} satisfies Record<string, Text>;

export const usage: readonly Text[] = [
  { zh: '用法：', en: 'Usage:' },
  { zh: '  npm run flow -- list（有哪些流程）', en: '  npm run flow -- list (which flows there are)' },
  {
    zh: '  npm run flow -- show expense（用文字说明一个流程）',
    en: '  npm run flow -- show expense (a flow in words)',
  },
  {
    zh: '  npm run flow -- check expense.json（检查，不发布）',
    en: '  npm run flow -- check expense.json (checks it and publishes nothing)',
  },
  {
    zh: '  npm run flow -- dry-run expense.json --as E003 --set amount=3万（试算会经过谁）',
    en: '  npm run flow -- dry-run expense.json --as E003 --set amount=30000 (whom it would ask)',
  },
  {
    zh: '  npm run flow -- dry-run contract --as E003 --record D-1001（用已有的记录试算）',
    en: '  npm run flow -- dry-run contract --as E003 --record D-1001 (with a record that there is)',
  },
  {
    zh: '  npm run flow -- export expense（写成文件，expense@2 是第 2 版）',
    en: '  npm run flow -- export expense (into a file; expense@2 is its second version)',
  },
  {
    zh: '  npm run flow -- import expense.json（检查并发布为新版本）',
    en: '  npm run flow -- import expense.json (checks it and publishes it as a new version)',
  },
  {
    zh: '  npm run flow -- compare expense expense.json（有什么不同）',
    en: '  npm run flow -- compare expense expense.json (what differs)',
  },
];
