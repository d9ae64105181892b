import type { Tx } from '../../models/database/tx.js';
import { listDepartmentHeads } from '../../models/department.js';
import { type Employee, listEmployees } from '../../models/employee.js';
import { getPipeline } from '../deal/pipeline.js';

/** The firm that a flow is for, as far as checking one needs it. */
export interface FlowFirm {
  /** Those who work here. */
  readonly people: readonly Pick<Employee, 'id' | 'name' | 'staffNumber' | 'roles' | 'position'>[];
  readonly hasHeads: boolean;
  /** The keys of the flows that a stage of a deal starts. */
  readonly startedByDeals: readonly string[];
}

export async function loadFlowFirm(tx: Tx): Promise<FlowFirm> {
  const [people, departments, pipeline] = await Promise.all([
    listEmployees(tx),
    listDepartmentHeads(tx),
    getPipeline(tx),
  ]);
  return {
    people,
    hasHeads: departments.some(({ headId }) => headId !== null),
    startedByDeals: pipeline.stages.flatMap(({ approval }) => (approval ? [approval.flow] : [])),
  };
}

export const namesIn = ({ people }: FlowFirm): Readonly<Record<number, string>> =>
  Object.fromEntries(people.map(({ id, name, staffNumber }) => [id, `${name} (${staffNumber})`]));

export const rolesIn = ({ people }: FlowFirm): readonly string[] =>
  [...new Set(people.flatMap(({ roles }) => roles))].toSorted();
