import { tmpdir } from 'node:os';
import { pino } from 'pino';
import { type App, startApp } from '../../bot/app.js';
import { readSettings } from '../../bot/settings.js';
import { drawFrom } from '../../handlers/contract/draw-from.js';
import { eventBody, FORM, JSON_TYPE } from '../support/slack/requests.js';
import type { Breach } from './checker.js';
import type { Draft, Sent } from './client.js';
import { conclude } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import type { FirmPerson } from './firm.js';
import { outcomeOf } from './outcome.js';
import type { Random } from './random.js';
import { startWorld, type World } from './world.js';

const POISON = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
];

const raw = (
  { client }: World,
  person: FirmPerson,
  body: string,
  contentType: string,
  what: string,
): Draft => ({
  ...client.drafts.command(person, '/todo'),
  key: '',
  what,
  body,
  contentType,
});

type Shape = (world: World, person: FirmPerson, random: Random) => Draft;

/** A payload of Slack's in which one object is not what it seems. */
const inPayload =
  (what: string, payload: (person: FirmPerson, teamId: string) => string): Shape =>
  (world, person) =>
    raw(world, person, `payload=${encodeURIComponent(payload(person, world.fake.teamId))}`, FORM, what);

const origin = ({ userId }: FirmPerson, teamId: string): string =>
  `"team":{"id":"${teamId}"},"user":{"id":"${userId}"},"trigger_id":"t-${Math.random()}","container":{"type":"message"}`;

const pressed = (value: string) => (person: FirmPerson, teamId: string) =>
  `{"type":"block_actions",${origin(person, teamId)},"actions":[{"action_id":"x","value":${JSON.stringify(value)}}]}`;

const shapes: readonly Shape[] = [
  ...names.map(
    (name): Shape =>
      ({ client }, person) =>
        client.drafts.command(person, `/deal ${name} ${name}`),
  ),
  ...names.map(
    (name): Shape =>
      ({ client }, person) =>
        client.drafts.command(person, `/${name}`),
  ),
  ...names.map(
    (name): Shape =>
      ({ client }, person) =>
        client.drafts.press(person, name, {}),
  ),
  ...names.map(
    (name): Shape =>
      ({ client }, person) =>
        client.drafts.press(person, 'deal.list', { [`${name}x`]: 1, page: 1 }),
  ),
  ...['__proto__[polluted]', 'constructor[prototype][polluted]', '__proto__.polluted'].map(
    (name): Shape =>
      (world, person) => {
        const draft = world.client.drafts.command(person, '/todo');
        return { ...draft, body: `${draft.body}&${encodeURIComponent(name)}=1`, what: name };
      },
  ),
  inPayload('a button that carries a prototype', pressed(`{"do":"deal.show","input":${POISON}}}`)),
  inPayload('a button that is one', pressed(`${POISON},"do":"deal.list","input":{}}`)),
  inPayload(
    'a press with one',
    (person, teamId) => `${POISON},"type":"block_actions",${origin(person, teamId)},"actions":[]}`,
  ),
  inPayload(
    'a form that remembers one',
    (person, teamId) =>
      `{"type":"view_submission",${origin(person, teamId)},"view":{"id":"V1","hash":"h","private_metadata":${JSON.stringify(
        `{"form":"deal.new","context":${POISON}}}`,
      )},"state":{"values":{}}}}`,
  ),
  inPayload(
    'a form whose fields are named so',
    (person, teamId) =>
      `{"type":"view_submission",${origin(person, teamId)},"view":{"id":"V1","hash":"h${Math.random()}",` +
      `"private_metadata":${JSON.stringify('{"form":"deal.new","context":{}}')},` +
      `"state":{"values":{"constructor":{"a":{"value":"x"}},"toString":{"a":{"value":"y"}}}}}}`,
  ),
  inPayload(
    'a form of that name',
    (person, teamId) =>
      `{"type":"view_submission",${origin(person, teamId)},"view":{"id":"V1","hash":"h${Math.random()}",` +
      `"private_metadata":${JSON.stringify('{"form":"constructor","context":{}}')},"state":{"values":{}}}}`,
  ),
  (world, person) =>
    raw(world, person, `${POISON},"type":"event_callback"}`, JSON_TYPE, 'an event with a prototype'),
  (world, person) =>
    raw(
      world,
      person,
      eventBody({ type: 'constructor', user: person.userId, text: 'x' }, world.fake.teamId),
      JSON_TYPE,
      'an event of that name',
    ),
];

/** A JSON column that somebody filled with it. */
const storedPoison = ({ database }: World): Promise<void> =>
  database.transaction(async (tx) =>
    tx.later("UPDATE history SET detail = ? WHERE action = 'deal.created'", [
      `${POISON},"params":${POISON}}}`,
    ]),
  );

const builtIn: readonly object[] = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const fingerprint = (): string =>
  JSON.stringify(builtIn.map((object) => Object.getOwnPropertyNames(object).sort()));

const isClean = (before: string): boolean =>
  fingerprint() === before && !('polluted' in {}) && !('polluted' in []);

/** In this process, so that its prototypes are in sight. */
const startHere = ({
  line,
  fake,
  server,
  databaseName,
}: World & { readonly databaseName: string }): Promise<App> =>
  startApp(
    readSettings({
      PORT: '0',
      DATABASE_URL: server.url(databaseName).replace(`:${server.port}/`, `:${line.port}/`),
      SESSION_SECRET: 'x'.repeat(32),
      SLACK_SIGNING_SECRET: fake.signingSecret,
      SLACK_BOT_TOKEN: fake.botToken,
      SLACK_API_URL: fake.apiUrl,
    }),
    pino({ level: 'silent' }),
    drawFrom(`${tmpdir()}/no-templates`),
  );

const round = async (world: World, app: App, random: Random) => {
  const before = fingerprint();
  const sent: Sent[] = [];
  const breaches: Breach[] = [];
  const url = `http://127.0.0.1:${app.port}`;
  const people = world.firm.sellers;
  for (const shape of random.shuffle(shapes)) {
    const person = random.pick(people);
    const draft = { ...shape(world, person, random), effect: null };
    const { status, body } = await world.client.deliver(draft, url);
    const text = draft.mailbox ? ((await world.client.letter(draft.mailbox)) ?? '') : body;
    const isInert = (status === 200 || status === 400) && outcomeOf(text, null) !== 'bug';
    breaches.push(
      ...expectAll([
        ['clean', isClean(before), `"${draft.what}" changed a prototype`],
        ['refused or inert', isInert, `"${draft.what}" got ${status}: ${text}`],
      ]),
    );
  }
  await storedPoison(world);
  const seller = world.firm.person('E003');
  const [deal] = await world.database.read((tx) =>
    tx.rows<{ id: number }>('SELECT id FROM deals WHERE ownerId = ? LIMIT 1', [seller.employeeId]),
  );
  const shown = await world.client.send(world.client.drafts.command(seller, `/deal show D-${deal?.id}`), url);
  sent.push(shown);
  breaches.push(
    ...expectAll([
      ['clean', isClean(before), 'a stored value changed a prototype'],
      ['refused or inert', shown.outcome === 'ok', `a deal with such a history was answered: ${shown.text}`],
    ]),
  );
  return conclude(world, { sent, breaches, figures: { shapes: shapes.length + 1 } });
};

export const prototypes: Experiment = {
  name: 'F21',
  fault: 'values that reach for a prototype, wherever a value can be',
  asks: ['clean', 'refused or inert'],
  checksWorld: true,
  start: async (server) => {
    const world = await startWorld(server);
    const row = await world.database.read((tx) => tx.row<{ name: string }>('SELECT DATABASE() AS name'));
    const app = await startHere({ ...world, databaseName: row?.name ?? '' });
    return {
      round: (random) => round(world, app, random),
      stop: async () => {
        await app.stop();
        await world.stop();
      },
    };
  },
};
