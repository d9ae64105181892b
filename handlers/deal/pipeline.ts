import type { Tx } from '../../models/database/tx.js';
import { findSetting } from '../../models/setting.js';
import type { Text } from '../../models/text.js';
import type { StageView } from '../../models/view-parts.js';
import { listed } from '../fields.js';
import type { StageNames } from '../input/deal-line.js';
import { onceForEach } from '../once-for-each.js';

/** What a deal must have before it may enter a stage. */
export const requiredFields = ['customer', 'amount', 'expectedClose'] as const;
export type RequiredField = (typeof requiredFields)[number];

export interface Stage {
  readonly key: string;
  readonly name: Text;
  /** Other words that people type for it. */
  readonly aliases: readonly string[];
  /** Chance of winning in hundredths of a per cent, for the weighted forecast. */
  readonly probabilityBp: number;
  readonly required: readonly RequiredField[];
  readonly outcome?: 'won' | 'lost';
  /** Entering it draws the contract and starts this flow; the stage to go to when it has ended. */
  readonly approval?: { readonly flow: string; readonly approved: string; readonly otherwise: string };
}

export interface Pipeline {
  readonly stages: readonly Stage[];
}

export const defaultPipeline: Pipeline = {
  stages: [
    {
      key: 'lead',
      name: { zh: '线索', en: 'Lead' },
      aliases: ['prospecting'],
      probabilityBp: 1000,
      required: [],
    },
    {
      key: 'proposal',
      name: { zh: '方案', en: 'Proposal' },
      aliases: ['engaging', '报价'],
      probabilityBp: 3000,
      required: ['customer'],
    },
    {
      key: 'negotiation',
      name: { zh: '谈判', en: 'Negotiation' },
      aliases: ['negotiating', '商务谈判'],
      probabilityBp: 6000,
      required: ['customer', 'amount'],
    },
    {
      key: 'to-sign',
      name: { zh: '待签约', en: 'To be signed' },
      aliases: ['to sign', 'tosign', 'signing', '签约', '待签'],
      probabilityBp: 9000,
      required: ['customer', 'amount'],
      approval: { flow: 'contract', approved: 'signed', otherwise: 'negotiation' },
    },
    {
      key: 'signed',
      name: { zh: '已签约', en: 'Signed' },
      aliases: ['won', '赢单', '成交'],
      probabilityBp: 10_000,
      required: ['customer', 'amount'],
      outcome: 'won',
    },
    {
      key: 'lost',
      name: { zh: '输单', en: 'Lost' },
      aliases: ['丢单', '失败'],
      probabilityBp: 0,
      required: [],
      outcome: 'lost',
    },
  ],
};

/** The firm's own pipeline, if it has set one. */
export const getPipeline = async (tx: Tx): Promise<Pipeline> =>
  (await findSetting<Pipeline>(tx, 'pipeline')) ?? defaultPipeline;

export const firstStage = ({ stages }: Pipeline): Stage => {
  const [first] = stages;
  if (!first) throw new Error('The pipeline has no stage.');
  return first;
};

export const stageOf = ({ stages }: Pipeline, key: string): Stage => {
  const stage = stages.find((one) => one.key === key);
  if (!stage) throw new Error(`The pipeline has no stage ${key}.`);
  return stage;
};

export const openStages = ({ stages }: Pipeline) => stages.filter(({ outcome }) => !outcome);

/** Where a deal goes from here, if nothing else is said; from the last open stage nowhere. */
export const stageAfter = (pipeline: Pipeline, key: string): string => {
  const keys = openStages(pipeline).map((stage) => stage.key);
  return keys[keys.indexOf(key) + 1] ?? key;
};

/** The stage whose approval leads to this one. */
export const gateBefore = (pipeline: Pipeline, key: string): Stage | undefined =>
  openStages(pipeline).find(({ approval }) => approval?.approved === key);

/** The keys of the stages that are a success. */
export const wonStages = ({ stages }: Pipeline): readonly string[] =>
  stages.filter(({ outcome }) => outcome === 'won').map(({ key }) => key);

export const endStage = ({ stages }: Pipeline, outcome: 'won' | 'lost'): Stage => {
  const stage = stages.find((one) => one.outcome === outcome);
  if (!stage) throw new Error(`The pipeline has no stage for ${outcome}.`);
  return stage;
};

/** Every word that means a stage. */
export const stageNames = ({ stages }: Pipeline): StageNames[] =>
  stages.map(({ key, name, aliases }) => ({ key, names: [key, name.zh, name.en, ...aliases] }));

/** By every word for one, in small letters; where two are called alike, the first. */
export const stagesByName = onceForEach((pipeline: Pipeline): ReadonlyMap<string, Stage> => {
  const words = stageNames(pipeline).flatMap(({ key, names }) =>
    names.map((name) => [name.toLowerCase(), stageOf(pipeline, key)] as const),
  );
  return new Map(words.reverse());
});

/** Those of the open stages, for each new deal asks for them. */
export const openStageNames = onceForEach((pipeline: Pipeline): readonly StageNames[] =>
  stageNames({ stages: openStages(pipeline) }),
);

export const stageView = ({ key, name, outcome }: Stage): StageView => ({
  key,
  name,
  ...(outcome && { outcome }),
});

/** Their names, one after the other. */
export const stageList = (stages: readonly Stage[]): Text => listed(stages.map(({ name }) => name));
