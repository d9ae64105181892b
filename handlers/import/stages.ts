import { type Pipeline, type Stage, stageOf } from '../deal/pipeline.js';
import { spelling } from './directory.js';

/** What other systems call the two ends of a pipeline. */
const ends: Record<'won' | 'lost', readonly string[]> = {
  won: ['won', 'closed won', 'win', '赢单', '已赢单', '成交', '已成交', '已签约', '已签单'],
  lost: ['lost', 'closed lost', 'lose', '输单', '已输单', '丢单', '已丢单', '失败', '已流失'],
};

export type StageWords = ReadonlyMap<string, Stage>;

/** Every spelling of a word for a stage; the firm's own words win. */
export const stageWordsOf = ({ stages }: Pipeline): StageWords => {
  const own = stages.flatMap((stage) =>
    [stage.key, stage.name.zh, stage.name.en, ...stage.aliases].map((word) => [word, stage] as const),
  );
  const common = stages.flatMap((stage) =>
    (stage.outcome ? ends[stage.outcome] : []).map((word) => [word, stage] as const),
  );
  return new Map([...common, ...own].map(([word, stage]) => [spelling(word), stage]));
};

/** A deal cannot wait for a signature that nobody was asked for: it goes to where the contract can be asked for again. */
export const importStage = (pipeline: Pipeline, stage: Stage): Stage =>
  stage.approval ? stageOf(pipeline, stage.approval.otherwise) : stage;
