import type { Employee } from '../models/employee.js';
import type { Reader } from '../models/text.js';
import { linkTo } from './contract/link.js';
import type { Platform } from './platforms/platform.js';
import type { Settings } from './settings.js';

/** Who reads, and on which platform: somebody who is not known yet reads as the firm does. */
export type ReaderFor = (
  employee: Employee | undefined,
  platform: Pick<Platform, 'typable'> | undefined,
) => Reader;

/** @param secret behind the links to files */
export const readers = (
  { locale, timeZone, publicUrl }: Pick<Settings, 'locale' | 'timeZone' | 'publicUrl'>,
  secret: string,
  now: () => Date,
): ReaderFor => {
  const linkFor = linkTo(publicUrl, secret, now);
  return (employee, { typable } = {}) => ({
    locale: employee?.locale ?? locale,
    timeZone: employee?.timeZone ?? timeZone,
    link: linkFor(employee?.id),
    ...(typable && { typable }),
  });
};
