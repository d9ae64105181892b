/** Whom whoever starts a request chooses, for the steps that leave that to them. */
import type { FlowDefinition, StepDefinition } from '../../models/approval-flow.js';
import type { Instance } from '../../models/approval-instance.js';
import type { Tx } from '../../models/database/tx.js';
import type { Field } from '../../models/views.js';
import { peopleField, readPeople } from '../approval/named-people.js';
import { humanSteps } from '../approval/rules/nodes.js';
import { isChosenByInitiator } from '../approval/rules/staffing.js';
import { type FieldErrors, filled, type Values } from '../fields.js';
import { words } from './words.js';

const chosenSteps = ({ steps }: FlowDefinition): readonly StepDefinition[] =>
  humanSteps(steps).filter(isChosenByInitiator);

/** A field of the form itself has no hyphen in its name. */
const inputOf = ({ key }: StepDefinition): string => `step-${key}`;

export const chosenNames = (definition: FlowDefinition): readonly string[] =>
  chosenSteps(definition).map(inputOf);

const labelOf = ({ name }: StepDefinition): Field['label'] => ({
  zh: filled(words.whoDecides, { step: name.zh }).zh,
  en: filled(words.whoDecides, { step: name.en }).en,
});

/** A step that turns out not to be needed takes nobody. */
export const chosenInputs = (definition: FlowDefinition, values: Values): readonly Field[] =>
  chosenSteps(definition).map((step) => {
    const value = values[inputOf(step)];
    return { ...peopleField(inputOf(step), labelOf(step)), required: false, ...(value && { value }) };
  });

export interface Chosen {
  readonly chosen: Instance['chosen'];
  readonly errors: FieldErrors;
}

export async function readChosen(tx: Tx, definition: FlowDefinition, values: Values): Promise<Chosen> {
  const all = await Promise.all(
    chosenSteps(definition)
      .filter((step) => values[inputOf(step)]?.trim())
      .map(async (step) => ({ step, ...(await readPeople(tx, values[inputOf(step)] ?? '')) })),
  );
  return {
    chosen: Object.fromEntries(all.map(({ step, ids }) => [step.key, ids])),
    errors: Object.fromEntries(all.map(({ step, error }) => [inputOf(step), error])),
  };
}
