import { randomUUID } from 'node:crypto';
import { saying, type Text } from '../../../models/text.js';
import { clockVerdict } from '../clock-check.js';
import type { Check, Verdict } from '../platform.js';
import { type ApiSettings, type DingTalkApi, fetchToken } from './api.js';
import { DingTalkError } from './errors.js';
import { send } from './send.js';

const TIME_LIMIT_MS = 8000;
const ROOT_DEPARTMENT = 1;

interface Settings extends ApiSettings {
  readonly mode: 'stream' | 'http';
  readonly publicUrl: string;
}

interface Needs {
  readonly api: DingTalkApi;
  readonly now: () => Date;
}

const what = {
  credentials: { zh: '钉钉：应用凭证', en: 'DingTalk: credentials' },
  clock: { zh: '钉钉：时钟', en: 'DingTalk: clock' },
  stream: { zh: '钉钉：Stream 连接', en: 'DingTalk: Stream connection' },
  callback: { zh: '钉钉：回调地址', en: 'DingTalk: callback address' },
  contacts: { zh: '钉钉：通讯录权限', en: 'DingTalk: permission for contacts' },
  template: { zh: '钉钉：卡片模板', en: 'DingTalk: card template' },
} satisfies Record<string, Text>;

const noTemplate: Text = {
  zh: '没有配置，卡片会是带链接的消息',
  en: 'none is set, so cards are messages with a link',
};

const refused: Text = { zh: '钉钉拒绝了：{reason}', en: 'DingTalk said no: {reason}' };
const unreachable: Text = { zh: '钉钉没有回答：{reason}', en: 'DingTalk did not answer: {reason}' };
const notOurs: Text = {
  zh: '{address} 的回答不是 Dealdesk 的（{status}）',
  en: 'What answers at {address} is not Dealdesk ({status})',
};

/** By DingTalk's own word, what to do. */
const todos: Readonly<Record<string, Text>> = {
  invalidClientIdOrSecret: {
    zh: '在“凭证与基础信息”里重新复制 DINGTALK_CLIENT_ID 和 DINGTALK_CLIENT_SECRET。',
    en: 'Copy DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET anew from Credentials and Basic Information.',
  },
  'param.templateNotExist': {
    zh: '把 DINGTALK_CARD_TEMPLATE_ID 设为本应用的模板，模板 ID 以 .schema 结尾。',
    en: 'Set DINGTALK_CARD_TEMPLATE_ID to a template of this app; its id ends with .schema.',
  },
  'param.templateUnpublished': {
    zh: '在卡片平台发布这个模板。',
    en: 'Publish the template on the card platform.',
  },
  'Forbidden.AccessDenied.AccessTokenPermissionDenied': {
    zh: '在“权限管理”里给应用开通上面提到的权限。',
    en: 'Grant the app the permissions named above under Permission Management.',
  },
  'Forbidden.AccessDenied.ApiCountLimitForOrg': {
    zh: '本月额度已用完：购买增购包，或等到下个月。',
    en: 'The month is used up: buy an add-on pack, or wait for the next month.',
  },
  'Forbidden.AccessDenied.IpNotInWhiteList': {
    zh: '把本服务器的出口地址加到应用的服务器出口 IP。',
    en: 'Add the address of this server to the app.',
  },
};

const sameAs: Readonly<Record<string, string>> = {
  authFailed: 'invalidClientIdOrSecret',
  '60020': 'Forbidden.AccessDenied.IpNotInWhiteList',
  IpNotInWhiteList: 'Forbidden.AccessDenied.IpNotInWhiteList',
  '90020': 'Forbidden.AccessDenied.ApiCountLimitForOrg',
};

const online: Text = {
  zh: '检查本机能否访问 DINGTALK_API_URL 和 DINGTALK_OAPI_URL，然后再试。',
  en: 'See whether this machine reaches DINGTALK_API_URL and DINGTALK_OAPI_URL, then try again.',
};

/** What went wrong at DingTalk, with what to do where its word tells; otherwise what the check itself advises. */
const wrongBy = (error: unknown, advice: Text): Verdict => {
  if (!(error instanceof DingTalkError)) throw error;
  const { code, message: reason, isOutcomeUnknown } = error;
  if (isOutcomeUnknown) return { wrong: saying(unreachable, { reason }), todo: saying(online) };
  const name = Object.hasOwn(sameAs, code) ? (sameAs[code] ?? code) : code;
  const todo = Object.hasOwn(todos, name) ? todos[name] : undefined;
  return { wrong: saying(refused, { reason }), todo: saying(todo ?? advice) };
};

const looking = async (look: () => Promise<unknown>, advice: Text): Promise<Verdict> => {
  try {
    await look();
    return {};
  } catch (error) {
    return wrongBy(error, advice);
  }
};

const advice = {
  credentials: todos.invalidClientIdOrSecret as Text,
  stream: {
    zh: '在“机器人”里选 Stream 模式，并在“版本管理与发布”里发布应用。',
    en: 'Choose Stream mode on the robot’s page, and publish the app under Version Management.',
  },
  callback: {
    zh: '让 PUBLIC_URL 指向这个服务，并先运行 npm start。',
    en: 'Make PUBLIC_URL lead to this service, and run npm start first.',
  },
  contacts: {
    zh: '在“权限管理”里开通通讯录部门和成员的读权限，权限范围选全部员工。',
    en: 'Grant reading of departments and members under Permission Management, for all staff.',
  },
  template: {
    zh: '按 docs/dingtalk.md 导入并发布卡片模板，并开通 Card.Instance.Write。',
    en: 'Import and publish the card template as docs/dingtalk.md tells, and grant Card.Instance.Write.',
  },
} satisfies Record<string, Text>;

/** What must be right in DingTalk's consoles and here. Trying the template costs one call of the month. */
export function dingtalkChecks(settings: Settings, { api, now }: Needs): readonly Check[] {
  const { apiUrl, clientId, clientSecret, cardTemplateId, mode, publicUrl } = settings;

  /** A ticket that nobody uses runs out by itself. */
  const openStream = () =>
    send({
      api: 'gateway/connections/open',
      url: `${apiUrl}/v1.0/gateway/connections/open`,
      method: 'POST',
      body: {
        clientId,
        clientSecret,
        ua: 'dealdesk-doctor',
        subscriptions: [{ type: 'EVENT', topic: '*' }],
      },
      timeLimitMs: TIME_LIMIT_MS,
    });

  /** Unsigned, so whoever is us refuses it. */
  const knock = async (): Promise<Verdict> => {
    const address = `${publicUrl}/dingtalk/robot`;
    const { status } = await fetch(address, { method: 'POST', signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    if (status === 401) return {};
    return { wrong: saying(notOurs, { address, status }), todo: saying(advice.callback) };
  };

  const transport: Check =
    mode === 'stream'
      ? { what: what.stream, run: () => looking(openStream, advice.stream) }
      : {
          what: what.callback,
          run: () =>
            knock().catch((error) => ({
              wrong: saying(notOurs, { address: publicUrl, status: String(error) }),
              todo: saying(advice.callback),
            })),
        };

  return [
    { what: what.credentials, run: () => looking(() => fetchToken(settings), advice.credentials) },
    { what: what.clock, run: () => clockVerdict(apiUrl, now, TIME_LIMIT_MS) },
    transport,
    { what: what.contacts, run: () => looking(() => api.department(ROOT_DEPARTMENT), advice.contacts) },
    {
      what: what.template,
      run: async () =>
        cardTemplateId
          ? looking(() => api.tryTemplate(`doctor-${randomUUID()}`), advice.template)
          : { note: saying(noTemplate) },
    },
  ];
}
