import { randomUUID } from 'node:crypto';
import { type Method, Refused } from './world.js';

const TOKEN_MS = 7_200_000;
const NEED_NONE: ReadonlySet<string> = new Set([
  'token',
  'connections/open',
  'userAccessToken',
  'me',
  'sessionWebhook',
]);

/** The token of the app: asked for again it is the same one, good for longer. */
export const accessToken = (now: () => number) => {
  const token = { value: '', untilMs: 0 };

  const give: Method = ({ clientId, clientSecret }, body) => {
    if (!('appKey' in body)) throw new Refused(400, 'Missingbody');
    if (body.appKey !== clientId || body.appSecret !== clientSecret)
      throw new Refused(400, 'invalidClientIdOrSecret');
    if (token.untilMs <= now()) token.value = randomUUID();
    token.untilMs = now() + TOKEN_MS;
    return { accessToken: token.value, expireIn: TOKEN_MS / 1000 };
  };

  return {
    give,
    /** @throws Refused */
    check: (api: string, given: string | null): void => {
      if (NEED_NONE.has(api)) return;
      if (!given || given !== token.value || token.untilMs <= now())
        throw new Refused(401, 'InvalidAuthentication', { errcode: 40014 });
    },
    revoke: (): void => {
      token.untilMs = 0;
    },
  };
};
