import fc from 'fast-check';
import { isSigned, seal, signPath, unseal } from '../../bot/seal.js';

const secret = 's'.repeat(32);

describe('a secret kept in the database', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (plain, purpose) => {
        expect(unseal(secret, purpose, seal(secret, purpose, plain))).toBe(plain);
      }),
    );
  });

  test('never looks the same twice, and shows nothing of what is in it', () => {
    const [one, other] = [seal(secret, 'installation', 'xoxb-1'), seal(secret, 'installation', 'xoxb-1')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('xoxb');
  });

  test('opens under its own secret and for its own purpose only', () => {
    const sealed = seal(secret, 'installation', 'xoxb-1');
    expect(() => unseal('t'.repeat(32), 'installation', sealed)).toThrow();
    expect(() => unseal(secret, 'link', sealed)).toThrow();
  });

  test('does not open once a single bit of it was changed', () => {
    const sealed = Buffer.from(seal(secret, 'installation', 'xoxb-1'), 'base64');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(secret, 'installation', changed.toString('base64'))).toThrow();
    }
    for (const broken of ['', 'x', sealed.toString('base64').slice(0, 20)])
      expect(() => unseal(secret, 'installation', broken)).toThrow();
  });
});

describe('a seal that was cut off', () => {
  test('does not open by the part of its tag that is left', () => {
    const sealed = Buffer.from(seal(secret, 'installation', ''), 'base64');
    for (const length of [16, 20, 24, 27])
      expect(() => unseal(secret, 'installation', sealed.subarray(0, length).toString('base64'))).toThrow();
    expect(unseal(secret, 'installation', sealed.toString('base64'))).toBe('');
  });
});

describe('a link', () => {
  const signature = signPath(secret, 'contracts/12');

  test('opens its own path and no other', () => {
    expect(isSigned(secret, 'contracts/12', signature)).toBe(true);
    for (const path of ['contracts/1', 'contracts/13', 'contracts/12/', 'Contracts/12', ''])
      expect(isSigned(secret, path, signature)).toBe(false);
  });

  test('opens by nothing else', () => {
    for (const made of ['', 'x', signature.slice(1), `${signature}AAAA`, signature.toUpperCase(), '../..'])
      expect(isSigned(secret, 'contracts/12', made)).toBe(false);
    expect(isSigned('t'.repeat(32), 'contracts/12', signature)).toBe(false);
  });
});
