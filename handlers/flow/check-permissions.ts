/** What each step may do with the fields of the form: whether there are such fields, and somebody who could change them. */
import type {
  FieldPermission,
  FlowDefinition,
  FormField,
  StepDefinition,
} from '../../models/approval-flow.js';
import { type Saying, saying } from '../../models/text.js';
import { isProse } from '../approval/rules/form-facts.js';
import { humanSteps } from '../approval/rules/nodes.js';
import { words as faults } from './fault-words.js';
import { type Finding, fault, hint } from './finding.js';
import { tellNode, together } from './tell.js';

type Fields = readonly FormField[];
type Permissions = Readonly<Record<string, FieldPermission>>;

const listOfFields = (fields: Fields): Saying =>
  together(
    fields.map(({ key, label }) => saying({ zh: '{label}（{key}）', en: '{label} ({key})' }, { label, key })),
  );

const named = (fields: Fields, name: string): FormField | undefined => fields.find(({ key }) => key === name);

const aboutUnknown = (place: Saying, permissions: Permissions, fields: Fields): readonly Finding[] =>
  Object.keys(permissions)
    .filter((name) => !named(fields, name))
    .map((name) => fault(place, faults.permissionUnknown, { field: name, known: listOfFields(fields) }));

const aboutReading = ({ reading }: StepDefinition, place: Saying, permissions: Permissions, fields: Fields) =>
  fields
    .filter(({ key }) => reading && permissions[key] === 'edit')
    .map(({ label }) => fault(place, faults.permissionReading, { field: label }));

/** Whoever may change one of two days hears of the other when they are in the wrong order. */
const aboutOrder = (place: Saying, permissions: Permissions, fields: Fields): readonly Finding[] =>
  fields.flatMap((field) => {
    const other = field.notBefore === undefined ? undefined : named(fields, field.notBefore);
    const both = other && [permissions[field.key], permissions[other.key]];
    return both?.includes('edit') && both.includes('hidden')
      ? [fault(place, faults.permissionOrder, { field: field.label, other: other?.label ?? '' })]
      : [];
  });

/** A title names what was written, as far as nobody is to be kept from it. */
const aboutTitle = (place: Saying, permissions: Permissions, fields: Fields): readonly Finding[] =>
  fields
    .filter((field) => isProse(field) && permissions[field.key] === 'hidden')
    .map(({ label }) => hint(place, faults.permissionTitle, { field: label }));

const aboutStep = (step: StepDefinition, { form }: FlowDefinition): readonly Finding[] => {
  const { fields: permissions } = step;
  const place = tellNode(step);
  if (!permissions) return [];
  if (!form) return [fault(place, faults.permissionNoForm)];
  return [
    ...aboutUnknown(place, permissions, form.fields),
    ...aboutReading(step, place, permissions, form.fields),
    ...aboutOrder(place, permissions, form.fields),
    ...aboutTitle(place, permissions, form.fields),
  ];
};

export const permissionFindings = (definition: FlowDefinition): readonly Finding[] =>
  humanSteps(definition.steps).flatMap((step) => aboutStep(step, definition));
