import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { sha256 } from '../../../handlers/hash.js';
import type { Login, PlatformUser } from '../platform.js';
import { asked, type Clients } from './client.js';
import { refusal, SlackError } from './errors.js';

const TIME_LIMIT_MS = 5000;
const CLOCK_TOLERANCE_S = 60;
const METHOD = 'openid.connect.token';
const CLAIM = 'https://slack.com/';

interface Needs {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl: string;
  readonly clients: Clients;
  /** The workspaces and organisations that Dealdesk is installed in. */
  readonly workspaces: () => Promise<readonly string[]>;
  readonly now: () => Date;
}

/** Made of the state, which is bound to the browser, so that the token in the answer is bound to it too. */
const nonceOf = (state: string): string => sha256(`nonce ${state}`);

/** Something is wrong with the token, and will stay so; otherwise Slack's keys could not be had. */
const isFlaw = ({ code }: { readonly code?: string }): boolean =>
  /^ERR_J(OSE|W)/.test(code ?? '') && code !== 'ERR_JOSE_GENERIC' && code !== 'ERR_JWKS_TIMEOUT';

const claim = (payload: JWTPayload, name: string): string => {
  const value = payload[CLAIM + name];
  return typeof value === 'string' ? value : '';
};

/** An installation belongs to a team, or to the whole organisation; people are known under the one that there is. */
const workspaceIn = (payload: JWTPayload, workspaces: readonly string[]): string | undefined =>
  [claim(payload, 'team_id'), claim(payload, 'enterprise_id')].find((id) => id && workspaces.includes(id));

/**
 * Sign in with Slack, by OpenID Connect. Only who somebody is: no e-mail is asked for, as the same address may stand in
 * two workspaces.
 * @see https://docs.slack.dev/authentication/sign-in-with-slack
 */
export const slackLogin = ({ clientId, clientSecret, apiUrl, clients, workspaces, now }: Needs): Login => {
  let keys: JWTVerifyGetKey | undefined;

  /** `jose` is loaded when somebody signs in, not at start-up. */
  const verify = async (idToken: string, nonce: string): Promise<JWTPayload> => {
    const { createRemoteJWKSet, jwtVerify } = await import('jose');
    keys ??= createRemoteJWKSet(new URL('/openid/connect/keys', apiUrl), { timeoutDuration: TIME_LIMIT_MS });
    const { payload } = await jwtVerify(idToken, keys, {
      issuer: new URL(apiUrl).origin,
      audience: clientId,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: now(),
    }).catch((error: { readonly code?: string }) => {
      throw new SlackError(METHOD, 'id_token', { retryable: !isFlaw(error), cause: error });
    });
    if (payload.nonce !== nonce) throw refusal(METHOD, 'nonce_mismatch');
    return payload;
  };

  return {
    url: (redirectUri, state) => {
      const page = new URL('/openid/connect/authorize', apiUrl);
      page.search = new URLSearchParams({
        response_type: 'code',
        scope: 'openid',
        client_id: clientId,
        redirect_uri: redirectUri,
        state,
        nonce: nonceOf(state),
      }).toString();
      return page.href;
    },

    async whoIs(code, redirectUri, state = ''): Promise<PlatformUser> {
      const client = await clients.of(undefined);
      // https://docs.slack.dev/reference/methods/openid.connect.token
      const { id_token: idToken } = await asked(METHOD, () =>
        client.openid.connect.token({
          client_id: clientId,
          client_secret: clientSecret,
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
        }),
      );
      if (!idToken) throw refusal(METHOD, 'no_id_token');
      const payload = await verify(idToken, nonceOf(state));
      const workspaceId = workspaceIn(payload, await workspaces());
      if (!workspaceId) throw refusal(METHOD, 'team_not_installed');
      const userId = claim(payload, 'user_id') || payload.sub;
      if (!userId) throw refusal(METHOD, 'no_user_id');
      return { platform: 'slack', workspaceId, userId };
    },
  };
};
