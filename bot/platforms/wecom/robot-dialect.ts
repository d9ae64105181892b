import { z } from 'zod';
import { readableJson } from '../body.js';
import { encrypt, sign } from '../callback-cipher.js';
import type { Dialect } from './receiver.js';
import type { RobotTalk } from './robot.js';
import type { Keys } from './verify.js';

interface Needs {
  /** Of the robot; its messages are for nobody in particular, so there is no receiver in them. */
  readonly keys: Keys;
  readonly talk: RobotTalk;
  readonly now: () => Date;
}

const sealedShape = z.object({ encrypt: z.string() });

/**
 * How robots talk that WeCom calls our address for.
 * @see https://developer.work.weixin.qq.com/document/path/101033
 */
export const robotDialect = ({ keys, talk, now }: Needs): Dialect => {
  const sealed = (answer: object, nonce: string): string => {
    const timestamp = Math.floor(now().getTime() / 1000);
    const encrypted = encrypt(keys.encodingAesKey, JSON.stringify(answer), keys.corpId);
    const msgsignature = sign(keys.token, String(timestamp), nonce, encrypted);
    return JSON.stringify({ encrypt: encrypted, msgsignature, timestamp, nonce });
  };

  return {
    sealedIn: (raw) => sealedShape.safeParse(readableJson(raw)).data?.encrypt ?? '',
    answer: async (plain, nonce) => {
      const message = talk.read(readableJson(plain));
      if (!message) return undefined;
      const answer = await talk.answer(message);
      return { type: 'application/json', body: answer ? sealed(answer.body, nonce) : '' };
    },
  };
};
