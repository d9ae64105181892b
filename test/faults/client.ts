import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeSlack } from '../support/slack/fake.js';
import {
  commandBody,
  eventBody,
  FORM,
  JSON_TYPE,
  newTrigger,
  payloadBody,
  pressPayload,
  type Sender,
  signedHeaders,
} from '../support/slack/requests.js';
import type { FirmPerson } from './firm.js';
import { type Effect, type Outcome, outcomeOf } from './outcome.js';

/** A line of the client log. */
export interface Sent {
  /** The event's key in the inbox. */
  readonly key: string;
  readonly what: string;
  readonly userId: string;
  readonly effect: Effect | null;
  readonly outcome: Outcome;
  /** What the person read, or why there was nothing to read. */
  readonly text: string;
  /** HTTP status, 0 for none. */
  readonly status: number;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** Until the answer, or until it was clear that there would be none. */
  readonly ms: number;
}

/** A request that can be sent, and sent again. */
export interface Draft {
  readonly key: string;
  readonly what: string;
  readonly userId: string;
  readonly effect: Effect | null;
  readonly body: string;
  readonly contentType: string;
  /** Where the answer arrives that does not come at once; undefined when it comes at once. */
  readonly mailbox?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

/** Slack gives up after 3 s; we wait longer, to see how late an answer is. */
const PATIENCE_MS = 6_000;
const LATE_ANSWER_MS = 4_000;

export const post = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
  agent?: Agent,
): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: 'POST',
        agent: agent ?? false,
        headers: { 'content-length': String(Buffer.byteLength(body)), ...headers },
        signal: AbortSignal.timeout(PATIENCE_MS),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('error', reject)
          .on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(chunks).toString(),
              headers: response.headers,
            }),
          );
      },
    );
    asked.on('error', reject).end(body);
  });

const errorWord = (error: unknown): string => {
  const { code, name, message } = error as NodeJS.ErrnoException;
  return code ?? `${name}: ${message}`;
};

const textIn = (body: string): string => {
  try {
    return String((JSON.parse(body) as { text?: string }).text ?? body);
  } catch {
    return body;
  }
};

export type Client = Awaited<ReturnType<typeof startClient>>;

/** People in front of Slack: what they do goes to an instance, signed, and into the client log. */
export const startClient = async (fake: FakeSlack) => {
  const log: Sent[] = [];
  const letters = new Map<string, string[]>();
  const open = new Map<string, (text: string) => void>();

  /** Answers that come to a `response_url`. */
  const mailbox = createServer(async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = textIn(Buffer.concat(chunks).toString());
    const name = incoming.url ?? '';
    letters.set(name, [...(letters.get(name) ?? []), text]);
    open.get(name)?.(text);
    response.end('ok');
  });
  mailbox.listen(0, '127.0.0.1');
  await once(mailbox, 'listening');
  const mailboxUrl = `http://127.0.0.1:${(mailbox.address() as AddressInfo).port}`;

  const letter = (url: string): Promise<string | undefined> => {
    const name = new URL(url).pathname;
    const arrived = letters.get(name)?.[0];
    if (arrived !== undefined) return Promise.resolve(arrived);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), LATE_ANSWER_MS);
      open.set(name, (text) => {
        clearTimeout(timer);
        resolve(text);
      });
    });
  };

  const senderFor = ({ userId }: FirmPerson): Sender => ({
    teamId: fake.teamId,
    userId,
    triggerId: newTrigger(userId, Date.now()),
    responseUrl: `${mailboxUrl}/${randomBytes(8).toString('hex')}`,
  });
  const keyOf = (...parts: readonly string[]): string => ['slack', fake.teamId, ...parts].join(':');

  const drafts = {
    command: (person: FirmPerson, line: string, effect: Effect | null = null): Draft => {
      const sender = senderFor(person);
      return {
        key: keyOf(sender.triggerId),
        what: line,
        userId: person.userId,
        effect,
        body: commandBody(line, sender),
        contentType: FORM,
      };
    },

    press: (person: FirmPerson, name: string, input: object, effect: Effect | null = null): Draft => {
      const sender = senderFor(person);
      const element = { type: 'button', action_id: name, value: JSON.stringify({ do: name, input }) };
      const where = {
        container: { type: 'message', message_ts: '1720000000.000100', channel_id: fake.dm(person.userId) },
        channel: { id: fake.dm(person.userId), name: 'directmessage' },
        response_url: sender.responseUrl,
      };
      return {
        key: keyOf(sender.triggerId),
        what: name,
        userId: person.userId,
        effect,
        body: payloadBody(pressPayload(element, sender, where)),
        contentType: FORM,
        mailbox: sender.responseUrl,
      };
    },

    /** A direct message to the app. */
    event: (person: FirmPerson, text: string, effect: Effect | null = null): Draft => {
      const id = `Ev${randomBytes(6).toString('hex')}`;
      const event = {
        type: 'message',
        channel_type: 'im',
        channel: fake.dm(person.userId),
        user: person.userId,
        text,
        ts: '1720000000.000100',
      };
      return {
        key: keyOf(id),
        what: text,
        userId: person.userId,
        effect,
        body: eventBody(event, fake.teamId, id),
        contentType: JSON_TYPE,
      };
    },
  };

  const deliver = (
    draft: Pick<Draft, 'body' | 'contentType'>,
    url: string,
    headers: Readonly<Record<string, string>> = {},
    agent?: Agent,
  ): Promise<HttpAnswer> => {
    const signed = signedHeaders(fake.signingSecret, draft.body, { contentType: draft.contentType });
    return post(`${url}/slack/events`, { ...signed, ...headers }, draft.body, agent);
  };

  /** What a direct message was answered with, if that arrived. */
  const reply = (userId: string, effect: Effect | null): string | undefined => {
    const words = effect?.kind === 'deal' ? effect.title : undefined;
    const found = fake.accepted.find(
      ({ channel, metadata, text }) =>
        words !== undefined && channel === fake.dm(userId) && !metadata && text.includes(words),
    );
    return found?.text;
  };

  const read = async (draft: Draft, answer: HttpAnswer): Promise<readonly [Outcome, string]> => {
    const { effect, mailbox: url, userId, contentType } = draft;
    if (answer.status !== 200) return [answer.status >= 500 ? 'unknown' : 'refused', `HTTP ${answer.status}`];
    const text = url
      ? await letter(url)
      : contentType === JSON_TYPE
        ? reply(userId, effect)
        : textIn(answer.body);
    return text === undefined ? ['unknown', 'no answer arrived'] : [outcomeOf(text, effect), text];
  };

  /** Sends it and writes down what became of it. Where nobody listens, nothing was sent. */
  const send = async (
    draft: Draft,
    url: string,
    { headers = {}, agent }: { headers?: Readonly<Record<string, string>>; agent?: Agent } = {},
  ): Promise<Sent> => {
    const { key, what, userId, effect } = draft;
    const sentAt = Date.now();
    const beganAt = performance.now();
    const answer = await deliver(draft, url, headers, agent).catch(errorWord);
    const ms = performance.now() - beganAt;
    const [outcome, text] =
      typeof answer === 'string'
        ? ([answer === 'ECONNREFUSED' ? 'refused' : 'unknown', answer] as const)
        : await read(draft, answer);
    const status = typeof answer === 'string' ? 0 : answer.status;
    const sent: Sent = { key, what, userId, effect, outcome, text, status, sentAt, ms };
    log.push(sent);
    return sent;
  };

  /** As Slack delivers an event: again when no 2xx came, with Slack's headers. @param urls where each delivery goes */
  const deliverEvent = async (
    draft: Draft,
    urls: readonly string[],
    delaysMs: readonly number[],
  ): Promise<Sent> => {
    let sent = await send(draft, urls[0] ?? '');
    for (const [at, delayMs] of delaysMs.entries()) {
      if (sent.status >= 200 && sent.status < 300) return sent;
      await sleep(delayMs);
      const headers = {
        'x-slack-retry-num': String(at + 1),
        'x-slack-retry-reason': sent.status === 0 ? 'http_timeout' : 'http_error',
      };
      sent = await send(draft, urls[(at + 1) % urls.length] ?? '', { headers });
    }
    return sent;
  };

  return {
    log,
    drafts,
    deliver,
    send,
    deliverEvent,
    letter,
    /** All that has arrived at a draft's mailbox. */
    lettersFor: ({ mailbox: url }: Draft): readonly string[] =>
      url ? (letters.get(new URL(url).pathname) ?? []) : [],
    stop: async (): Promise<void> => {
      mailbox.closeAllConnections();
      mailbox.close();
      await once(mailbox, 'close');
    },
  };
};
