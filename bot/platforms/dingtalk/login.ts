import type { Login } from '../platform.js';
import type { DingTalkApi } from './api/index.js';
import { refusal } from './errors.js';
import { words } from './people.js';
import type { Fields } from './send.js';

const LOGIN_URL = 'https://login.dingtalk.com/oauth2/auth';
/** A code that the page got inside the client. */
const IN_CLIENT = 'client:';
const EXTERNAL = 1;

interface Needs {
  readonly api: DingTalkApi;
  readonly workspaceId: string;
  readonly clientId: string;
  readonly corpId?: string;
}

/**
 * In a browser, by OAuth. Inside the client the page gets a code from `requestAuthCode`, which nobody has to agree to, and
 * goes to the same address with `client:` before the code.
 * @see https://open.dingtalk.com/document/development/obtain-identity-credentials
 */
export const dingtalkLogin = ({ api, workspaceId, clientId, corpId }: Needs): Login => {
  const userOf = async (code: string): Promise<Fields> => {
    if (code.startsWith(IN_CLIENT)) return api.userOfCode(code.slice(IN_CLIENT.length));
    const { unionId } = await api.personOfCode(code);
    return api.userOfUnion(words(unionId));
  };

  return {
    ...(corpId && { inClient: { corpId, clientId } }),

    url: (redirectUri, state) => {
      const query = new URLSearchParams({
        redirect_uri: redirectUri,
        response_type: 'code',
        client_id: clientId,
        scope: 'openid',
        state,
        prompt: 'consent',
      });
      return `${LOGIN_URL}?${query.toString()}`;
    },

    /** Whoever is known from outside only has an id here as well, and is nobody of the firm. */
    whoIs: async (code) => {
      const { userid, contact_type: contactType } = await userOf(code);
      if (!words(userid) || contactType === EXTERNAL)
        throw refusal('sign-in', 'not_a_member', 'only members of the organisation may sign in');
      return { platform: 'dingtalk', workspaceId, userId: words(userid) };
    },
  };
};
