import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Text } from '../../models/text.js';
import { Refusal } from '../useCase.js';
import { flowDefinition } from './schema.js';
import { faults } from './schema-words.js';

export { flowDefinition } from './schema.js';

const unreadable: Text = {
  zh: '流程设置有误（{place}）：{fault}',
  en: 'The flow is not right at {place}: {fault}',
};

/** @throws Refusal naming the first place that is wrong, for whoever wrote the definition */
export const readFlow = (data: unknown): FlowDefinition => {
  const read = flowDefinition.safeParse(data);
  if (read.success) return read.data;

  const { path = [], message = '' } = read.error.issues[0] ?? {};
  const fault = Object.values(faults).find((one) => one.en === message) ?? { zh: message, en: message };
  throw new Refusal(unreadable, { place: path.join(' › ') || '/', fault });
};
