/**
 * `npm run firm -- legalName="…" taxNumber=…`: who we are on contracts. Without values it prints what is set.
 * `npm run firm -- head 销售部=E002`: who heads a department, by staff number; nothing after the sign means nobody.
 */
import { departmentsNamed, writeDepartment } from '../../handlers/department/named.js';
import { type Firm, getFirm } from '../../handlers/firm.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import {
  type Department,
  type DepartmentHead,
  listDepartmentHeads,
  listDepartments,
  saveDepartmentHead,
} from '../../models/department.js';
import { findEmployeeByStaffNumber } from '../../models/employee.js';
import { saveSetting } from '../../models/setting.js';
import { settingsOrExit } from '../settings/environment.js';
import { inBoth, notUnderstood, runAsCommand } from './command.js';
import { withDatabase } from './database.js';

const names = ['legalName', 'taxNumber', 'address', 'phone', 'bank', 'bankAccount'] as const;
const terms = ['payment', 'delivery', 'other'] as const;

const isOneOf = <Name extends string>(list: readonly Name[], name: string): name is Name =>
  list.some((one) => one === name);

/** @throws Error naming a word that is no setting */
function withValue(firm: Firm, word: string): Firm {
  const [, name = word, value = ''] = /^(\w+)=([\s\S]*)$/.exec(word) ?? [];
  if (isOneOf(names, name)) return { ...firm, [name]: value.trim() || null };
  if (isOneOf(terms, name)) return { ...firm, terms: { ...firm.terms, [name]: value.trim() || null } };
  throw new Error(notUnderstood(word, [...names, ...terms]));
}

export const setFirm = (database: Database, words: readonly string[]): Promise<Firm> =>
  database.transaction(async (tx) => {
    const firm = words.reduce(withValue, await getFirm(tx));
    if (words.length > 0) await saveSetting(tx, 'firm', firm);
    return firm;
  });

/** @throws Error where none is called so, or several are */
function departmentNamed(all: readonly Department[], name: string): Department {
  const [department, ...others] = departmentsNamed(all, name);
  if (!department)
    throw new Error(
      inBoth({
        zh: `没有部门“${name}”。请写 部门=工号。`,
        en: `There is no department "${name}". Write department=staffNumber.`,
      }),
    );
  if (others.length === 0) return department;
  const paths = [department, ...others].map((one) => writeDepartment(all, one)).join(', ');
  throw new Error(
    inBoth({
      zh: `有几个部门叫“${name}”。请写明是哪一个：${paths}。`,
      en: `Several departments are called "${name}". Write which one: ${paths}.`,
    }),
  );
}

async function setHead(tx: Tx, word: string) {
  const [, name = '', number = ''] = /^([^=＝]+)[=＝](.*)$/.exec(word) ?? [];
  const department = departmentNamed(await listDepartments(tx), name.trim() || word);
  if (!number.trim()) return saveDepartmentHead(tx, department.id, null);
  const head = await findEmployeeByStaffNumber(tx, number.trim());
  if (!head?.active)
    throw new Error(
      inBoth({
        zh: `没有工号“${number.trim()}”的在职员工。`,
        en: `Nobody who works here has the staff number "${number.trim()}".`,
      }),
    );
  saveDepartmentHead(tx, department.id, head.id);
}

/** Sets the heads that are named, all or none. @returns the head of each department */
export const setHeads = (database: Database, words: readonly string[]): Promise<readonly DepartmentHead[]> =>
  database.transaction(async (tx) => {
    for (const word of words) await setHead(tx, word);
    return listDepartmentHeads(tx);
  });

async function headsMain(words: readonly string[]) {
  const heads = await withDatabase(settingsOrExit().databaseUrl, (database) => setHeads(database, words));
  for (const one of heads) console.log(`${writeDepartment(heads, one)}: ${one.head ?? '-'}`);
}

async function main(words: readonly string[]) {
  if (words[0] === 'head') return headsMain(words.slice(1));
  const firm = await withDatabase(settingsOrExit().databaseUrl, (database) => setFirm(database, words));
  console.log(JSON.stringify(firm, null, 2));
}

runAsCommand(import.meta.url, main);
