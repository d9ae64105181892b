import type { Tx } from '../models/database/tx.js';
import { type Employee, nothingSet } from '../models/employee.js';
import type { Context } from './useCase.js';

/** Nobody: what happens by itself. No row has this number. */
const nobody: Employee = {
  id: 0,
  staffNumber: '',
  name: 'Dealdesk',
  email: null,
  departmentId: null,
  position: null,
  managerId: null,
  locale: 'zh-CN',
  timeZone: 'UTC',
  active: false,
  roles: [],
  ...nothingSet,
};

/** In which the clock acts. */
export const systemContext = (tx: Tx, now: Date): Context => ({ tx, now, actor: nobody, surface: 'system' });

export const isSystem = ({ id }: Pick<Employee, 'id'>): boolean => id === nobody.id;
