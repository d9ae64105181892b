import { z } from 'zod';
import type { Text } from '../../models/text.js';
import type { WecomSettings } from '../platforms/wecom/index.js';
import type { CoreEnvironment } from './core.js';
import { baseOf, callbackKey, missing, missingPartner, must, secret, socketUrl, url } from './fields.js';

const callbackToken = z
  .string()
  .regex(/^[A-Za-z0-9]{1,32}$/, must('是最多 32 位字母和数字', 'be at most 32 letters and digits'));
const agentNumber = must('是 1000002 这样的数字', 'be a number such as 1000002');

export const wecomShape = {
  WECOM_CORP_ID: secret.optional(),
  WECOM_AGENT_ID: z.coerce.number(agentNumber).int(agentNumber).min(1, agentNumber).optional(),
  WECOM_SECRET: secret.optional(),
  WECOM_TOKEN: callbackToken.optional(),
  WECOM_ENCODING_AES_KEY: callbackKey.optional(),
  WECOM_STAFF_FIELD: secret.optional(),
  WECOM_CONTACT_SECRET: secret.optional(),
  WECOM_CONTACT_TOKEN: callbackToken.optional(),
  WECOM_CONTACT_ENCODING_AES_KEY: callbackKey.optional(),
  WECOM_ROBOT_TOKEN: callbackToken.optional(),
  WECOM_ROBOT_ENCODING_AES_KEY: callbackKey.optional(),
  WECOM_ROBOT_ID: secret.optional(),
  WECOM_ROBOT_SECRET: secret.optional(),
  WECOM_ROBOT_URL: socketUrl('wss://openws.work.weixin.qq.com').default('wss://openws.work.weixin.qq.com'),
  WECOM_API_URL: url('https://qyapi.weixin.qq.com').default('https://qyapi.weixin.qq.com'),
  WECOM_OAUTH_URL: url('https://open.weixin.qq.com').default('https://open.weixin.qq.com'),
};
type Environment = z.infer<z.ZodObject<typeof wecomShape>> & Pick<CoreEnvironment, 'PUBLIC_URL'>;

interface CallbackKeys {
  readonly token: string;
  readonly encodingAesKey: string;
}

export type WecomCredentials = Omit<WecomSettings, 'publicUrl'>;

const apiReception: Text = {
  zh: '在企业微信应用页面的“接收消息 - 设置 API 接收”里',
  en: 'find it on the page of your WeCom app, API reception',
};

/** All of them are needed, and where each is found in the admin console. */
const where = {
  WECOM_CORP_ID: { zh: '在“我的企业”里的企业 ID', en: 'find it under My Company, Company ID' },
  WECOM_AGENT_ID: {
    zh: '在企业微信应用页面上，AgentId',
    en: 'find it on the page of your WeCom app, AgentId',
  },
  WECOM_SECRET: { zh: '在企业微信应用页面上，Secret', en: 'find it on the page of your WeCom app, Secret' },
  WECOM_TOKEN: apiReception,
  WECOM_ENCODING_AES_KEY: apiReception,
} as const satisfies Record<string, Text>;

const toOpen: Text = {
  zh: '企业微信要回调这个地址，卡片也要用它打开页面',
  en: 'WeCom needs an address to call and to open from cards',
};

const twoRobots: Text = {
  zh: 'WECOM_ROBOT_ID 和 WECOM_ROBOT_TOKEN 同时设置了：企业微信的机器人要么回调地址，要么用长连接；请只保留机器人页面上显示的那一对',
  en: 'WECOM_ROBOT_ID and WECOM_ROBOT_TOKEN are both set: WeCom either calls a robot’s address or takes its long connection; keep the pair that the robot’s page shows',
};

export const wecomNames = Object.keys(where) as readonly (keyof typeof where)[];

const couples = [
  ['WECOM_CONTACT_TOKEN', 'WECOM_CONTACT_ENCODING_AES_KEY'],
  ['WECOM_ROBOT_TOKEN', 'WECOM_ROBOT_ENCODING_AES_KEY'],
  ['WECOM_ROBOT_ID', 'WECOM_ROBOT_SECRET'],
] as const;

export function missingForWecom(env: Environment): Text[] {
  if (!wecomNames.some((name) => env[name])) return [];
  const faults = wecomNames.filter((name) => !env[name]).map((name) => missing(name, where[name]));
  faults.push(...couples.flatMap((couple) => missingPartner<string>(env, couple)));
  if (env.WECOM_ROBOT_ID && env.WECOM_ROBOT_TOKEN) faults.push(twoRobots);
  if (!env.PUBLIC_URL) faults.push(missing('PUBLIC_URL', toOpen));
  return faults;
}

const callbackOf = (token?: string, encodingAesKey?: string): CallbackKeys | undefined =>
  token && encodingAesKey ? { token, encodingAesKey } : undefined;

const accountOf = ({
  WECOM_ROBOT_ID: botId,
  WECOM_ROBOT_SECRET: own,
  WECOM_ROBOT_URL: gatewayUrl,
}: Environment) => (botId && own ? { botId, secret: own, gatewayUrl } : undefined);

export const wecomOf = (env: Environment): WecomCredentials | undefined => {
  if (!env.WECOM_CORP_ID || !env.WECOM_AGENT_ID || !env.WECOM_SECRET) return undefined;
  if (!env.WECOM_TOKEN || !env.WECOM_ENCODING_AES_KEY) return undefined;
  const contactCallback = callbackOf(env.WECOM_CONTACT_TOKEN, env.WECOM_CONTACT_ENCODING_AES_KEY);
  const robot = accountOf(env) ?? callbackOf(env.WECOM_ROBOT_TOKEN, env.WECOM_ROBOT_ENCODING_AES_KEY);
  return {
    corpId: env.WECOM_CORP_ID,
    agentId: env.WECOM_AGENT_ID,
    secret: env.WECOM_SECRET,
    token: env.WECOM_TOKEN,
    encodingAesKey: env.WECOM_ENCODING_AES_KEY,
    apiUrl: baseOf(env.WECOM_API_URL),
    oauthUrl: baseOf(env.WECOM_OAUTH_URL),
    ...(env.WECOM_CONTACT_SECRET && { contactSecret: env.WECOM_CONTACT_SECRET }),
    ...(contactCallback && { contactCallback }),
    ...(robot && { robot }),
    ...(env.WECOM_STAFF_FIELD && { staffField: env.WECOM_STAFF_FIELD }),
  };
};
