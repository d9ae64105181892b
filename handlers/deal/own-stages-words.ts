import type { Text } from '../../models/text.js';

/** What has to stand where it does not. */
export const expected: Readonly<Record<string, Text>> = {
  key: {
    zh: '要用 1 到 40 个小写字母、数字或连字符',
    en: 'it has 1 to 40 small letters, digits or hyphens',
  },
  name: { zh: '中文和英文各写一个名称', en: 'a name in Chinese and one in English' },
  aliases: { zh: '要写一组词，没有就写 []', en: 'a list of words, [] for none' },
  probabilityBp: {
    zh: '要写 0 到 10000 的整数，45% 写 4500',
    en: 'a whole number from 0 to 10000; 45% is 4500',
  },
  required: {
    zh: '可以写 "customer"、"amount"、"expectedClose"，没有就写 []',
    en: 'some of "customer", "amount" and "expectedClose", [] for none',
  },
  outcome: { zh: '只能是 "won" 或 "lost"', en: 'it is "won" or "lost"' },
  approval: {
    zh: '要写 flow、approved 和 otherwise',
    en: 'it has flow, approved and otherwise',
  },
};

/** All else. */
export const faults = {
  json: { zh: '不是 JSON 文件：{reason}', en: 'This is no JSON: {reason}' },
  shape: { zh: '{where}：{what}', en: '{where}: {what}' },
  twice: {
    zh: '“{word}”是不止一个阶段的标识、名称或别名，打字时分不出是哪一个。',
    en: 'More than one stage has "{word}" as its key, name or alias: typed, it could be either.',
  },
  first: {
    zh: '第一个阶段是新商机所在的阶段，不能有 outcome 或 approval。',
    en: 'The first stage is where new deals are: it has neither outcome nor approval.',
  },
  noEnd: {
    zh: '至少要有一个 outcome 是 {outcome} 的阶段。',
    en: 'At least one stage has the outcome {outcome}.',
  },
  noFlow: {
    zh: '“{stage}”：没有可以由商机发起的流程 {flow}（有表单的不行）。',
    en: '“{stage}”: there is no flow {flow} that a deal can start (one with a form is none).',
  },
  noStage: { zh: '“{stage}”：没有阶段 {key}。', en: '“{stage}”: there is no stage {key}.' },
  notOpen: {
    zh: '“{stage}”：审批没有通过时要回到一个没有 outcome、也没有 approval 的阶段，{key} 不是。',
    en: '“{stage}”: where the approval fails, the deal goes to a stage with neither outcome nor approval, which {key} is not.',
  },
  inUse: {
    zh: '还有 {count} 个商机在阶段 {key}，这个标识不能去掉（名称可以改）。',
    en: '{count} deals are in the stage {key}: its key has to stay (its name may change).',
  },
} satisfies Record<string, Text>;
