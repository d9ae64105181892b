import { randomUUID } from 'node:crypto';
import { saying, type Text } from '../../../models/text.js';
import { own } from '../../own.js';
import {
  answers,
  callbackVerdict,
  checksOf,
  clockVerdict,
  LOOK_LIMIT_MS,
  type Look,
  wrong,
} from '../check.js';
import type { Check, Verdict } from '../platform.js';
import type { ApiSettings, DingTalkApi } from './api/index.js';
import { DingTalkError } from './errors.js';
import { ROOT_DEPARTMENT } from './people.js';
import { send } from './send.js';
import { fetchToken } from './tokens.js';

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

const words = {
  noTemplate: {
    zh: '没有配置，卡片会是带链接的消息',
    en: 'none is set, so cards are messages with a link',
  },
  refused: { zh: '钉钉拒绝了：{reason}', en: 'DingTalk said no: {reason}' },
  unreachable: { zh: '钉钉没有回答：{reason}', en: 'DingTalk did not answer: {reason}' },
} satisfies Record<string, Text>;

const todos = {
  credentials: {
    zh: '在“凭证与基础信息”里重新复制 DINGTALK_CLIENT_ID 和 DINGTALK_CLIENT_SECRET。',
    en: 'Copy DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET anew from Credentials and Basic Information.',
  },
  ourTemplate: {
    zh: '把 DINGTALK_CARD_TEMPLATE_ID 设为本应用的模板，模板 ID 以 .schema 结尾。',
    en: 'Set DINGTALK_CARD_TEMPLATE_ID to a template of this app; its id ends with .schema.',
  },
  publish: { zh: '在卡片平台发布这个模板。', en: 'Publish the template on the card platform.' },
  permissions: {
    zh: '在“权限管理”里给应用开通上面提到的权限。',
    en: 'Grant the app the permissions named above under Permission Management.',
  },
  quota: {
    zh: '本月额度已用完：购买增购包，或等到下个月。',
    en: 'The month is used up: buy an add-on pack, or wait for the next month.',
  },
  address: {
    zh: '把本服务器的出口地址加到应用的服务器出口 IP。',
    en: 'Add the address of this server to the app.',
  },
  online: {
    zh: '检查本机能否访问 DINGTALK_API_URL 和 DINGTALK_OAPI_URL，然后再试。',
    en: 'See whether this machine reaches DINGTALK_API_URL and DINGTALK_OAPI_URL, then try again.',
  },
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

/** By DingTalk's own word, what to do. */
const todoOf: Readonly<Record<string, Text>> = {
  invalidClientIdOrSecret: todos.credentials,
  authFailed: todos.credentials,
  'param.templateNotExist': todos.ourTemplate,
  'param.templateUnpublished': todos.publish,
  'Forbidden.AccessDenied.AccessTokenPermissionDenied': todos.permissions,
  'Forbidden.AccessDenied.ApiCountLimitForOrg': todos.quota,
  '90020': todos.quota,
  'Forbidden.AccessDenied.IpNotInWhiteList': todos.address,
  IpNotInWhiteList: todos.address,
  '60020': todos.address,
};

const explain = (error: unknown, advice = todos.online): Verdict => {
  if (!(error instanceof DingTalkError)) throw error;
  const { code, message: reason, isOutcomeUnknown } = error;
  if (isOutcomeUnknown) return wrong(words.unreachable, todos.online, { reason });
  return wrong(words.refused, own(todoOf, code) ?? advice, { reason });
};

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
      timeLimitMs: LOOK_LIMIT_MS,
    });

  const transport: Look =
    mode === 'stream'
      ? { what: what.stream, look: answers(openStream), advice: todos.stream }
      : { what: what.callback, look: () => callbackVerdict(`${publicUrl}/dingtalk/robot`, todos.callback) };

  const template = async (): Promise<Verdict> => {
    if (!cardTemplateId) return { note: saying(words.noTemplate) };
    await api.tryTemplate(`doctor-${randomUUID()}`);
    return {};
  };

  const looks: readonly Look[] = [
    { what: what.credentials, look: answers(() => fetchToken(settings, now())), advice: todos.credentials },
    { what: what.clock, look: () => clockVerdict(apiUrl, now) },
    transport,
    { what: what.contacts, look: answers(() => api.department(ROOT_DEPARTMENT)), advice: todos.contacts },
    { what: what.template, look: template, advice: todos.template },
  ];
  return checksOf(looks, explain);
}
