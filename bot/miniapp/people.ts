import type { Database } from '../../models/database.js';
import type { Employee } from '../../models/employee.js';
import { findPerson } from '../../models/identity.js';
import type { Handle, PlatformUser } from '../platforms/platform.js';
import { words as botWords } from '../words.js';
import { toLook } from './asking.js';
import { Denied } from './denied.js';

const find = (database: Database, who: PlatformUser): Promise<Employee | undefined> =>
  database.read(async (tx) => (await findPerson(tx, who))?.employee);

/** First contact: whoever asks something is found among the employees, or told how to be. */
const introduce = async (handle: Handle, who: PlatformUser): Promise<void> => {
  const { answer } = await handle(toLook(who, { do: 'todo.home', input: {} }));
  if (answer.type === 'words' && answer.undone) throw new Denied(403, answer.words);
};

/** The employee behind a session. @throws Denied when there is none, or none any more */
export const employeeOf = async (
  database: Database,
  handle: Handle,
  who: PlatformUser,
): Promise<Employee> => {
  const known = await find(database, who);
  if (!known) await introduce(handle, who);
  const employee = known ?? (await find(database, who));
  if (!employee?.active) throw new Denied(403, botWords.left);
  return employee;
};

/** Two accounts of one person are one person. */
export const isAccountOf = async (
  database: Database,
  { id }: Employee,
  account: PlatformUser,
): Promise<boolean> => (await find(database, account))?.id === id;
