import { commandBody, newTrigger, signedHeaders } from '../../test/support/slack/requests.js';

/** Commands that some people type, one after the other, each with an amount of its own. */
export interface Typing {
  readonly signingSecret: string;
  readonly teamId: string;
  readonly userIds: readonly string[];
  /** Of each person one. */
  readonly customers: readonly string[];
  /** `{customer}` stands for the person's, `{amount}` for a number that no other request has. */
  readonly line: string;
  readonly firstAmount: number;
  readonly count: number;
}

/** Who typed the request of an index, and with which amount: after some requests, the next ones are typed by who comes next. */
export function typedBy({ userIds, customers, firstAmount }: Typing, index: number) {
  const amount = firstAmount + index;
  return {
    userId: userIds[amount % userIds.length] ?? '',
    customer: customers[amount % customers.length] ?? '',
    amount,
  };
}

/** As Slack sends them, signed now: they are good for five minutes. */
export const requestsFor = (typing: Typing): Buffer[] =>
  Array.from({ length: typing.count }, (_, index) => request(typing, index));

function request(typing: Typing, index: number): Buffer {
  const { userId, customer, amount } = typedBy(typing, index);
  const line = typing.line.replace('{customer}', customer).replace('{amount}', String(amount));
  const body = commandBody(line, {
    teamId: typing.teamId,
    userId,
    triggerId: newTrigger(userId, Date.now()),
    responseUrl: `http://127.0.0.1:9/response/${index}`,
  });
  const headers = {
    host: '127.0.0.1',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'accept-encoding': 'gzip,deflate',
    accept: 'application/json,*/*',
    ...signedHeaders(typing.signingSecret, body),
    'content-length': String(Buffer.byteLength(body)),
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST /slack/events HTTP/1.1\r\n${head.join('')}\r\n${body}`);
}
