import { type Approval, insertApproval, nextApprovalId, noEvidence } from '../../models/approval.js';
import type { Facts, People } from '../../models/approval-instance.js';
import { insertEvidence } from '../../models/evidence.js';
import { type Flow, getLatestFlow } from '../../models/flow.js';
import { show } from '../../models/shown-card.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';
import { loadPeople, withAmount } from './directory.js';
import { evidenceOf } from './evidence.js';
import { advance } from './rules/engine.js';
import { draft, holderOf, nameOf } from './rules/instance.js';
import { peopleNeeded } from './rules/people.js';
import { openTasks } from './standing.js';

export interface Started {
  readonly id: number;
  readonly number: string;
  readonly waitingFor: readonly string[];
}

/** A flow and the people whom it can ask. */
export interface Route {
  readonly flow: Flow;
  readonly people: People;
  /** Whose request it is. */
  readonly initiatorId: number;
}

export async function findRoute(ctx: Context, flowKey: string, initiatorId: number): Promise<Route> {
  const flow = await getLatestFlow(ctx.tx, flowKey);
  return { flow, people: await loadPeople(ctx, flow.definition, initiatorId), initiatorId };
}

/** The people of a route, with those whom the record itself names. */
async function peopleFor(ctx: Context, { flow, people, initiatorId }: Route, facts: Facts): Promise<People> {
  const { personFields, departmentFields } = peopleNeeded(flow.definition);
  if (personFields.length + departmentFields.length === 0)
    return withAmount(ctx, people, flow.definition, facts);
  return loadPeople(ctx, flow.definition, initiatorId, { facts });
}

/** Writes an approval that was just submitted, with the first entry of its evidence. */
export function insertWithEvidence(ctx: Context, approval: Approval, people: People) {
  const { row, head } = evidenceOf(ctx, approval, { type: 'submit' }, approval.instance, people);
  insertApproval(ctx.tx, { ...approval, evidence: head }, ctx.now);
  insertEvidence(ctx.tx, row);
}

/** Submits a record to a flow. The caller holds the record and has seen that nothing runs for it and this purpose. */
export async function startApproval(
  ctx: Context,
  route: Route,
  subject: { readonly kind: string; readonly id: number },
  facts: Facts,
): Promise<Started> {
  const { tx, now } = ctx;
  const { flow, initiatorId } = route;
  const [id, people] = await Promise.all([nextApprovalId(tx), peopleFor(ctx, route, facts)]);

  const { instance, opened, told } = advance(
    draft({ id, definition: flow.definition, initiatorId, facts }),
    { type: 'submit' },
    now,
    people,
  );

  const approval: Approval = {
    flowId: flow.id,
    purpose: flow.definition.purpose,
    subjectKind: subject.kind,
    subjectId: subject.id,
    instance,
    evidence: noEvidence,
  };
  insertWithEvidence(ctx, approval, people);
  const number = formatNumber('approval', id);
  record(ctx, subject, 'approval.submitted', { params: { flow: flow.definition.name, number } });

  const asked = opened.map(holderOf);
  for (const who of new Set([...asked, ...told])) show(tx, who, 'approval', id, { fresh: true });
  return { id, number, waitingFor: openTasks(instance).map((task) => nameOf(holderOf(task), people)) };
}
