import { z } from 'zod';
import type { Text } from '../models/text.js';
import { type CoreSettings, coreOf, coreShape } from './settings/core.js';
import {
  type DingTalkCredentials,
  dingtalkNames,
  dingtalkOf,
  dingtalkShape,
  missingForDingTalk,
} from './settings/dingtalk.js';
import { fault, missing } from './settings/fields.js';
import { missingForSlack, type SlackCredentials, slackNames, slackOf, slackShape } from './settings/slack.js';
import { missingForWecom, type WecomCredentials, wecomNames, wecomOf, wecomShape } from './settings/wecom.js';

const schema = z.object({ ...coreShape, ...slackShape, ...wecomShape, ...dingtalkShape });
type Environment = z.infer<typeof schema>;

export interface Settings extends CoreSettings {
  readonly slack: SlackCredentials | undefined;
  readonly wecom: WecomCredentials | undefined;
  readonly dingtalk: DingTalkCredentials | undefined;
}

const realNames = ['slack', 'wecom', 'dingtalk'] as const;

/** Those that are configured. Without any, a demo firm talks on the console. */
export const realPlatforms = (settings: Pick<Settings, (typeof realNames)[number]>) =>
  realNames.filter((name) => settings[name] !== undefined);

/** One clear line for each bad setting, in each language: which one its reader has is not known yet. */
export class BadSettings extends Error {
  readonly faults: readonly Text[];

  constructor(faults: readonly Text[]) {
    super(faults.map(({ zh, en }) => `${zh}\n${en}`).join('\n'));
    this.name = 'BadSettings';
    this.faults = faults;
  }
}

const secretFor: Text = {
  zh: '它保护链接和令牌；用 openssl rand -hex 32 生成一个',
  en: 'it protects links and tokens; make one by: openssl rand -hex 32',
};

/** Settings that only make sense together. */
function missingPartners(env: Environment): Text[] {
  const isReal = [...slackNames, ...wecomNames, ...dingtalkNames].some((name) => env[name]);
  const faults = [...missingForSlack(env), ...missingForWecom(env), ...missingForDingTalk(env)];
  if (isReal && !env.SESSION_SECRET) faults.push(missing('SESSION_SECRET', secretFor));
  return faults;
}

/** An empty line in `.env` means that the setting is not set. */
const withoutEmpty = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

/** @throws BadSettings */
export function readSettings(raw: NodeJS.ProcessEnv): Settings {
  const read = schema.safeParse(withoutEmpty(raw));
  if (!read.success) {
    throw new BadSettings(read.error.issues.map(({ path, message }) => fault(path.join('.'), message)));
  }
  const env = read.data;
  const faults = missingPartners(env);
  if (faults.length > 0) throw new BadSettings(faults);
  return { ...coreOf(env), slack: slackOf(env), wecom: wecomOf(env), dingtalk: dingtalkOf(env) };
}
