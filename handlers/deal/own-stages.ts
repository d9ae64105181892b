import { z } from 'zod';
import type { Tx } from '../../models/database/tx.js';
import { countDealsByStage } from '../../models/deal.js';
import { listFlowKeys } from '../../models/flow.js';
import { saveSetting } from '../../models/setting.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import { fold } from '../input/fold.js';
import { type Pipeline, requiredFields, type Stage, stageNames } from './pipeline.js';

const key = z.string().regex(/^[a-z0-9-]{1,40}$/);
const word = z.string().trim().min(1).max(60);

const stage = z.strictObject({
  key,
  name: z.strictObject({ zh: word, en: word }),
  aliases: z.array(word),
  probabilityBp: z.int().min(0).max(10_000),
  required: z.array(z.enum(requiredFields)),
  outcome: z.enum(['won', 'lost']).optional(),
  approval: z.strictObject({ flow: key, approved: key, otherwise: key }).optional(),
});
const pipeline = z.strictObject({ stages: z.array(stage).min(1) });

/** What has to stand where it does not. */
const expected: Readonly<Record<string, Text>> = {
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

const faults = {
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
  noFlow: { zh: '“{stage}”：没有流程 {flow}。', en: '“{stage}”: there is no flow {flow}.' },
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

/** Of the firm, as far as its stages have to fit it. */
interface Firm {
  readonly flows: readonly string[];
  readonly inUse: readonly { readonly stage: string; readonly count: number }[];
}

function doubled({ stages }: Pipeline): Saying[] {
  const words = stageNames({ stages }).flatMap(({ names }) => [...new Set(names.map(fold))]);
  const twice = words.filter((one, at) => words.indexOf(one) !== at);
  return [...new Set(twice)].map((one) => saying(faults.twice, { word: one }));
}

function approvalFaults({ name, approval }: Stage, { stages }: Pipeline, { flows }: Firm): Saying[] {
  if (!approval) return [];
  const { flow, approved, otherwise } = approval;
  const missing = [approved, otherwise].filter((one) => !stages.some(({ key }) => key === one));
  const back = stages.find(({ key }) => key === otherwise);
  return [
    ...(flows.includes(flow) ? [] : [saying(faults.noFlow, { stage: name, flow })]),
    ...missing.map((key) => saying(faults.noStage, { stage: name, key })),
    ...(back?.outcome || back?.approval ? [saying(faults.notOpen, { stage: name, key: otherwise })] : []),
  ];
}

/** All at once, not the first thing only. */
function faultsIn(pipeline: Pipeline, firm: Firm): Saying[] {
  const { stages } = pipeline;
  const [first] = stages;
  const ends = (['won', 'lost'] as const).filter((end) => !stages.some(({ outcome }) => outcome === end));
  const gone = firm.inUse.filter((used) => !stages.some(({ key }) => key === used.stage));
  return [
    ...(first?.outcome || first?.approval ? [saying(faults.first)] : []),
    ...ends.map((outcome) => saying(faults.noEnd, { outcome })),
    ...doubled(pipeline),
    ...stages.flatMap((one) => approvalFaults(one, pipeline, firm)),
    ...gone.map(({ stage, count }) => saying(faults.inUse, { key: stage, count })),
  ];
}

function readJson(text: string): { readonly data?: unknown; readonly faults: readonly Saying[] } {
  try {
    return { data: JSON.parse(text), faults: [] };
  } catch (error) {
    return { faults: [saying(faults.json, { reason: (error as Error).message })] };
  }
}

const shapeFault = ({ path, message }: z.core.$ZodIssue): Saying => {
  const field = path.find((part) => Object.hasOwn(expected, part));
  const what = (field === undefined ? undefined : expected[String(field)]) ?? message;
  return saying(faults.shape, { where: path.join('.'), what });
};

export interface ReadStages {
  /** Missing where the file is not written as stages. */
  readonly pipeline?: Pipeline;
  readonly faults: readonly Saying[];
}

/** What a file says, and all that has to be mended in it. */
export async function readStages(tx: Tx, text: string): Promise<ReadStages> {
  const { data, faults: unreadable } = readJson(text);
  if (unreadable.length > 0) return { faults: unreadable };
  const read = pipeline.safeParse(data);
  if (!read.success) {
    return { faults: read.error.issues.map(shapeFault) };
  }
  const firm = { flows: await listFlowKeys(tx), inUse: await countDealsByStage(tx) };
  return { pipeline: read.data, faults: faultsIn(read.data, firm) };
}

/** Deals stand in the stages of these keys from now on. @returns what is wrong: with anything nothing is saved */
export async function setStages(tx: Tx, text: string): Promise<ReadStages> {
  const read = await readStages(tx, text);
  if (read.pipeline && read.faults.length === 0) await saveSetting(tx, 'pipeline', read.pipeline);
  return read;
}
