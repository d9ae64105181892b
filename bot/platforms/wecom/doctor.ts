import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { saying, type Text } from '../../../models/text.js';
import { own } from '../../own.js';
import { encrypt, sign } from '../callback-cipher.js';
import { answers, checksOf, clockVerdict, LOOK_LIMIT_MS, type Look, nameOf, wrong } from '../check.js';
import type { Log } from '../log.js';
import type { Check, Verdict } from '../platform.js';
import type { Caller } from './caller.js';
import { groupsCheck } from './doctor-groups.js';
import { robotCheck } from './doctor-robot.js';
import { WecomError } from './errors.js';
import type { RobotAccount } from './line/index.js';
import type { GroupStore, LineStore } from './stores.js';
import type { Keys } from './verify.js';

interface Needs {
  readonly agentId: number;
  readonly apiUrl: string;
  readonly publicUrl: string;
  readonly keys: Keys;
  readonly app: Pick<Caller, 'ask'>;
  readonly contactSync: Pick<Caller, 'ask'> | undefined;
  /** Where the robot is in groups. */
  readonly groups: GroupStore | undefined;
  /** The robot, where it connects to WeCom. */
  readonly account: RobotAccount | undefined;
  readonly line: LineStore;
  readonly log: Log;
  readonly now: () => Date;
}

const what = {
  app: { zh: '企业微信：应用凭证', en: 'WeCom: credentials' },
  clock: { zh: '企业微信：时钟', en: 'WeCom: clock' },
  callback: { zh: '企业微信：回调地址', en: 'WeCom: callback address' },
  domain: { zh: '企业微信：可信域名', en: 'WeCom: trusted domain' },
  contacts: { zh: '企业微信：通讯录', en: 'WeCom: contacts' },
  contactSync: { zh: '企业微信：通讯录同步', en: 'WeCom: contact sync' },
} satisfies Record<string, Text>;

const words = {
  refused: { zh: '企业微信拒绝了：{reason}', en: 'WeCom said no: {reason}' },
  closed: { zh: '应用已停用', en: 'The app is disabled' },
  noEcho: {
    zh: '{address} 没有给出企业微信要的回答（{status}）',
    en: '{address} does not give the answer that WeCom wants ({status})',
  },
  otherDomain: {
    zh: '可信域名是“{domain}”，而 PUBLIC_URL 的是“{host}”',
    en: 'The trusted domain is “{domain}”, but that of PUBLIC_URL is “{host}”',
  },
  onlySeen: {
    zh: '没有配置，只知道应用可见范围内的人',
    en: 'not set up, so only those whom the app sees are known',
  },
} satisfies Record<string, Text>;

const todos = {
  secret: {
    zh: '在应用页面重新复制 Secret 到 WECOM_SECRET，并核对 WECOM_CORP_ID 和 WECOM_AGENT_ID。',
    en: 'Copy the Secret of the app’s page to WECOM_SECRET again, and compare WECOM_CORP_ID and WECOM_AGENT_ID.',
  },
  address: {
    zh: '在应用页面的“企业可信IP”里加上本服务器的出口地址，一分钟后再试。',
    en: 'Add the address of this server to the app’s trusted IPs (docs/wecom.md, §3), and try again in a minute.',
  },
  enable: { zh: '在管理后台启用这个应用。', en: 'Enable the app in the admin console.' },
  online: {
    zh: '检查本机能否访问 WECOM_API_URL，然后再试。',
    en: 'See whether this machine reaches WECOM_API_URL, then try again.',
  },
  callback: {
    zh: '先运行 npm start；再检查反向代理是否原样转发 /wecom/callback 的查询串，以及 Token 和 EncodingAESKey。',
    en: 'Run npm start first; then see that the proxy passes the query of /wecom/callback on as it is, and compare Token and EncodingAESKey.',
  },
  domain: {
    zh: '在应用页面的“网页授权及JS-SDK”里把可信域名设为 PUBLIC_URL 的主机名（带端口）。',
    en: 'Set the app’s trusted domain to the host of PUBLIC_URL, with its port (docs/wecom.md, §4).',
  },
  contacts: {
    zh: '检查应用的可见范围，见 docs/wecom.zh-CN.md 第 6 节。',
    en: 'Look at what the app may see: docs/wecom.md, §6.',
  },
  contactSync: {
    zh: '在“管理工具 → 通讯录同步”里核对 Secret 和企业可信IP。',
    en: 'Compare the secret and the trusted IPs of the contact sync (docs/wecom.md, §6).',
  },
} satisfies Record<string, Text>;

/** By WeCom's own code, what to do. */
const todoOf: Readonly<Record<string, Text>> = {
  40001: todos.secret,
  40013: todos.secret,
  40056: todos.secret,
  301002: todos.secret,
  50003: todos.enable,
  60020: todos.address,
  timeout: todos.online,
  network: todos.online,
};

const explain = (error: unknown, advice = todos.online): Verdict => {
  if (!(error instanceof WecomError)) throw error;
  return wrong(words.refused, own(todoOf, String(error.code)) ?? advice, { reason: error.message });
};

const agentShape = z.object({ close: z.number().default(0), redirect_domain: z.string().default('') });

/** What must be right in WeCom's console and here. It sends nothing to anybody. */
export function wecomChecks(needs: Needs): readonly Check[] {
  const { agentId, apiUrl, publicUrl, keys, app, contactSync, groups, account, line, log, now } = needs;

  /** @see https://developer.work.weixin.qq.com/document/path/90227 */
  const agent = () => app.ask({ method: 'agent/get', query: { agentid: String(agentId) } }, agentShape);

  const isOn = async (): Promise<Verdict> => {
    const { close } = await agent();
    return close === 1 ? wrong(words.closed, todos.enable) : {};
  };

  /** As WeCom does when the address is saved: it wants back what only we can read. */
  const knock = async (): Promise<Verdict> => {
    const address = `${publicUrl}/wecom/callback`;
    const secret = randomBytes(8).toString('hex');
    const [timestamp, nonce] = [String(Math.floor(now().getTime() / 1000)), randomBytes(8).toString('hex')];
    const echostr = encrypt(keys.encodingAesKey, secret, keys.corpId);
    const msg_signature = sign(keys.token, timestamp, nonce, echostr);
    const query = new URLSearchParams({ msg_signature, timestamp, nonce, echostr });
    const answer = await fetch(`${address}?${query}`, { signal: AbortSignal.timeout(LOOK_LIMIT_MS) });
    if ((await answer.text()) === secret) return {};
    return wrong(words.noEcho, todos.callback, { address, status: answer.status });
  };

  const echo = (): Promise<Verdict> =>
    knock().catch((error) =>
      wrong(words.noEcho, todos.callback, { address: publicUrl, status: nameOf(error) }),
    );

  const isTrusted = async (): Promise<Verdict> => {
    const { redirect_domain: domain } = await agent();
    const { host } = new URL(publicUrl);
    return domain === host ? {} : wrong(words.otherDomain, todos.domain, { domain, host });
  };

  const anything = z.looseObject({});
  const departments = () => app.ask({ method: 'department/list' }, anything);

  const seesIds = async (): Promise<Verdict> => {
    if (!contactSync) return { note: saying(words.onlySeen) };
    await contactSync.ask({ method: 'user/list_id', body: { limit: 1 } }, anything);
    return {};
  };

  const looks: readonly Look[] = [
    { what: what.app, look: isOn, advice: todos.secret },
    { what: what.clock, look: () => clockVerdict(apiUrl, now) },
    { what: what.callback, look: echo },
    { what: what.domain, look: isTrusted, advice: todos.domain },
    { what: what.contacts, look: answers(departments), advice: todos.contacts },
    { what: what.contactSync, look: seesIds, advice: todos.contactSync },
  ];
  return [
    ...checksOf(looks, explain),
    ...(account ? [robotCheck({ account, store: line, log })] : []),
    ...(groups ? [groupsCheck(apiUrl, groups, account !== undefined)] : []),
  ];
}
