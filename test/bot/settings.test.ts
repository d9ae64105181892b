import { BadSettings, readSettings, realPlatforms } from '../../bot/settings.js';
import type { Text } from '../../models/text.js';

const slack = {
  SLACK_SIGNING_SECRET: 'signing',
  SLACK_BOT_TOKEN: 'xoxb-1',
  SESSION_SECRET: 's'.repeat(32),
};

const dingtalk = {
  DINGTALK_CLIENT_ID: 'dingclient',
  DINGTALK_CLIENT_SECRET: 'client-secret',
  SESSION_SECRET: 's'.repeat(32),
};

const wecom = {
  WECOM_CORP_ID: 'wx5823bf96d3bd56c7',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'app-secret',
  WECOM_TOKEN: 'QDG6eK',
  WECOM_ENCODING_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  PUBLIC_URL: 'https://crm.example.com',
  SESSION_SECRET: 's'.repeat(32),
};

const faultsOf = (env: NodeJS.ProcessEnv): readonly Text[] => {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof BadSettings) return error.faults;
    throw error;
  }
};

const linesOf = (env: NodeJS.ProcessEnv): readonly string[] => faultsOf(env).map(({ en }) => en);

test('nothing needs to be set to try it', () => {
  expect(readSettings({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:3000',
    trustedProxies: 0,
    databaseUrl: 'sqlite:data/dealdesk.db',
    timeZone: 'Asia/Shanghai',
    locale: 'zh-CN',
    digestAt: '08:30',
    sessionSecret: undefined,
    logLevel: 'info',
    templatesDir: 'data/templates',
    syncsDirectory: true,
    slack: undefined,
    wecom: undefined,
    dingtalk: undefined,
  });
});

test('an empty line in .env is as good as none', () => {
  expect(readSettings({ PORT: '', SLACK_BOT_TOKEN: '', SESSION_SECRET: '' })).toEqual(readSettings({}));
});

test('where it listens is its address, as long as nobody says another', () => {
  expect(readSettings({ HOST: '::1', PORT: '3100' }).publicUrl).toBe('http://[::1]:3100');
});

test('what is set counts', () => {
  const settings = readSettings({
    PORT: '0',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://dealdesk.example.com/',
    DATABASE_URL: 'mysql://dealdesk:a%40b@db.example.com:3307/sales',
    LOCALE_DEFAULT: 'en',
    TZ_DEFAULT: 'Europe/Berlin',
    DIGEST_AT: '07:45',
    ...slack,
  });
  expect(settings).toMatchObject({
    port: 0,
    publicUrl: 'https://dealdesk.example.com',
    locale: 'en',
    timeZone: 'Europe/Berlin',
    digestAt: '07:45',
    slack: { signingSecret: 'signing', botToken: 'xoxb-1', apiUrl: 'https://slack.com/api/' },
  });
});

test.each([
  'postgres://x/y',
  'mysql://sales:pass#word@db/sales',
  'mysql://sales:100%@db/sales',
  'mysql://db/',
])('%s is no address of a database, and how to write one is said without repeating it', (bad) => {
  expect(linesOf({ DATABASE_URL: bad })).toEqual([
    'DATABASE_URL must be sqlite:path/to/file or mysql://user:password@host:3306/name, with #, / and % in a password as %23, %2F and %25',
  ]);
});

test.each([
  ['PORT', 'http', 'PORT must be a port number'],
  ['PORT', '70000', 'PORT must be a port number'],
  ['PORT', '-1', 'PORT must be a port number'],
  ['PORT', '80.5', 'PORT must be a port number'],
  ['TRUSTED_PROXIES', 'yes', 'TRUSTED_PROXIES must be a whole number from 0 to 9'],
  ['TRUSTED_PROXIES', '-1', 'TRUSTED_PROXIES must be a whole number from 0 to 9'],
  ['TRUSTED_PROXIES', '10', 'TRUSTED_PROXIES must be a whole number from 0 to 9'],
  ['PUBLIC_URL', 'dealdesk', 'PUBLIC_URL must be an address such as https://dealdesk.example.com'],
  ['PUBLIC_URL', 'ftp://x.example', 'PUBLIC_URL must be an address such as https://dealdesk.example.com'],
  ['TZ_DEFAULT', 'Shanghai', 'TZ_DEFAULT must be a time zone such as Asia/Shanghai'],
  ['LOCALE_DEFAULT', 'zh', 'LOCALE_DEFAULT must be zh-CN or en'],
  ['DIGEST_AT', '8:30', 'DIGEST_AT must be a time such as 08:30'],
  ['DIGEST_AT', '24:00', 'DIGEST_AT must be a time such as 08:30'],
  [
    'SESSION_SECRET',
    'short',
    'SESSION_SECRET must have at least 32 characters, for example from: openssl rand -hex 32',
  ],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be fatal, error, warn, info, debug or silent'],
  ['SLACK_BOT_TOKEN', 'xoxp-1', 'SLACK_BOT_TOKEN must begin with xoxb-'],
  ['SLACK_APP_TOKEN', 'x', 'SLACK_APP_TOKEN must begin with xapp-'],
  ['SLACK_API_URL', 'slack.com', 'SLACK_API_URL must be an address such as https://slack.com/api/'],
])('%s=%s is refused with one clear line', (name, value, line) => {
  expect(linesOf({ ...slack, [name]: value })).toEqual([line]);
});

test('every bad setting gets its line at once, and no secret is in any', () => {
  const lines = linesOf({
    PORT: 'x',
    DIGEST_AT: 'y',
    SLACK_BOT_TOKEN: 'secret-1',
    SESSION_SECRET: 'secret-2',
  });
  expect(lines).toHaveLength(4);
  expect(lines.join('\n')).not.toContain('secret-');
});

test('half of Slack is refused, with what is missing and where to find it', () => {
  expect(linesOf({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
    'SLACK_SIGNING_SECRET is missing: find it under Basic Information of your Slack app',
    'SESSION_SECRET is missing: it protects links and tokens; make one by: openssl rand -hex 32',
  ]);
  expect(linesOf({ ...slack, SLACK_BOT_TOKEN: '', SLACK_CLIENT_ID: '1.2' })).toEqual([
    'SLACK_BOT_TOKEN is missing: set it for one workspace, or SLACK_CLIENT_SECRET, SLACK_STATE_SECRET for installation in many',
  ]);
  expect(
    linesOf({
      ...slack,
      SLACK_BOT_TOKEN: '',
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'x',
      SLACK_STATE_SECRET: 'y',
    }),
  ).toEqual([]);
});

test('the workspaces that may install are named by their ids', () => {
  const named = (ids: string) => readSettings({ ...slack, SLACK_WORKSPACES: ids }).slack?.allowedWorkspaces;
  expect(named('T012AB3CD, E045EF6GH')).toEqual(['T012AB3CD', 'E045EF6GH']);
  expect(linesOf({ ...slack, SLACK_WORKSPACES: 'acme.slack.com' })).toEqual([
    'SLACK_WORKSPACES must be ids such as T012AB3CD,E045EF6GH',
  ]);
});

test('DingTalk needs an id and a secret; the rest has defaults', () => {
  expect(readSettings(dingtalk).dingtalk).toEqual({
    clientId: 'dingclient',
    clientSecret: 'client-secret',
    robotCode: 'dingclient',
    mode: 'stream',
    todos: false,
    apiUrl: 'https://api.dingtalk.com',
    oapiUrl: 'https://oapi.dingtalk.com',
    monthlyCalls: 5000,
    monthlyPushes: 3000,
  });
  expect(
    readSettings({
      ...dingtalk,
      PUBLIC_URL: 'https://crm.example.com',
      DINGTALK_ROBOT_CODE: 'dingrobot',
      DINGTALK_CARD_TEMPLATE_ID: '1-2.schema',
      DINGTALK_MODE: 'http',
      DINGTALK_EVENT_TOKEN: 'token1',
      DINGTALK_EVENT_AES_KEY: 'a'.repeat(43),
      DINGTALK_API_URL: 'https://proxy.example.com/api/',
      DINGTALK_MONTHLY_CALLS: '200000',
    }).dingtalk,
  ).toMatchObject({
    robotCode: 'dingrobot',
    cardTemplateId: '1-2.schema',
    mode: 'http',
    eventToken: 'token1',
    apiUrl: 'https://proxy.example.com/api',
    monthlyCalls: 200_000,
  });
});

test.each([
  [
    'DINGTALK_CARD_TEMPLATE_ID',
    '1-2',
    'must end with .schema: copy the whole template id from the card platform',
  ],
  ['DINGTALK_MODE', 'webhook', 'must be stream or http'],
  ['DINGTALK_TODOS', 'yes', 'must be on or off'],
  ['DINGTALK_EVENT_TOKEN', 'a-b', 'must be 3 to 32 letters and digits'],
  ['DINGTALK_EVENT_AES_KEY', 'short', 'must be 43 letters and digits'],
  ['DINGTALK_API_URL', 'dingtalk', 'must be an address such as https://api.dingtalk.com'],
  ['DINGTALK_MONTHLY_CALLS', '0', 'must be at least 1'],
  ['DINGTALK_MONTHLY_PUSHES', 'many', 'must be a number'],
])('%s=%s is refused with one clear line', (name, value, line) => {
  expect(linesOf({ ...dingtalk, [name]: value })).toEqual([`${name} ${line}`]);
});

test('half of DingTalk is refused, with what is missing and where to find it', () => {
  const where = 'find it under Credentials and Basic Information of your DingTalk app';
  expect(linesOf({ DINGTALK_ROBOT_CODE: 'dingrobot' })).toEqual([
    `DINGTALK_CLIENT_ID is missing: ${where}`,
    `DINGTALK_CLIENT_SECRET is missing: ${where}`,
    'SESSION_SECRET is missing: it protects links and tokens; make one by: openssl rand -hex 32',
  ]);
  const both = 'set DINGTALK_EVENT_TOKEN and DINGTALK_EVENT_AES_KEY together, or neither';
  expect(linesOf({ ...dingtalk, DINGTALK_EVENT_TOKEN: 'token1' })).toEqual([
    `DINGTALK_EVENT_AES_KEY is missing: ${both}`,
  ]);
  expect(linesOf({ ...dingtalk, DINGTALK_EVENT_AES_KEY: 'a'.repeat(43) })).toEqual([
    `DINGTALK_EVENT_TOKEN is missing: ${both}`,
  ]);
  expect(linesOf({ ...dingtalk, DINGTALK_MODE: 'http' })).toEqual([
    'PUBLIC_URL is missing: DingTalk needs an address to call, or set DINGTALK_MODE=stream',
  ]);
});

test('WeCom needs five settings; the rest has defaults', () => {
  expect(readSettings(wecom).wecom).toEqual({
    corpId: 'wx5823bf96d3bd56c7',
    agentId: 1000002,
    secret: 'app-secret',
    token: 'QDG6eK',
    encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
    apiUrl: 'https://qyapi.weixin.qq.com',
    oauthUrl: 'https://open.weixin.qq.com',
  });
  expect(
    readSettings({ ...wecom, WECOM_STAFF_FIELD: '工号', WECOM_API_URL: 'https://wecom.example.com/' }).wecom,
  ).toMatchObject({ staffField: '工号', apiUrl: 'https://wecom.example.com' });
});

test.each([
  ['WECOM_AGENT_ID', 'app', 'must be a number such as 1000002'],
  ['WECOM_AGENT_ID', '0', 'must be a number such as 1000002'],
  ['WECOM_TOKEN', 'a-b', 'must be at most 32 letters and digits'],
  ['WECOM_TOKEN', 'a'.repeat(33), 'must be at most 32 letters and digits'],
  ['WECOM_ENCODING_AES_KEY', 'short', 'must be 43 letters and digits'],
  ['WECOM_API_URL', 'qyapi', 'must be an address such as https://qyapi.weixin.qq.com'],
])('%s=%s is refused with one clear line', (name, value, line) => {
  expect(linesOf({ ...wecom, [name]: value })).toEqual([`${name} ${line}`]);
});

test.each(['CONTACT', 'ROBOT'])('the address of WeCom’s %s needs a token and a key', (name) => {
  const [token, key] = [`WECOM_${name}_TOKEN`, `WECOM_${name}_ENCODING_AES_KEY`];
  const both = `set ${token} and ${key} together, or neither`;
  expect(linesOf({ ...wecom, [token]: 'abc' })).toEqual([`${key} is missing: ${both}`]);
  expect(linesOf({ ...wecom, [key]: 'a'.repeat(43) })).toEqual([`${token} is missing: ${both}`]);
  expect(linesOf({ ...wecom, [token]: 'abc', [key]: 'a'.repeat(43) })).toEqual([]);
});

test('WeCom’s robot connects by its id and its secret, or has an address, not both', () => {
  const account = { WECOM_ROBOT_ID: 'aib1', WECOM_ROBOT_SECRET: 'robot-secret' };
  const gatewayUrl = 'wss://openws.work.weixin.qq.com';
  expect(readSettings({ ...wecom, ...account }).wecom?.robot).toEqual({
    ...{ botId: 'aib1', secret: 'robot-secret', gatewayUrl },
  });
  expect(
    readSettings({ ...wecom, ...account, WECOM_ROBOT_URL: 'ws://wecom.example.com:80' }).wecom?.robot,
  ).toMatchObject({ gatewayUrl: 'ws://wecom.example.com:80' });
  expect(linesOf({ ...wecom, WECOM_ROBOT_ID: 'aib1' })).toEqual([
    'WECOM_ROBOT_SECRET is missing: set WECOM_ROBOT_ID and WECOM_ROBOT_SECRET together, or neither',
  ]);
  expect(linesOf({ ...wecom, ...account, WECOM_ROBOT_URL: 'https://wecom.example.com' })).toEqual([
    `WECOM_ROBOT_URL must be an address such as ${gatewayUrl}`,
  ]);
  const address = { WECOM_ROBOT_TOKEN: 'abc', WECOM_ROBOT_ENCODING_AES_KEY: 'a'.repeat(43) };
  expect(linesOf({ ...wecom, ...account, ...address })).toEqual([
    'WECOM_ROBOT_ID and WECOM_ROBOT_TOKEN are both set: WeCom either calls a robot’s address or takes its long connection; keep the pair that the robot’s page shows',
  ]);
});

test('half of WeCom is refused, with what is missing and where to find it', () => {
  expect(linesOf({ WECOM_CORP_ID: 'wx1', WECOM_SECRET: 'x' })).toEqual([
    'WECOM_AGENT_ID is missing: find it on the page of your WeCom app, AgentId',
    'WECOM_TOKEN is missing: find it on the page of your WeCom app, API reception',
    'WECOM_ENCODING_AES_KEY is missing: find it on the page of your WeCom app, API reception',
    'PUBLIC_URL is missing: WeCom needs an address to call and to open from cards',
    'SESSION_SECRET is missing: it protects links and tokens; make one by: openssl rand -hex 32',
  ]);
});

test('an administrator who reads Chinese reads what is wrong in Chinese', () => {
  const chinese = (env: NodeJS.ProcessEnv) => faultsOf(env).map(({ zh }) => zh);
  expect(
    chinese({ PORT: 'x', PUBLIC_URL: 'crm', LOCALE_DEFAULT: 'zh', DINGTALK_CARD_TEMPLATE_ID: '1-2' }),
  ).toEqual([
    'PORT 必须是端口号',
    'PUBLIC_URL 必须是 https://dealdesk.example.com 这样的地址',
    'LOCALE_DEFAULT 必须是 zh-CN、en 之一',
    'DINGTALK_CARD_TEMPLATE_ID 必须以 .schema 结尾：请从卡片平台复制完整的模板 ID',
  ]);
  expect(
    chinese({ WECOM_CORP_ID: 'wx1', WECOM_SECRET: 'x', WECOM_AGENT_ID: '1', WECOM_TOKEN: 'abc' }),
  ).toEqual([
    '缺少 WECOM_ENCODING_AES_KEY：在企业微信应用页面的“接收消息 - 设置 API 接收”里',
    '缺少 PUBLIC_URL：企业微信要回调这个地址，卡片也要用它打开页面',
    '缺少 SESSION_SECRET：它保护链接和令牌；用 openssl rand -hex 32 生成一个',
  ]);
  expect(chinese({ ...dingtalk, DINGTALK_EVENT_TOKEN: 'token1' })).toEqual([
    '缺少 DINGTALK_EVENT_AES_KEY：DINGTALK_EVENT_TOKEN 和 DINGTALK_EVENT_AES_KEY 要一起设置，或者都不设置',
  ]);
});

test('whoever starts it with bad settings reads both languages', () => {
  expect(() => readSettings({ PORT: 'x', DIGEST_AT: 'y' })).toThrow(
    [
      'PORT 必须是端口号',
      'PORT must be a port number',
      'DIGEST_AT 必须是 08:30 这样的时间',
      'DIGEST_AT must be a time such as 08:30',
    ].join('\n'),
  );
});

test('several platforms may be on at once', () => {
  expect(realPlatforms(readSettings({}))).toEqual([]);
  expect(realPlatforms(readSettings(dingtalk))).toEqual(['dingtalk']);
  expect(realPlatforms(readSettings({ ...slack, ...dingtalk }))).toEqual(['slack', 'dingtalk']);
  expect(realPlatforms(readSettings({ ...slack, ...dingtalk, ...wecom }))).toEqual([
    'slack',
    'wecom',
    'dingtalk',
  ]);
});
