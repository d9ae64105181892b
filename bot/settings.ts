import { z } from 'zod';
import { locales } from '../models/text.js';

const DEMO_DATABASE = 'sqlite:data/dealdesk.db';

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const url = (example: string) =>
  z.url({ protocol: /^https?$/, error: `must be an address such as ${example}` });
const port = z.coerce
  .number('must be a port number')
  .int()
  .min(0, 'must be a port number')
  .max(65_535, 'must be a port number');
const quota = z.coerce.number('must be a number').int('must be a whole number').min(1, 'must be at least 1');
const secret = z.string().min(1, 'must not be empty');

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url('https://dealdesk.example.com').optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(sqlite:.+|mysql:\/\/.+\/.+)$/,
      'must be sqlite:path/to/file or mysql://user:password@host:3306/name',
    )
    .default(DEMO_DATABASE),
  TZ_DEFAULT: z.string().refine(isZone, 'must be a time zone such as Asia/Shanghai').default('Asia/Shanghai'),
  LOCALE_DEFAULT: z.enum(locales, `must be one of ${locales.join(', ')}`).default('zh-CN'),
  DIGEST_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30')
    .default('08:30'),
  SESSION_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters, for example from: openssl rand -hex 32')
    .optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      'must be fatal, error, warn, info, debug or silent',
    )
    .default('info'),
  TEMPLATES_DIR: z.string().default('data/templates'),
  DIRECTORY_SYNC: z.enum(['nightly', 'off'], 'must be nightly or off').default('nightly'),
  SLACK_SIGNING_SECRET: secret.optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must begin with xoxb-').optional(),
  SLACK_CLIENT_ID: secret.optional(),
  SLACK_CLIENT_SECRET: secret.optional(),
  SLACK_STATE_SECRET: secret.optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must begin with xapp-').optional(),
  SLACK_API_URL: url('https://slack.com/api/').default('https://slack.com/api/'),
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
});
type Environment = z.infer<typeof schema>;

export interface SlackCredentials {
  readonly signingSecret: string;
  readonly botToken?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly stateSecret?: string;
  readonly appToken?: string;
  readonly apiUrl: string;
}

export interface DingTalkCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly robotCode: string;
  readonly corpId?: string;
  readonly cardTemplateId?: string;
  readonly mode: Environment['DINGTALK_MODE'];
  readonly todos: boolean;
  readonly eventToken?: string;
  readonly eventAesKey?: string;
  readonly apiUrl: string;
  readonly oapiUrl: string;
  readonly monthlyCalls: number;
  readonly monthlyPushes: number;
}

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly timeZone: string;
  readonly locale: Environment['LOCALE_DEFAULT'];
  readonly digestAt: string;
  /** Missing only where no real platform is configured: the demo keeps one of its own. */
  readonly sessionSecret: string | undefined;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly templatesDir: string;
  /** People, departments and managers follow the chat platforms by themselves. */
  readonly syncsDirectory: boolean;
  readonly slack: SlackCredentials | undefined;
  readonly dingtalk: DingTalkCredentials | undefined;
}

const realNames = ['slack', 'dingtalk'] as const;

/** Those that are configured. Without any, a demo firm talks on the console. */
export const realPlatforms = (settings: Pick<Settings, (typeof realNames)[number]>) =>
  realNames.filter((name) => settings[name] !== undefined);

/** One clear line for each bad setting. */
export class BadSettings extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'BadSettings';
    this.lines = lines;
  }
}

const slackNames = [
  'SLACK_SIGNING_SECRET',
  'SLACK_BOT_TOKEN',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'SLACK_APP_TOKEN',
] as const;
const oauthNames = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

const dingtalkNames = [
  'DINGTALK_CLIENT_ID',
  'DINGTALK_CLIENT_SECRET',
  'DINGTALK_ROBOT_CODE',
  'DINGTALK_CARD_TEMPLATE_ID',
  'DINGTALK_EVENT_TOKEN',
  'DINGTALK_EVENT_AES_KEY',
] as const;

function missingForSlack(env: Environment): string[] {
  if (!slackNames.some((name) => env[name])) return [];
  const oauthMissing = oauthNames.filter((name) => !env[name]);
  const lines: string[] = [];
  if (!env.SLACK_SIGNING_SECRET)
    lines.push('SLACK_SIGNING_SECRET is missing: find it under Basic Information of your Slack app');
  if (!env.SLACK_BOT_TOKEN && oauthMissing.length > 0) {
    lines.push(
      `SLACK_BOT_TOKEN is missing: set it for one workspace, or ${oauthMissing.join(', ')} for installation in many`,
    );
  }
  return lines;
}

function missingForDingTalk(env: Environment): string[] {
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

/** Settings that only make sense together. */
function missingPartners(env: Environment): string[] {
  const isReal = [...slackNames, ...dingtalkNames].some((name) => env[name]);
  const lines = [...missingForSlack(env), ...missingForDingTalk(env)];
  if (isReal && !env.SESSION_SECRET)
    lines.push('SESSION_SECRET is missing: it protects links and tokens; make one by: openssl rand -hex 32');
  return lines;
}

const slackOf = (env: Environment): SlackCredentials | undefined => {
  if (!env.SLACK_SIGNING_SECRET) return undefined;
  return {
    signingSecret: env.SLACK_SIGNING_SECRET,
    apiUrl: env.SLACK_API_URL,
    ...(env.SLACK_BOT_TOKEN && { botToken: env.SLACK_BOT_TOKEN }),
    ...(env.SLACK_CLIENT_ID && { clientId: env.SLACK_CLIENT_ID }),
    ...(env.SLACK_CLIENT_SECRET && { clientSecret: env.SLACK_CLIENT_SECRET }),
    ...(env.SLACK_STATE_SECRET && { stateSecret: env.SLACK_STATE_SECRET }),
    ...(env.SLACK_APP_TOKEN && { appToken: env.SLACK_APP_TOKEN }),
  };
};

const dingtalkOf = (env: Environment): DingTalkCredentials | undefined => {
  if (!env.DINGTALK_CLIENT_ID || !env.DINGTALK_CLIENT_SECRET) return undefined;
  return {
    clientId: env.DINGTALK_CLIENT_ID,
    clientSecret: env.DINGTALK_CLIENT_SECRET,
    // A robot of a self-built app has the app's client id as its code.
    robotCode: env.DINGTALK_ROBOT_CODE ?? env.DINGTALK_CLIENT_ID,
    mode: env.DINGTALK_MODE,
    todos: env.DINGTALK_TODOS === 'on',
    apiUrl: env.DINGTALK_API_URL.replace(/\/+$/, ''),
    oapiUrl: env.DINGTALK_OAPI_URL.replace(/\/+$/, ''),
    monthlyCalls: env.DINGTALK_MONTHLY_CALLS,
    monthlyPushes: env.DINGTALK_MONTHLY_PUSHES,
    ...(env.DINGTALK_CORP_ID && { corpId: env.DINGTALK_CORP_ID }),
    ...(env.DINGTALK_CARD_TEMPLATE_ID && { cardTemplateId: env.DINGTALK_CARD_TEMPLATE_ID }),
    ...(env.DINGTALK_EVENT_TOKEN && { eventToken: env.DINGTALK_EVENT_TOKEN }),
    ...(env.DINGTALK_EVENT_AES_KEY && { eventAesKey: env.DINGTALK_EVENT_AES_KEY }),
  };
};

/** An empty line in `.env` means that the setting is not set. */
const withoutEmpty = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

/** @throws BadSettings */
export function readSettings(raw: NodeJS.ProcessEnv): Settings {
  const read = schema.safeParse(withoutEmpty(raw));
  if (!read.success) {
    throw new BadSettings(read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
  }
  const env = read.data;
  const lines = missingPartners(env);
  if (lines.length > 0) throw new BadSettings(lines);
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/+$/, ''),
    databaseUrl: env.DATABASE_URL,
    timeZone: env.TZ_DEFAULT,
    locale: env.LOCALE_DEFAULT,
    digestAt: env.DIGEST_AT,
    sessionSecret: env.SESSION_SECRET,
    logLevel: env.LOG_LEVEL,
    templatesDir: env.TEMPLATES_DIR,
    syncsDirectory: env.DIRECTORY_SYNC === 'nightly',
    slack: slackOf(env),
    dingtalk: dingtalkOf(env),
  };
}
