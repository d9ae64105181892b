import { z } from 'zod';
import type { Text } from '../../models/text.js';
import type { DingTalkSettings } from '../platforms/dingtalk/index.js';
import type { CoreEnvironment } from './core.js';
import {
  baseOf,
  beginning,
  callbackKey,
  missing,
  missingPartner,
  must,
  oneOf,
  quota,
  secret,
  url,
} from './fields.js';

export const dingtalkShape = {
  DINGTALK_CLIENT_ID: secret.optional(),
  DINGTALK_CLIENT_SECRET: secret.optional(),
  DINGTALK_ROBOT_CODE: secret.optional(),
  DINGTALK_CORP_ID: beginning('ding').optional(),
  DINGTALK_CARD_TEMPLATE_ID: z
    .string()
    .endsWith(
      '.schema',
      must(
        '以 .schema 结尾：请从卡片平台复制完整的模板 ID',
        'end with .schema: copy the whole template id from the card platform',
      ),
    )
    .optional(),
  DINGTALK_MODE: oneOf(['stream', 'http']).default('stream'),
  DINGTALK_EVENT_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/, must('是 3 到 32 位字母和数字', 'be 3 to 32 letters and digits'))
    .optional(),
  DINGTALK_EVENT_AES_KEY: callbackKey.optional(),
  DINGTALK_API_URL: url('https://api.dingtalk.com').default('https://api.dingtalk.com'),
  DINGTALK_OAPI_URL: url('https://oapi.dingtalk.com').default('https://oapi.dingtalk.com'),
  DINGTALK_TODOS: oneOf(['on', 'off']).default('off'),
  DINGTALK_MONTHLY_CALLS: quota.default(5000),
  DINGTALK_MONTHLY_PUSHES: quota.default(3000),
};
type Environment = z.infer<z.ZodObject<typeof dingtalkShape>> & Pick<CoreEnvironment, 'PUBLIC_URL'>;

export type DingTalkCredentials = Omit<DingTalkSettings, 'publicUrl'>;

export const dingtalkNames = [
  'DINGTALK_CLIENT_ID',
  'DINGTALK_CLIENT_SECRET',
  'DINGTALK_ROBOT_CODE',
  'DINGTALK_CARD_TEMPLATE_ID',
  'DINGTALK_EVENT_TOKEN',
  'DINGTALK_EVENT_AES_KEY',
] as const;

const where: Text = {
  zh: '在钉钉应用的“凭证与基础信息”里',
  en: 'find it under Credentials and Basic Information of your DingTalk app',
};

const toCall: Text = {
  zh: '钉钉要回调一个地址；或者设置 DINGTALK_MODE=stream',
  en: 'DingTalk needs an address to call, or set DINGTALK_MODE=stream',
};

const couple = ['DINGTALK_EVENT_TOKEN', 'DINGTALK_EVENT_AES_KEY'] as const;

export function missingForDingTalk(env: Environment): Text[] {
  if (!dingtalkNames.some((name) => env[name])) return [];
  const faults: Text[] = [];
  if (!env.DINGTALK_CLIENT_ID) faults.push(missing('DINGTALK_CLIENT_ID', where));
  if (!env.DINGTALK_CLIENT_SECRET) faults.push(missing('DINGTALK_CLIENT_SECRET', where));
  faults.push(...missingPartner(env, couple));
  if (env.DINGTALK_MODE === 'http' && !env.PUBLIC_URL) faults.push(missing('PUBLIC_URL', toCall));
  return faults;
}

export const dingtalkOf = (env: Environment): DingTalkCredentials | undefined => {
  if (!env.DINGTALK_CLIENT_ID || !env.DINGTALK_CLIENT_SECRET) return undefined;
  return {
    clientId: env.DINGTALK_CLIENT_ID,
    clientSecret: env.DINGTALK_CLIENT_SECRET,
    // A robot of a self-built app has the app's client id as its code.
    robotCode: env.DINGTALK_ROBOT_CODE ?? env.DINGTALK_CLIENT_ID,
    mode: env.DINGTALK_MODE,
    todos: env.DINGTALK_TODOS === 'on',
    apiUrl: baseOf(env.DINGTALK_API_URL),
    oapiUrl: baseOf(env.DINGTALK_OAPI_URL),
    monthlyCalls: env.DINGTALK_MONTHLY_CALLS,
    monthlyPushes: env.DINGTALK_MONTHLY_PUSHES,
    ...(env.DINGTALK_CORP_ID && { corpId: env.DINGTALK_CORP_ID }),
    ...(env.DINGTALK_CARD_TEMPLATE_ID && { cardTemplateId: env.DINGTALK_CARD_TEMPLATE_ID }),
    ...(env.DINGTALK_EVENT_TOKEN && { eventToken: env.DINGTALK_EVENT_TOKEN }),
    ...(env.DINGTALK_EVENT_AES_KEY && { eventAesKey: env.DINGTALK_EVENT_AES_KEY }),
  };
};
