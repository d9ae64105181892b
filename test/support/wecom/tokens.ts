import { randomUUID } from 'node:crypto';
import type { Method } from './methods.js';
import { Refused } from './world.js';

const TOKEN_MS = 7_200_000;
const WRONG_SECRETS = 10;

/** Who has the address of a group may speak there. */
const open: ReadonlySet<string> = new Set(['gettoken', 'webhook/send', 'aibot/response']);

/** The secrets of the app and of the contact sync, and the one token of each that is good. */
export const accessTokens = (now: () => number) => {
  const secret = 'app-secret-1';
  const contactSecret = 'contact-secret-1';
  const ofApp = { value: '', untilMs: 0 };
  const ofContacts = { value: '', untilMs: 0 };
  let wrongSecrets = 0;

  /** A new token with each asking, and the one before is worth nothing any more: that is why there must be one asker. */
  const give: Method = ({ corpId }, _body, query) => {
    if (wrongSecrets >= WRONG_SECRETS) throw new Refused(45009, 'the address is locked out');
    if (query.get('corpid') !== corpId) throw new Refused(40013);
    const given = query.get('corpsecret');
    if (given !== secret && given !== contactSecret) {
      wrongSecrets += 1;
      throw new Refused(40001);
    }
    const kept = given === secret ? ofApp : ofContacts;
    kept.value = randomUUID();
    kept.untilMs = now() + TOKEN_MS;
    return { access_token: kept.value, expires_in: TOKEN_MS / 1000 };
  };

  return {
    secret,
    contactSecret,
    give,
    /** @throws Refused */
    check: (api: string, given: string | null): void => {
      if (open.has(api)) return;
      if (!given) throw new Refused(41001);
      const kept = given === ofContacts.value ? ofContacts : ofApp;
      if (given !== kept.value) throw new Refused(40014);
      if (kept.untilMs <= now()) throw new Refused(42001);
      // The contact sync hears ids and nothing else, and nobody else hears them all.
      if (kept === ofContacts && api !== 'user/list_id') throw new Refused(48009);
      if (kept === ofApp && api === 'user/list_id') throw new Refused(48002);
    },
    revoke: (): void => {
      ofApp.value = randomUUID();
    },
  };
};
