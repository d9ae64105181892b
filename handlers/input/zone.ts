import { fold } from './fold.js';

/** The IANA name of a zone as the clocks of this process know it, however it is written. */
export function readZone(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** As people there say it; what is not here is found by its English name. */
const places: Readonly<Record<string, string>> = {
  中国: 'Asia/Shanghai',
  北京: 'Asia/Shanghai',
  beijing: 'Asia/Shanghai',
  china: 'Asia/Shanghai',
  上海: 'Asia/Shanghai',
  深圳: 'Asia/Shanghai',
  香港: 'Asia/Hong_Kong',
  台北: 'Asia/Taipei',
  东京: 'Asia/Tokyo',
  首尔: 'Asia/Seoul',
  新加坡: 'Asia/Singapore',
  迪拜: 'Asia/Dubai',
  莫斯科: 'Europe/Moscow',
  柏林: 'Europe/Berlin',
  巴黎: 'Europe/Paris',
  伦敦: 'Europe/London',
  纽约: 'America/New_York',
  芝加哥: 'America/Chicago',
  洛杉矶: 'America/Los_Angeles',
  悉尼: 'Australia/Sydney',
};

const cityOf = (zone: string): string => fold(zone.split('/').at(-1)?.replaceAll('_', ' ') ?? '');

/** A city, or the IANA name of a zone: `上海`, `new york`, `Europe/Berlin`; not `+08:00`, which knows no summer time. */
export function readPlace(text: string): string | undefined {
  const place = fold(text.replaceAll('_', ' '));
  if (Object.hasOwn(places, place)) return places[place];
  const isNamed = /^[a-z]/.test(place);
  const city = Intl.supportedValuesOf('timeZone').find((zone) => cityOf(zone) === place);
  return city ?? (isNamed ? readZone(place.replaceAll(' ', '_')) : undefined);
}
