import { z } from 'zod';
import type { Text } from '../../models/text.js';

/** What a setting must be, a line in each language: zod keeps one string. */
export const must = (zh: string, en: string): string => `必须${zh}\nmust ${en}`;

/** What zod says of a setting, as `must` has put it. */
export const fault = (name: string, said: string): Text => {
  const [zh = '', en = zh] = said.split('\n');
  return { zh: `${name} ${zh}`, en: `${name} ${en}` };
};

/** @param why what it is for, or where it is found */
export const missing = (name: string, why: Text): Text => ({
  zh: `缺少 ${name}：${why.zh}`,
  en: `${name} is missing: ${why.en}`,
});

/** Of a couple of which only one is set, the other. */
export const missingPartner = <Name extends string>(
  env: Readonly<Partial<Record<Name, unknown>>>,
  couple: readonly Name[],
): Text[] => {
  const [name, ...others] = couple.filter((each) => !env[each]);
  if (name === undefined || others.length > 0) return [];
  const why = {
    zh: `${couple.join(' 和 ')} 要一起设置，或者都不设置`,
    en: `set ${couple.join(' and ')} together, or neither`,
  };
  return [missing(name, why)];
};

/** Kinds of settings, each with the one clear line for a bad one. */

const address = (example: string) => must(`是 ${example} 这样的地址`, `be an address such as ${example}`);
export const url = (example: string) => z.url({ protocol: /^https?$/, error: address(example) });
export const socketUrl = (example: string) => z.url({ protocol: /^wss?$/, error: address(example) });

const portNumber = must('是端口号', 'be a port number');
export const port = z.coerce.number(portNumber).int(portNumber).min(0, portNumber).max(65_535, portNumber);
export const quota = z.coerce
  .number(must('是数字', 'be a number'))
  .int(must('是整数', 'be a whole number'))
  .min(1, must('不小于 1', 'be at least 1'));
export const secret = z.string().min(1, must('有内容', 'not be empty'));
export const beginning = (with_: string) =>
  z.string().startsWith(with_, must(`以 ${with_} 开头`, `begin with ${with_}`));
export const oneOf = <const Names extends readonly string[]>(names: Names) => {
  const last = names.at(-1);
  const others = names.slice(0, -1);
  return z.enum(names, must(`是 ${names.join('、')} 之一`, `be ${others.join(', ')} or ${last}`));
};
const KEY = /^[A-Za-z0-9]{43}$/;
export const callbackKey = z.string().regex(KEY, must('是 43 位字母和数字', 'be 43 letters and digits'));

/** An address without the slash at its end. */
export const baseOf = (address: string): string => address.replace(/\/+$/, '');
