import type { Text } from '../../../models/text.js';

export const words = {
  usage: {
    zh: '用法：npm run stages（列出商机的阶段） | npm run stages -- export [文件.json] | check 文件.json | import 文件.json',
    en: 'Usage: npm run stages (lists the stages of a deal) | npm run stages -- export [file.json] | check file.json | import file.json',
  },
  stage: { zh: '{key}  {name}（{percent}%）{more}', en: '{key}  {name} ({percent}%){more}' },
  needs: { zh: '，要有{fields}', en: ', needs {fields}' },
  starts: { zh: '，发起审批 {flow}', en: ', starts the approval {flow}' },
  won: { zh: '，赢单', en: ', won' },
  lost: { zh: '，输单', en: ', lost' },
  exported: { zh: '已写入 {file}。', en: 'Written to {file}.' },
  fileThere: {
    zh: '{file} 已经有了，没有覆盖。请写另一个文件名，或先把它移走。',
    en: '{file} is there already and was left alone. Write another name, or move the file away.',
  },
  notWritten: {
    zh: '写不了文件 {file}，请检查路径。',
    en: 'The file {file} cannot be written. Check its path.',
  },
  noFile: { zh: '读不到文件 {file}，请检查路径。', en: 'The file {file} cannot be read. Check its path.' },
  faults: { zh: '必须修改：', en: 'To be mended:' },
  good: { zh: '没有发现错误，可以导入。', en: 'No faults found: it can be imported.' },
  saved: { zh: '已生效。', en: 'They hold from now on.' },
} satisfies Record<string, Text>;
