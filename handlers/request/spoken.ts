/** What is to be started, by a line that does not begin with its name: 明天下午请假, 报销打车费56元, `take friday afternoon off`. */
import type { FormField } from '../../models/approval-flow.js';
import type { Flow } from '../../models/flow.js';
import { withoutSaid } from '../absence/read.js';
import { formFields } from '../approval/rules/form-facts.js';
import { flowSpokenOf, type Meant } from './which-flow.js';

/** Nobody who says so wants one. */
const IS_NOT = /不|别|没|取消|撤|\b(?:not|don['’]?t|cancel|withdraw|where|when)\b/iu;

const LEAVE_IN_CHINESE = /[请休].{0,3}假/u;
const LEAVE_IN_ENGLISH =
  /^(?:(?:take|book|apply for|request)\s+)?(?:an?\s+|the\s+|my\s+)?(?:half[- ]day\s+|day\s+)?(?:leave|off|pto|time off)\b|^take\s.{1,40}\soff$|^i(?:['’]m| am) sick\b/iu;

/** Words around a leave, an amount or a day. */
const AROUND: readonly RegExp[] = [
  /^\s*(?:我|本人)?(?:想|要|得)?(?:申请|发起)?(?:一下|一笔)?/u,
  /(?<=^|\s)(?:一下|一笔|一?个|take|book|file|submit|claim|request|apply for|an?|the|my|of|for|leave|off|pto|time off|day(?= off))(?=\s|$)/giu,
  /[请休]一?个?(?=\s|$)|的/gu,
];
/** 请三天假 */
const DAYS_WITHIN = /[请休](.{1,3}天)假/gu;
/** 打车费56元, 三百二十块: an amount behind what it was for. */
const BEFORE_AMOUNT = /(?<=[^\d\s.,年月号日周¥￥$])(?=[¥￥$]?\d+(?:\.\d+)?(?:元|块钱?|万)?(?:\s|$))/gu;

export const withAmountApart = (text: string): string => text.replace(BEFORE_AMOUNT, ' ');

const bare = (text: string): string =>
  withAmountApart(AROUND.reduce((rest, said) => rest.replace(said, ' '), text)).trim();

/** 年假, as the form for a leave calls it. */
const kindIn = (fields: readonly FormField[], text: string): string =>
  fields
    .flatMap(({ options = [] }) => options.map(({ label }) => label.zh))
    .find((zh) => zh.endsWith('假') && text.includes(zh)) ?? '';

const leaveIn = (flows: readonly Flow[], text: string): Meant | undefined => {
  const flow = flows.find(({ definition }) => definition.absence);
  const kind = flow ? kindIn(formFields(flow.definition), text) : '';
  const isSaid = kind || LEAVE_IN_CHINESE.test(text) || LEAVE_IN_ENGLISH.test(text);
  if (!flow || !isSaid) return undefined;
  const rest = withoutSaid(text.replace(kind, ' ').replace(DAYS_WITHIN, ' $1 '));
  return { flow, values: `${kind} ${bare(rest)}` };
};

/** Of a short line only: a longer one tells a story. */
const LONGEST = 60;

export function spokenStart(flows: readonly Flow[], text: string): Meant | undefined {
  if (text.length > LONGEST || IS_NOT.test(text)) return undefined;
  const leave = leaveIn(flows, text);
  if (leave) return leave;
  const flow = flowSpokenOf(flows, text);
  return flow && { flow, values: bare(text.replace(flow.definition.name.zh, ' ')) };
}
