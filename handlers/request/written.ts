import type { FlowDefinition, FormField } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import { getCustomer } from '../../models/customer.js';
import type { Tx } from '../../models/database/tx.js';
import { listDepartments } from '../../models/department.js';
import { getEmployee } from '../../models/employee.js';
import { writePeople } from '../approval/named-people.js';
import { centsKey, currencyKey, formFields, nameKey } from '../approval/rules/form-facts.js';
import { idsIn } from '../approval/rules/named.js';
import { writeCustomer } from '../customer/named.js';
import { writeDepartment } from '../department/named.js';
import type { Values } from '../fields.js';
import { writeMoney } from '../input/amount.js';
import { formatNumber } from '../input/id.js';

type Writes = (field: FormField, content: Facts, tx: Tx) => string | Promise<string>;

const plain: Writes = ({ key }, content) => String(content[key] ?? '');

/** As it is called now; one that is no more, as it was called. */
const department: Writes = async (field, content, tx) => {
  const all = await listDepartments(tx);
  const there = all.find(({ id }) => id === content[field.key]);
  return there ? writeDepartment(all, there) : String(content[nameKey(field)] ?? '');
};

const money: Writes = (field, content) => {
  const cents = content[centsKey(field)];
  return typeof cents === 'number'
    ? writeMoney({ cents, currency: String(content[currencyKey(field)]) })
    : '';
};

const deal: Writes = ({ key }, content) => {
  const id = content[key];
  return typeof id === 'number' ? formatNumber('deal', id) : '';
};

const customer: Writes = async ({ key }, content, tx) => {
  const id = content[key];
  return typeof id === 'number' ? writeCustomer(tx, await getCustomer(tx, id)) : '';
};

const people: Writes = async ({ key }, content, tx) => {
  const ids = idsIn(content, key);
  const persons = await Promise.all(ids.map((id) => getEmployee(tx, id)));
  return (await writePeople(tx, persons)).join('、');
};

const writes: Record<FormField['type'], Writes> = {
  text: plain,
  longText: plain,
  number: plain,
  money,
  date: plain,
  choice: plain,
  person: people,
  people,
  department,
  customer,
  deal,
};

/** What was filled in, as it would be typed again: it is read as the same. */
export async function typedValues(tx: Tx, definition: FlowDefinition, content: Facts): Promise<Values> {
  const fields = formFields(definition);
  const written = await Promise.all(fields.map((field) => writes[field.type](field, content, tx)));
  return Object.fromEntries(fields.map(({ key }, index) => [key, written[index] ?? '']));
}
