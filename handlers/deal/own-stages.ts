import { z } from 'zod';
import type { Tx } from '../../models/database/tx.js';
import { countDealsByStage } from '../../models/deal.js';
import { listLatestFlows } from '../../models/flow.js';
import { saveSetting } from '../../models/setting.js';
import { type Saying, saying } from '../../models/text.js';
import { fold } from '../input/fold.js';
import { expected, faults } from './own-stages-words.js';
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
  const byDeal = (await listLatestFlows(tx)).filter(({ definition }) => !definition.form);
  const flows = byDeal.map(({ definition }) => definition.key);
  const firm = { flows, inUse: await countDealsByStage(tx) };
  return { pipeline: read.data, faults: faultsIn(read.data, firm) };
}

/** Deals stand in the stages of these keys from now on. @returns what is wrong: with anything nothing is saved */
export async function setStages(tx: Tx, text: string): Promise<ReadStages> {
  const read = await readStages(tx, text);
  if (read.pipeline && read.faults.length === 0) await saveSetting(tx, 'pipeline', read.pipeline);
  return read;
}
