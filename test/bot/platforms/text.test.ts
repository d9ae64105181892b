import fc from 'fast-check';
import { characterBytes } from '../../../bot/platforms/text.js';

test('a character weighs what it takes in UTF-8, half a pair what it is replaced by', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      for (const character of text) expect(characterBytes(character)).toBe(Buffer.byteLength(character));
    }),
  );
});
