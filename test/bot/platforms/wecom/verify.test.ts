import { sign } from '../../../../bot/platforms/callback-cipher.js';
import { signedIn, verify } from '../../../../bot/platforms/wecom/verify.js';
import { addressCheck, keys, message } from '../../../support/wecom/vectors.js';

const at = ({ timestamp }: { timestamp: string }, moreS = 0) => new Date((Number(timestamp) + moreS) * 1000);
const signed = ({ signature, timestamp, nonce }: typeof message) => ({ signature, timestamp, nonce });

test('what WeCom signed is genuine', () => {
  expect(verify(signed(addressCheck), addressCheck.encrypted, keys, at(addressCheck))).toEqual({
    type: 'genuine',
    plain: '1616140317555161061',
  });
});

test.each([-601, 601, 3600, 86_400])('a right signature %i seconds off is of another time', (seconds) => {
  expect(verify(signed(message), message.encrypted, keys, at(message, seconds)).type).toBe('skewed');
});

test.each([-590, 590])('clocks may differ: %i seconds', (seconds) => {
  expect(verify(signed(message), message.encrypted, keys, at(message, seconds)).type).toBe('genuine');
});

const forged: Readonly<Record<string, Partial<typeof message>>> = {
  'no signature': { signature: '' },
  'a wrong signature': { signature: '0'.repeat(40) },
  'a signature in capitals': { signature: message.signature.toUpperCase() },
  'a signature that is longer': { signature: `${message.signature}0` },
  'another time': { timestamp: String(Number(message.timestamp) + 1) },
  'another nonce': { nonce: '1' },
  'a time that is no number': { timestamp: 'now' },
  'no time': { timestamp: '' },
  'another body': { encrypted: addressCheck.encrypted },
};

test.each(Object.entries(forged))('%s is forged', (_what, changed) => {
  const given = { ...message, ...changed };
  expect(verify(signed(given), given.encrypted, keys, at(message)).type).toBe('forged');
});

test('what somebody with the token signs for another firm is forged all the same', () => {
  const signature = sign(keys.token, message.timestamp, message.nonce, message.encrypted);
  const given = { ...signed(message), signature };
  expect(verify(given, message.encrypted, { ...keys, corpId: 'other' }, at(message)).type).toBe('forged');
});

test('a parameter that comes twice counts as none', () => {
  expect(signedIn({ msg_signature: ['a', 'b'], timestamp: '1', nonce: 'n' })).toEqual({
    signature: '',
    timestamp: '1',
    nonce: 'n',
  });
});
