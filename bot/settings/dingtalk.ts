import { z } from 'zod';
import type { DingTalkSettings } from '../platforms/dingtalk/index.js';
import type { CoreEnvironment } from './core.js';
import { baseOf, quota, secret, url } from './fields.js';

export const dingtalkShape = {
  DINGTALK_CLIENT_ID: secret.optional(),
  DINGTALK_CLIENT_SECRET: secret.optional(),
  DINGTALK_ROBOT_CODE: secret.optional(),
  DINGTALK_CORP_ID: z.string().startsWith('ding', 'must begin with ding').optional(),
  DINGTALK_CARD_TEMPLATE_ID: z
    .string()
    .endsWith('.schema', 'must end with .schema: copy the whole template id from the card platform')
    .optional(),
  DINGTALK_MODE: z.enum(['stream', 'http'], 'must be stream or http').default('stream'),
  DINGTALK_EVENT_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/, 'must be 3 to 32 letters and digits')
    .optional(),
  DINGTALK_EVENT_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/, 'must be 43 letters and digits')
    .optional(),
  DINGTALK_API_URL: url('https://api.dingtalk.com').default('https://api.dingtalk.com'),
  DINGTALK_OAPI_URL: url('https://oapi.dingtalk.com').default('https://oapi.dingtalk.com'),
  DINGTALK_TODOS: z.enum(['on', 'off'], 'must be on or off').default('off'),
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

export function missingForDingTalk(env: Environment): string[] {
  if (!dingtalkNames.some((name) => env[name])) return [];
  const where = 'find it under Credentials and Basic Information of your DingTalk app';
  const both = 'set DINGTALK_EVENT_TOKEN and DINGTALK_EVENT_AES_KEY together, or neither';
  const lines: string[] = [];
  if (!env.DINGTALK_CLIENT_ID) lines.push(`DINGTALK_CLIENT_ID is missing: ${where}`);
  if (!env.DINGTALK_CLIENT_SECRET) lines.push(`DINGTALK_CLIENT_SECRET is missing: ${where}`);
  if (env.DINGTALK_EVENT_AES_KEY && !env.DINGTALK_EVENT_TOKEN)
    lines.push(`DINGTALK_EVENT_TOKEN is missing: ${both}`);
  if (env.DINGTALK_EVENT_TOKEN && !env.DINGTALK_EVENT_AES_KEY)
    lines.push(`DINGTALK_EVENT_AES_KEY is missing: ${both}`);
  if (env.DINGTALK_MODE === 'http' && !env.PUBLIC_URL)
    lines.push('PUBLIC_URL is missing: DingTalk needs an address to call, or set DINGTALK_MODE=stream');
  return lines;
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
