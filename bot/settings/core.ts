import { z } from 'zod';
import { locales } from '../../models/text.js';
import { baseOf, must, oneOf, port, url } from './fields.js';

const DEMO_DATABASE = 'sqlite:data/dealdesk.db';

const LONE_PERCENT = /%(?![\da-f]{2})/i;

const isDatabaseUrl = (text: string): boolean =>
  /^sqlite:./.test(text) || (/^mysql:\/\/.+\/./.test(text) && URL.canParse(text) && !LONE_PERCENT.test(text));

/** Each adds the address that it sees; there is no firm with more of them. */
const MOST_PROXIES = 9;
const proxies = must(`是 0 到 ${MOST_PROXIES} 的整数`, `be a whole number from 0 to ${MOST_PROXIES}`);

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

export const coreShape = {
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url('https://dealdesk.example.com').optional(),
  TRUSTED_PROXIES: z.coerce
    .number(proxies)
    .int(proxies)
    .min(0, proxies)
    .max(MOST_PROXIES, proxies)
    .default(0),
  DATABASE_URL: z
    .string()
    .refine(
      isDatabaseUrl,
      must(
        '是 sqlite:path/to/file 或 mysql://user:password@host:3306/name，密码里的 #、/、% 写成 %23、%2F、%25',
        'be sqlite:path/to/file or mysql://user:password@host:3306/name, with #, / and % in a password as %23, %2F and %25',
      ),
    )
    .default(DEMO_DATABASE),
  TZ_DEFAULT: z
    .string()
    .refine(isZone, must('是 Asia/Shanghai 这样的时区', 'be a time zone such as Asia/Shanghai'))
    .default('Asia/Shanghai'),
  LOCALE_DEFAULT: oneOf(locales).default('zh-CN'),
  DIGEST_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, must('是 08:30 这样的时间', 'be a time such as 08:30'))
    .default('08:30'),
  SESSION_SECRET: z
    .string()
    .min(
      32,
      must(
        '至少 32 个字符，例如用 openssl rand -hex 32 生成',
        'have at least 32 characters, for example from: openssl rand -hex 32',
      ),
    )
    .optional(),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  TEMPLATES_DIR: z.string().default('data/templates'),
  DIRECTORY_SYNC: oneOf(['nightly', 'off']).default('nightly'),
};
export type CoreEnvironment = z.infer<z.ZodObject<typeof coreShape>>;

export interface CoreSettings {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  /** So many stand one behind the other before us. Where there is none, anybody may write who they come from. */
  readonly trustedProxies: number;
  readonly databaseUrl: string;
  readonly timeZone: string;
  readonly locale: CoreEnvironment['LOCALE_DEFAULT'];
  readonly digestAt: string;
  /** Missing only where no real platform is configured: the demo keeps one of its own. */
  readonly sessionSecret: string | undefined;
  readonly logLevel: CoreEnvironment['LOG_LEVEL'];
  readonly templatesDir: string;
  /** People, departments and managers follow the chat platforms by themselves. */
  readonly syncsDirectory: boolean;
}

/** As it stands in an address: `[::1]`. */
const inAddress = (host: string): string => (host.includes(':') ? `[${host}]` : host);

export const coreOf = (env: CoreEnvironment): CoreSettings => ({
  port: env.PORT,
  host: env.HOST,
  publicUrl: baseOf(env.PUBLIC_URL ?? `http://${inAddress(env.HOST)}:${env.PORT}`),
  trustedProxies: env.TRUSTED_PROXIES,
  databaseUrl: env.DATABASE_URL,
  timeZone: env.TZ_DEFAULT,
  locale: env.LOCALE_DEFAULT,
  digestAt: env.DIGEST_AT,
  sessionSecret: env.SESSION_SECRET,
  logLevel: env.LOG_LEVEL,
  templatesDir: env.TEMPLATES_DIR,
  syncsDirectory: env.DIRECTORY_SYNC === 'nightly',
});
