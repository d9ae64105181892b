import { type Approval, insertApproval, nextApprovalId } from '../../models/approval.js';
import type { Facts, Instance, People } from '../../models/approval-instance.js';
import { insertEvidence, noEvidence } from '../../models/evidence.js';
import { type Flow, getLatestFlow } from '../../models/flow.js';
import { show } from '../../models/shown-card.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';
import { loadPeople, withAmount } from './directory.js';
import { evidenceOf } from './evidence.js';
import { advance } from './rules/engine.js';
import { draft, holderOf, nameOf } from './rules/instance.js';
import { peopleNeeded } from './rules/people-needed.js';
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

export const routeBy = async (ctx: Context, flow: Flow, initiatorId: number): Promise<Route> => ({
  flow,
  people: await loadPeople(ctx, flow.definition, initiatorId),
  initiatorId,
});

export const findRoute = async (ctx: Context, flowKey: string, initiatorId: number): Promise<Route> =>
  routeBy(ctx, await getLatestFlow(ctx.tx, flowKey), initiatorId);

/** The people of a route, with those whom the record itself names, or whoever submits it. */
async function peopleFor(
  ctx: Context,
  { flow, people, initiatorId }: Route,
  facts: Facts,
  chosen: Instance['chosen'],
): Promise<People> {
  const { personFields, departmentFields } = peopleNeeded(flow.definition);
  if (personFields.length + departmentFields.length + Object.keys(chosen).length === 0)
    return withAmount(ctx, people, flow.definition, facts);
  return loadPeople(ctx, flow.definition, initiatorId, { facts, chosen });
}

/** Submits what nobody has been asked about yet, and asks the first of its people. */
export function submit(
  ctx: Context,
  drafted: Omit<Approval, 'evidence'>,
  people: People,
  chosen: Instance['chosen'] = {},
): Started {
  const { tx, now } = ctx;
  const event = { type: 'submit', chosen } as const;
  const { instance, opened, told } = advance(drafted.instance, event, now, people);

  const { row, head } = evidenceOf(ctx, { evidence: noEvidence }, { event, instance, people });
  insertApproval(tx, { evidence: head, ...drafted, instance }, now);
  insertEvidence(tx, row);
  const { id, definition } = instance;
  const number = formatNumber('approval', id);
  const subject = { kind: drafted.subjectKind, id: drafted.subjectId };
  record(ctx, subject, 'approval.submitted', { params: { flow: definition.name, number } });

  for (const who of new Set([...opened.map(holderOf), ...told]))
    show(tx, who, 'approval', id, { fresh: true });
  return { id, number, waitingFor: openTasks(instance).map((task) => nameOf(holderOf(task), people)) };
}

/** Submits a record to a flow. The caller holds the record and has seen that nothing runs for it and this purpose. */
export async function startApproval(
  ctx: Context,
  route: Route,
  subject: { readonly kind: string; readonly id: number },
  facts: Facts,
  chosen: Instance['chosen'] = {},
): Promise<Started> {
  const { flow, initiatorId } = route;
  const { definition } = flow;
  const [id, people] = await Promise.all([nextApprovalId(ctx.tx), peopleFor(ctx, route, facts, chosen)]);
  const drafted = {
    flowId: flow.id,
    purpose: definition.purpose,
    subjectKind: subject.kind,
    subjectId: subject.id,
    instance: draft({ id, definition, initiatorId, facts }),
  };
  return submit(ctx, drafted, people, chosen);
}
