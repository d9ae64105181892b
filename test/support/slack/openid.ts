/** Sign in with Slack: codes for id tokens, signed as Slack signs them. Each thing about a token can be made wrong. */
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { Refused, type World } from './world.js';

const CODE_LIFE_MS = 10 * 60_000;
const TOKEN_LIFE_S = 300;

type Claims = Readonly<Record<string, unknown>>;

/** What is wrong with a token, for a test. */
export interface Twist {
  readonly claims?: Claims;
  readonly header?: Claims;
  /** Signed by somebody else. */
  readonly isForged?: boolean;
}

const newKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** One for all, and only where somebody signs in: making one takes a tenth of a second. */
let ours: KeyObject | undefined;
const ourKey = (): KeyObject => {
  ours ??= newKey();
  return ours;
};

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const openId = (world: World, issuer: () => string) => {
  const codes = new Map<
    string,
    { readonly at: number; readonly redirectUri: string; readonly token: string }
  >();

  const tokenOf = (payload: Claims, { header = {}, isForged = false }: Twist): string => {
    const signed = `${base64({ alg: 'RS256', typ: 'JWT', kid: 'key-1', ...header })}.${base64(payload)}`;
    const signature = sign('sha256', Buffer.from(signed), isForged ? newKey() : ourKey());
    return `${signed}.${signature.toString('base64url')}`;
  };

  return {
    keys: (): object => ({
      keys: [
        { ...createPublicKey(ourKey()).export({ format: 'jwk' }), kid: 'key-1', use: 'sig', alg: 'RS256' },
      ],
    }),

    /** What pressing Allow on the page of `authorizeUrl` leads to. */
    allow: (authorizeUrl: string, userId: string, teamId: string, twist: Twist = {}): URL => {
      const asked = new URL(authorizeUrl).searchParams;
      const iat = Math.floor(world.now() / 1000);
      const payload = {
        iss: issuer(),
        sub: userId,
        aud: asked.get('client_id'),
        exp: iat + TOKEN_LIFE_S,
        iat,
        nonce: asked.get('nonce'),
        'https://slack.com/user_id': userId,
        'https://slack.com/team_id': teamId,
        ...twist.claims,
      };
      const code = world.newSecret('openid-');
      const redirectUri = asked.get('redirect_uri') ?? '';
      codes.set(code, { at: world.now(), redirectUri, token: tokenOf(payload, twist) });
      const back = new URL(redirectUri);
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return back;
    },

    /** @see https://docs.slack.dev/reference/methods/openid.connect.token */
    exchange: (args: Readonly<Record<string, unknown>>): object => {
      if (args.client_id !== world.clientId) throw new Refused('invalid_client_id');
      if (args.client_secret !== world.clientSecret) throw new Refused('bad_client_secret');
      const given = codes.get(String(args.code));
      codes.delete(String(args.code));
      if (!given) throw new Refused('invalid_code');
      if (world.now() - given.at > CODE_LIFE_MS) throw new Refused('code_expired');
      if (args.redirect_uri !== given.redirectUri) throw new Refused('bad_redirect_uri');
      return { access_token: world.newSecret('xoxp-'), token_type: 'Bearer', id_token: given.token };
    },
  };
};
