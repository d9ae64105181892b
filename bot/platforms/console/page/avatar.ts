import { h } from './dom.js';

const HUES = 10;

/** FNV-1a: neighbouring staff numbers get different colours. */
const hash = (text: string): number =>
  [...text].reduce(
    (sum, letter) => Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16_777_619),
    2_166_136_261,
  ) >>> 0;

/** The last two characters of a Chinese name, the first letters of any other. */
export const initials = (name: string): string => {
  const letters = [...name.trim()];
  if (letters.some((letter) => /\p{Script=Han}/u.test(letter))) return letters.slice(-2).join('');
  const words = name.trim().split(/\s+/);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
};

/** The same person has the same colour everywhere and always. */
export const avatar = (userId: string, name: string): HTMLElement =>
  h('span', { class: `avatar hue-${hash(userId) % HUES}`, 'aria-hidden': 'true' }, initials(name));

export const botAvatar = (): HTMLElement => h('span', { class: 'avatar bot', 'aria-hidden': 'true' }, 'D');
