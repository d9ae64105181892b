import type { Text } from '../../models/text.js';
import { LOOK_LIMIT_MS, wrong } from '../platforms/check.js';
import type { Check, Verdict } from '../platforms/platform.js';
import type { Settings } from '../settings.js';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

const what: Text = { zh: '公网地址', en: 'Public address' };

const words = {
  loopback: {
    zh: '{address} 只有本机打得开，卡片上的链接别人打不开',
    en: 'Only this machine can open {address}, so links on cards lead nowhere',
  },
  loopbackTodo: {
    zh: '把 PUBLIC_URL 设为大家能打开的地址，例如 https://deals.example.com。',
    en: 'Set PUBLIC_URL to an address that everybody can open, such as https://deals.example.com.',
  },
  plain: { zh: '{address} 没有加密', en: '{address} is not encrypted' },
  plainTodo: {
    zh: '在前面放一个带证书的反向代理，把 PUBLIC_URL 改成 https://…',
    en: 'Put a reverse proxy with a certificate in front of it, and make PUBLIC_URL https://…',
  },
  silent: { zh: '{address} 没有回答：{reason}', en: 'Nothing answers at {address}: {reason}' },
  silentTodo: {
    zh: '先运行 npm start，再检查域名、防火墙和反向代理是否通到这个端口。',
    en: 'Run npm start first, then see whether name, firewall and reverse proxy lead to its port.',
  },
  other: { zh: '{address} 的回答不是 Dealdesk 的', en: 'What answers at {address} is not Dealdesk' },
  otherTodo: {
    zh: '检查 PUBLIC_URL 的域名和反向代理：/healthz 应该回答 {"ok":true}。',
    en: 'Look at the name in PUBLIC_URL and at the reverse proxy: /healthz must answer {"ok":true}.',
  },
  unnamed: {
    zh: '前面有反向代理，TRUSTED_PROXIES 却是 0：所有人看起来都来自代理的地址',
    en: 'There is a reverse proxy in front, and TRUSTED_PROXIES is 0: everybody seems to come from its address',
  },
  unnamedTodo: {
    zh: '把 TRUSTED_PROXIES 设为前面代理的个数，一般是 1。',
    en: 'Set TRUSTED_PROXIES to how many proxies there are, which is 1 as a rule.',
  },
} satisfies Record<string, Text>;

const reasonOf = (error: unknown): string => {
  const { cause, name } = error as Error & { readonly cause?: { readonly code?: string } };
  return cause?.code ?? name;
};

async function knock(address: string): Promise<Verdict> {
  try {
    const answer = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(LOOK_LIMIT_MS) });
    const body = (await answer.json().catch(() => ({}))) as { readonly ok?: boolean };
    return answer.ok && body.ok === true ? {} : wrong(words.other, words.otherTodo, { address });
  } catch (error) {
    return wrong(words.silent, words.silentTodo, { address, reason: reasonOf(error) });
  }
}

/** Whether people and platforms reach us where cards and callbacks say that we are. We speak no HTTPS: a proxy does. */
export const addressCheck = (
  { publicUrl, trustedProxies }: Pick<Settings, 'publicUrl' | 'trustedProxies'>,
  isReal: boolean,
): Check => ({
  what,
  run: async () => {
    const { hostname, protocol } = new URL(publicUrl);
    const answered = await knock(publicUrl);
    if ('wrong' in answered || !isReal) return answered;
    if (LOOPBACK.test(hostname)) return wrong(words.loopback, words.loopbackTodo, { address: publicUrl });
    if (protocol !== 'https:') return wrong(words.plain, words.plainTodo, { address: publicUrl });
    return trustedProxies > 0 ? answered : wrong(words.unnamed, words.unnamedTodo);
  },
});
