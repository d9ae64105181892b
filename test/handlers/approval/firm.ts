import { advance, type Progress } from '../../../handlers/approval/rules/engine.js';
import { draft } from '../../../handlers/approval/rules/instance.js';
import { Refusal } from '../../../handlers/useCase.js';
import type { Assignee, FlowDefinition, FlowNode, StepDefinition } from '../../../models/approval-flow.js';
import type { ApprovalEvent, Facts, Instance, People } from '../../../models/approval-instance.js';
import type { StepMode } from '../../../models/approval-view.js';
import type { Locale, Param, Saying, Text } from '../../../models/text.js';

/** Wei sells; Na leads sales; Jie and Li are legal; Min is finance; Feng is the general manager; Lin the administrator. */
export const [wei, na, jie, li, min, feng, lin, tao] = [1, 2, 3, 4, 5, 6, 7, 8] as const;

export const firm: People = {
  names: { 1: 'Wei', 2: 'Na', 3: 'Jie', 4: 'Li', 5: 'Min', 6: 'Feng', 7: 'Lin', 8: 'Tao' },
  roles: { legal: [jie, li], finance: [min], 'general-manager': [feng], admin: [lin] },
  managerOf: {
    [wei]: na,
    [na]: feng,
    [jie]: feng,
    [li]: jie,
    [min]: feng,
    [feng]: null,
    [lin]: feng,
    [tao]: null,
  },
  active: new Set([wei, na, jie, li, min, feng, lin, tao]),
};

export const without = (...gone: number[]): People => ({
  ...firm,
  active: new Set([...firm.active].filter((id) => !gone.includes(id))),
});

export const clock = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 9, minute));
export const person = (employeeId: number): Assignee => ({ type: 'person', employeeId });
export const role = (name: string, members: 'any' | 'all' = 'any'): Assignee => ({
  type: 'role',
  role: name,
  members,
});
export const manager = (level: number): Assignee => ({ type: 'manager', level });

export const step = (
  key: string,
  mode: StepMode,
  assignees: readonly Assignee[],
  when?: StepDefinition['when'],
): StepDefinition => ({ key, name: { zh: key, en: key }, mode, assignees, ...(when && { when }) });

export const flow = (...steps: FlowNode[]): FlowDefinition => ({
  key: 'test',
  purpose: 'test',
  name: { zh: '测试', en: 'Test' },
  steps,
});

export const weiAsks = (definition: FlowDefinition, facts: Facts = {}, initiatorId: number = wei): Instance =>
  draft({ id: 31, definition, initiatorId, facts });

export const submitted = (
  definition: FlowDefinition,
  facts?: Facts,
  people = firm,
  initiatorId?: number,
): Progress => advance(weiAsks(definition, facts, initiatorId), { type: 'submit' }, clock(0), people);

/** `na+` is Na approving, `na-` is Na rejecting with a reason; each a minute after the other. */
type Press = readonly [byId: number, verdict: '+' | '-'];

export const pressing = (instance: Instance, [byId, verdict]: Press): ApprovalEvent =>
  verdict === '+'
    ? { type: 'approve', byId, hash: instance.contentHash }
    : { type: 'reject', byId, hash: instance.contentHash, comment: 'Too cheap' };

export const pressed = (start: Progress, ...presses: Press[]): Progress =>
  presses.reduce(
    (progress, press, index) =>
      advance(progress.instance, pressing(progress.instance, press), clock(index + 1), firm),
    start,
  );

export const waitingFor = ({ instance }: { readonly instance: Instance }): number[] =>
  instance.tasks.filter((task) => task.state === 'open').map((task) => task.assigneeId);

const isText = (param: object): param is Text => 'zh' in param;

const spoken = (param: Param | undefined, locale: Locale): string => {
  if (param === undefined) throw new Error('A gap has nothing to stand in it.');
  if (typeof param !== 'object') return String(param);
  if (isText(param)) return locale === 'en' ? param.en : param.zh;
  if ('at' in param) return param.at.slice(11, 16);
  if ('text' in param) return say(param, locale);
  throw new Error(`Unexpected in a sentence of the engine: ${JSON.stringify(param)}`);
};

const say = ({ text, params = {} }: Saying, locale: Locale): string =>
  (locale === 'en' ? text.en : text.zh).replace(/\{(\w+)\}/g, (_, gap: string) =>
    spoken(params[gap], locale),
  );

/** What somebody reads who may not do this. */
export const refusal = (attempt: () => unknown, locale: Locale = 'en'): string => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refusal) return say(error.words, locale);
    throw error;
  }
  throw new Error('It was allowed.');
};

type Presses = Parameters<typeof pressed>[1][];

const sayable = { na, jie, li, min, feng, lin, tao };

/** `jie+ min-` as people say it. */
export const presses = (said: string): Presses =>
  said
    .split(' ')
    .filter(Boolean)
    .map((one) => [sayable[one.slice(0, -1) as keyof typeof sayable], one.endsWith('+') ? '+' : '-']);

export const three = [person(jie), person(min), person(feng)];
