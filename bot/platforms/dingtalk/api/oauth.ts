import { TIME_LIMIT_MS } from '../caller.js';
import { type Fields, send } from '../send.js';

interface Settings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl: string;
}

/**
 * Asks for the app's token.
 * @see https://open.dingtalk.com/document/development/obtain-the-access-token-of-an-internal-app
 */
export const fetchToken = ({ apiUrl, clientId, clientSecret }: Settings): Promise<Fields> =>
  send({
    api: 'oauth2/accessToken',
    url: `${apiUrl}/v1.0/oauth2/accessToken`,
    method: 'POST',
    body: { appKey: clientId, appSecret: clientSecret },
    timeLimitMs: TIME_LIMIT_MS,
  });

/**
 * Who has agreed to sign in, by their own token.
 * @see https://open.dingtalk.com/document/development/obtain-user-token
 */
export const personOfCode = async (
  { apiUrl, clientId, clientSecret }: Settings,
  code: string,
): Promise<Fields> => {
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
};
