import type { ServerResponse } from 'node:http';

/** What happens to the calls of an api, and how often; always, if it does not say. */
interface Rule {
  readonly api: string;
  readonly times?: number;
}

/** The faults of a fake platform that are switched on, the first one first. */
export const apiFaults = <R extends Rule>() => {
  const rules: { readonly rule: R; left: number }[] = [];
  return {
    add: (rule: R): void => void rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }),
    clear: (): void => {
      rules.length = 0;
    },
    next: (api: string): R | undefined => {
      const found = rules.find(({ rule, left }) => left > 0 && rule.api === api);
      if (found) found.left -= 1;
      return found?.rule;
    },
  };
};

export const sendJson = (response: ServerResponse, body: object, status = 200): void => {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
};
