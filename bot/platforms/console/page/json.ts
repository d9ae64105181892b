/** JSON to be read: indented, with a colour for each kind of token. */
import { h } from './dom.js';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/g;

const kindOf = (token: RegExpExecArray): string => {
  if (token[2]) return 'key';
  return token[1] ? 'string' : 'literal';
};

export const jsonElement = (value: unknown): HTMLElement => {
  const text = JSON.stringify(value, null, 2);
  const parts: (HTMLElement | string)[] = [];
  let end = 0;
  for (const token of text.matchAll(TOKEN)) {
    const shown = token[1] ?? token[0];
    parts.push(text.slice(end, token.index), h('span', { class: kindOf(token) }, shown));
    end = token.index + shown.length;
  }
  return h('pre', { class: 'json', tabindex: '0' }, h('code', {}, ...parts, text.slice(end)));
};
