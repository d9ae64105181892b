import type { Login } from '../platform.js';
import type { WecomApi } from './api.js';

interface Needs {
  readonly corpId: string;
  readonly agentId: number;
  /** `https://open.weixin.qq.com` */
  readonly oauthUrl: string;
  readonly api: WecomApi;
}

/**
 * Silent inside WeCom's client: `snsapi_base` asks the person nothing. A state has letters and digits only.
 * @see https://developer.work.weixin.qq.com/document/path/91022
 */
export const wecomLogin = ({ corpId, agentId, oauthUrl, api }: Needs): Login => ({
  url: (redirectUri, state) => {
    const query = new URLSearchParams({
      appid: corpId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'snsapi_base',
      state,
      agentid: String(agentId),
    });
    return `${oauthUrl}/connect/oauth2/authorize?${query}#wechat_redirect`;
  },

  whoIs: async (code) => ({ platform: 'wecom', workspaceId: corpId, userId: await api.whoIs(code) }),
});
