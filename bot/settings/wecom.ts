import { z } from 'zod';
import type { WecomSettings } from '../platforms/wecom/index.js';
import type { CoreEnvironment } from './core.js';
import { baseOf, secret, url } from './fields.js';

const callbackToken = z.string().regex(/^[A-Za-z0-9]{1,32}$/, 'must be at most 32 letters and digits');
const callbackKey = z.string().regex(/^[A-Za-z0-9]{43}$/, 'must be 43 letters and digits');

export const wecomShape = {
  WECOM_CORP_ID: secret.optional(),
  WECOM_AGENT_ID: z.coerce
    .number('must be a number such as 1000002')
    .int('must be a number such as 1000002')
    .min(1, 'must be a number such as 1000002')
    .optional(),
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
  WECOM_ROBOT_URL: z
    .url({ protocol: /^wss?$/, error: 'must be an address such as wss://openws.work.weixin.qq.com' })
    .default('wss://openws.work.weixin.qq.com'),
  WECOM_API_URL: url('https://qyapi.weixin.qq.com').default('https://qyapi.weixin.qq.com'),
  WECOM_OAUTH_URL: url('https://open.weixin.qq.com').default('https://open.weixin.qq.com'),
};
type Environment = z.infer<z.ZodObject<typeof wecomShape>> & Pick<CoreEnvironment, 'PUBLIC_URL'>;

interface CallbackKeys {
  readonly token: string;
  readonly encodingAesKey: string;
}

export type WecomCredentials = Omit<WecomSettings, 'publicUrl'>;

/** All of them are needed, and where each is found in the admin console. */
const where = {
  WECOM_CORP_ID: 'find it under My Company, Company ID',
  WECOM_AGENT_ID: 'find it on the page of your WeCom app, AgentId',
  WECOM_SECRET: 'find it on the page of your WeCom app, Secret',
  WECOM_TOKEN: 'find it on the page of your WeCom app, API reception',
  WECOM_ENCODING_AES_KEY: 'find it on the page of your WeCom app, API reception',
} as const;

export const wecomNames = Object.keys(where) as readonly (keyof typeof where)[];

const couples = [
  ['WECOM_CONTACT_TOKEN', 'WECOM_CONTACT_ENCODING_AES_KEY'],
  ['WECOM_ROBOT_TOKEN', 'WECOM_ROBOT_ENCODING_AES_KEY'],
  ['WECOM_ROBOT_ID', 'WECOM_ROBOT_SECRET'],
] as const;

const missingPartner = (env: Environment, couple: (typeof couples)[number]): string[] => {
  const missing = couple.filter((name) => !env[name]);
  if (missing.length !== 1) return [];
  return [`${missing[0]} is missing: set ${couple.join(' and ')} together, or neither`];
};

export function missingForWecom(env: Environment): string[] {
  if (!wecomNames.some((name) => env[name])) return [];
  const lines = wecomNames.filter((name) => !env[name]).map((name) => `${name} is missing: ${where[name]}`);
  lines.push(...couples.flatMap((couple) => missingPartner(env, couple)));
  if (env.WECOM_ROBOT_ID && env.WECOM_ROBOT_TOKEN)
    lines.push(
      'WECOM_ROBOT_ID and WECOM_ROBOT_TOKEN are both set: WeCom either calls a robot’s address or takes its long connection; keep the pair that the robot’s page shows',
    );
  if (!env.PUBLIC_URL)
    lines.push('PUBLIC_URL is missing: WeCom needs an address to call and to open from cards');
  return lines;
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
