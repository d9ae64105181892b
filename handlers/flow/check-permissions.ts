/** What each step may do with the fields of the form: whether there are such fields, and somebody who could change them. */
import type {
  FieldPermission,
  FlowDefinition,
  FormField,
  StepDefinition,
} from '../../models/approval-flow.js';
import type { Saying, Text } from '../../models/text.js';
import { isProse } from '../approval/rules/form-facts.js';
import { humanSteps } from '../approval/rules/nodes.js';
import { words as faults } from './fault-words.js';
import { type Finding, fault, hint } from './finding.js';
import { tellNode, tellWritten, together } from './tell.js';

type Fields = readonly FormField[];
type Permissions = Readonly<Record<string, FieldPermission>>;

const listOfFields = (fields: Fields): Saying =>
  together(fields.map(({ key, label }) => tellWritten(label, key)));

const named = (fields: Fields, name: string): FormField | undefined => fields.find(({ key }) => key === name);

const aboutUnknown = (place: Saying, permissions: Permissions, fields: Fields): readonly Finding[] =>
  Object.keys(permissions)
    .filter((name) => !named(fields, name))
    .map((name) => fault(place, faults.permissionUnknown, { field: name, known: listOfFields(fields) }));

const aboutReading = ({ reading }: StepDefinition, place: Saying, permissions: Permissions, fields: Fields) =>
  fields
    .filter(({ key }) => reading && permissions[key] === 'edit')
    .map(({ label }) => fault(place, faults.permissionReading, { field: label }));

/** What a field is held against, and what to say where only one of the two may be seen. */
const ties = (
  { notBefore, halfOf, daysOf }: FormField,
  fields: Fields,
): readonly (readonly [string, Text])[] => {
  const days = daysOf ? [daysOf.from, daysOf.until] : [];
  const halves = fields.filter((one) => one.halfOf !== undefined && days.includes(one.halfOf));
  return [
    ...(notBefore === undefined ? [] : [[notBefore, faults.permissionOrder] as const]),
    ...(halfOf === undefined ? [] : [[halfOf, faults.permissionHalf] as const]),
    ...[...days, ...halves.map(({ key }) => key)].map((key) => [key, faults.permissionDays] as const),
  ];
};

/** Whoever may change one of two such fields hears of the other when they do not agree. */
const aboutTies = (place: Saying, permissions: Permissions, fields: Fields): readonly Finding[] =>
  fields.flatMap((field) =>
    ties(field, fields).flatMap(([key, words]) => {
      const both = [permissions[field.key], permissions[key]];
      const other = named(fields, key)?.label ?? '';
      return both.includes('edit') && both.includes('hidden')
        ? [fault(place, words, { field: field.label, other })]
        : [];
    }),
  );

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
    ...aboutTies(place, permissions, form.fields),
    ...aboutTitle(place, permissions, form.fields),
  ];
};

export const permissionFindings = (definition: FlowDefinition): readonly Finding[] =>
  humanSteps(definition.steps).flatMap((step) => aboutStep(step, definition));
