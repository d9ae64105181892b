import { TIME_LIMIT_MS } from '../caller.js';
import { type Fields, send } from '../send.js';

interface Settings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl: string;
}

/** Who has agreed to sign in. */
export const signInCalls = ({ apiUrl, clientId, clientSecret }: Settings) => ({
  /**
   * By their own token, not the app's.
   * @see https://open.dingtalk.com/document/development/obtain-user-token
   */
  personOfCode: async (code: string): Promise<Fields> => {
    const { accessToken } = await send({
      api: 'oauth2/userAccessToken',
      url: `${apiUrl}/v1.0/oauth2/userAccessToken`,
      method: 'POST',
      body: { clientId, clientSecret, code, grantType: 'authorization_code' },
      timeLimitMs: TIME_LIMIT_MS,
    });
    return send({
      api: 'contact/users/me',
      url: `${apiUrl}/v1.0/contact/users/me`,
      method: 'GET',
      token: String(accessToken),
      timeLimitMs: TIME_LIMIT_MS,
    });
  },
});
