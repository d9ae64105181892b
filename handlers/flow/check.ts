import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Text } from '../../models/text.js';
import { conditionFindings, unknownField } from './check-conditions.js';
import { pathFindings } from './check-paths.js';
import { peopleFindings } from './check-people.js';
import { permissionFindings } from './check-permissions.js';
import { stepFindings } from './check-steps.js';
import { words as faults } from './fault-words.js';
import { type Finding, fault, wholeFlow } from './finding.js';
import { type FlowFirm, namesIn } from './firm.js';
import type { KnownFact } from './known-facts.js';
import { flowDefinition } from './schema.js';
import { shapeFindings } from './shape.js';
import { factNamed, type Telling, telling } from './tell.js';

/** A flow as it was read, and all that is to be said about it. */
export interface Checked {
  /** The flow, as soon as it is written as one, whatever else is wrong with it. */
  readonly definition?: FlowDefinition;
  /** What must be mended comes first. */
  readonly findings: readonly Finding[];
}

/** Whether the fields say who is away, from when until when, and who acts. */
const aboutAbsence = ({ absence }: FlowDefinition, to: Telling): readonly Finding[] => {
  if (!absence) return [];
  const wrong = (field: string, kind: KnownFact['kind'], text: Text): readonly Finding[] => {
    const fact = factNamed(field, to);
    if (!fact) return [unknownField(wholeFlow, field, to)];
    return fact.kind === kind ? [] : [fault(wholeFlow, text, { field: fact.label })];
  };
  return [
    ...wrong(absence.from, 'day', faults.notDay),
    ...wrong(absence.until, 'day', faults.notDay),
    ...wrong(absence.proxy, 'person', faults.notDeputy),
  ];
};

/** By a form or by a deal: not by neither, and not by both. */
const aboutStart = ({ form, key }: FlowDefinition, { startedByDeals }: FlowFirm): readonly Finding[] => {
  const isByDeal = startedByDeals.includes(key);
  if (form) return isByDeal ? [fault(wholeFlow, faults.formOfDeal)] : [];
  return isByDeal ? [] : [fault(wholeFlow, faults.nobodyStarts)];
};

/** Everything that is to be said about a flow before it is published: all at once, not the first thing only. */
export const checkFlow = (data: unknown, firm: FlowFirm): Checked => {
  const read = flowDefinition.safeParse(data);
  if (!read.success) return { findings: shapeFindings(data, read.error) };

  const definition = read.data;
  const to = telling(definition, namesIn(firm));
  const findings = [
    ...pathFindings(definition),
    ...conditionFindings(definition.steps, to),
    ...peopleFindings(definition, firm, to),
    ...stepFindings(definition),
    ...permissionFindings(definition),
    ...(definition.keyFields ?? [])
      .filter((field) => !factNamed(field, to))
      .map((field) => unknownField(wholeFlow, field, to)),
    ...aboutAbsence(definition, to),
    ...aboutStart(definition, firm),
  ];
  return { definition, findings: findings.toSorted((a, b) => Number(b.stops) - Number(a.stops)) };
};

export const mustBeMended = ({ findings }: Checked): boolean => findings.some(({ stops }) => stops);
