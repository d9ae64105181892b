import { seedDemo } from '../../bot/demo.js';
import { seedFlows } from '../../bot/first-flows.js';
import { contractFlow } from '../../handlers/flow/shipped/contract.js';
import { normaliseName } from '../../handlers/input/name.js';
import { insertCustomer } from '../../models/customer.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import { findEmployeeByStaffNumber, insertEmployee } from '../../models/employee.js';
import { insertStepTime } from '../../models/step-time.js';
import type { FakeUser } from '../support/slack/fake.js';
import { nobody } from '../support/staff.js';

/** The demo firm with a larger sales department, so that many people can work at once. */
export interface Firm {
  readonly people: readonly FirmPerson[];
  readonly sellers: readonly FirmPerson[];
  readonly byEmployee: ReadonlyMap<number, FirmPerson>;
  /** A customer that nobody has done business with yet. */
  freshCustomer(): string;
  readonly commonCustomer: string;
  person(staffNumber: string): FirmPerson;
}

export interface FirmPerson {
  readonly employeeId: number;
  readonly staffNumber: string;
  readonly userId: string;
  readonly managerId: number | null;
}

const MANAGERS = 6;
const SELLERS = 24;
const CUSTOMERS = 600;
const COMMON_CUSTOMER = '上海云帆科技有限公司';

const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${letter}${String(at + 1).padStart(3, '0')}`);

const addPerson = (
  tx: Tx,
  staffNumber: string,
  managerId: number,
  position: string,
  roles: readonly string[],
  now: Date,
) =>
  insertEmployee(
    tx,
    {
      ...nobody,
      staffNumber,
      name: `${position}${staffNumber}`,
      email: `${staffNumber.toLowerCase()}@dealdesk.example`,
      position,
      managerId,
      roles,
    },
    now,
  );

const customerNames = (): string[] => {
  const words = ['东', '南', '西', '北', '中', '春', '夏', '秋', '冬', '青'];
  const digit = (at: number, place: number): string => words[Math.floor(at / 10 ** place) % 10] ?? '';
  return Array.from(
    { length: CUSTOMERS },
    (_, at) => `${digit(at, 2)}${digit(at, 1)}${digit(at, 0)}示例贸易有限公司`,
  );
};

async function addCustomers(tx: Tx, ownerId: number, now: Date): Promise<void> {
  for (const name of customerNames()) {
    const row = { name, normalisedName: normaliseName(name), ownerId, createdAt: now, updatedAt: now };
    await insertCustomer(tx, {
      ...row,
      category: null,
      taxNumber: null,
      address: null,
      phone: null,
      externalId: null,
    });
  }
}

async function addPeople(tx: Tx, now: Date): Promise<void> {
  const director = await findEmployeeByStaffNumber(tx, 'E002');
  const general = await findEmployeeByStaffNumber(tx, 'E001');
  if (!director || !general) throw new Error('The demo firm is not there.');
  await addPerson(tx, 'E008', general.id, '法务', ['legal'], now);
  const managerIds: number[] = [];
  for (const staffNumber of numbered('M', MANAGERS))
    managerIds.push(await addPerson(tx, staffNumber, director.id, '销售主管', ['sales-manager'], now));
  for (const [at, staffNumber] of numbered('S', SELLERS).entries())
    await addPerson(tx, staffNumber, managerIds[at % MANAGERS] ?? director.id, '客户经理', [], now);
  await addCustomers(tx, director.id, now);
}

const USUAL_MS = 1_000;
/** More than are looked at. */
const TIMES = 60;

/** A card says how long its step usually takes, as of when it was drawn: here that stays the same all the time. */
const addUsualTimes = (tx: Tx, now: Date) => {
  for (const { key } of contractFlow.steps)
    for (let time = 0; time < TIMES; time += 1)
      insertStepTime(tx, { flowKey: 'contract', stepKey: key, tookMs: USUAL_MS, endedAt: now });
};

const readFirm = async (database: Database): Promise<Firm> => {
  const rows = await database.read((tx) =>
    tx.rows<{ id: number; staffNumber: string; managerId: number | null }>(
      'SELECT id, staffNumber, managerId FROM employees ORDER BY staffNumber',
    ),
  );
  const people = rows.map(({ id, staffNumber, managerId }) => ({
    employeeId: id,
    staffNumber,
    userId: `U${staffNumber}`,
    managerId,
  }));
  const fresh = customerNames();
  return {
    people,
    sellers: people.filter(({ staffNumber }) => staffNumber.startsWith('S')),
    byEmployee: new Map(people.map((person) => [person.employeeId, person])),
    commonCustomer: COMMON_CUSTOMER,
    freshCustomer: () => {
      const name = fresh.shift();
      if (!name) throw new Error('All customers have been used.');
      fresh.push(name);
      return name;
    },
    person: (staffNumber) => {
      const found = people.find((person) => person.staffNumber === staffNumber);
      if (!found) throw new Error(`Nobody has the staff number ${staffNumber}.`);
      return found;
    },
  };
};

export async function seedFirm(database: Database, now: Date): Promise<Firm> {
  await seedFlows(database, now);
  await seedDemo(database, now);
  await database.transaction(async (tx) => {
    await addPeople(tx, now);
    addUsualTimes(tx, now);
  });
  return readFirm(database);
}

/** The same people in Slack, by their e-mails. */
export const slackUsers = ({ people }: Firm): FakeUser[] =>
  people.map(({ userId, staffNumber }) => ({
    id: userId,
    name: staffNumber,
    email: `${staffNumber.toLowerCase()}@dealdesk.example`,
  }));
