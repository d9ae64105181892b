import { mrkdwnIn, shownIn } from '../support/slack/rules.js';
import type { Breach } from './checker.js';
import type { Sent } from './client.js';
import { conclude } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import type { FirmPerson } from './firm.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

/** What a chat would take for more than a text. */
const markups: readonly string[] = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<@UE001>',
  '<#C123|general>',
  '<!subteam^S1|team>',
  '<https://evil.example|D-1024>',
  '[D-1024](https://evil.example)',
  '<a href="https://evil.example">D-1024</a>',
  '`code` and ```more```',
  '*bold* _italic_ ~struck~',
  '> quoted',
  '&lt;!channel&gt;',
  '&amp;lt;',
  ':bomb: {{DATE(2026-01-01)}}',
  '<!date^1392734382^{date}|now>',
  '{name} {{name}}',
  '=cmd|calc!A0',
];
/** It turns the direction of what follows: shown as it is, or left out, but never at work on the words around it. */
const OVERRIDE = '\u202e';

/** What is put between signs, so that a chat does not read them, has no width. */
const INVISIBLE = /[\u200b\u2060]/g;

/** As short as can be told apart, so that no card cuts it. */
const marked = (markup: string, random: Random): string =>
  `${random.letters(5)} ${markup} ${random.letters(5)}`;

interface Written {
  readonly kind: 'title' | 'note' | 'customer';
  readonly text: string;
  readonly sent: Sent;
}

const dealOf = ({ database }: World, title: string) =>
  database.read((tx) =>
    tx.row<{ id: number; title: string; customer: string }>(
      `SELECT d.id, d.title, c.name AS customer FROM deals d JOIN customers c ON c.id = d.customerId WHERE d.title = ?`,
      [title],
    ),
  );

/** As a form's values, which Slack hands over as they were typed. */
const writeDeal = async (
  world: World,
  person: FirmPerson,
  customer: string,
  title: string,
): Promise<Sent> => {
  const { client, instances } = world;
  const draft = client.drafts.press(
    person,
    'deal.new',
    { customer, title, amountCents: 12_000_00, createCustomer: true },
    { kind: 'deal', title, gated: false },
  );
  return client.send(draft, instances[0].url);
};

const round = async (world: World, random: Random) => {
  const { client, firm, fake, instances } = world;
  const from = fake.accepted.length;
  const written: Written[] = [];
  const breaches: Breach[] = [];
  const people = random.shuffle(firm.sellers).slice(0, 6);
  for (const [at, person] of people.entries()) {
    const markup = random.pick(markups);
    const title = marked(markup, random);
    const customer = marked(random.pick(markups), random);
    const sent = await writeDeal(world, person, customer, title);
    const deal = await dealOf(world, title);
    written.push({ kind: 'title', text: title, sent });
    breaches.push(
      ...expectAll([
        ['round trip', deal?.title === title, `the title "${title}" was kept as ${deal?.title ?? 'nothing'}`],
        [
          'round trip',
          deal?.customer === customer,
          `the customer "${customer}" was kept as ${deal?.customer}`,
        ],
      ]),
    );
    const note = marked(at === 0 ? `${OVERRIDE}gnp.exe` : random.pick(markups), random);
    const noted = await client.send(client.drafts.press(person, 'deal.list', { page: 1 }), instances[1].url);
    const spoken = await client.send(
      client.drafts.command(person, `/deal note D-${deal?.id} ${note}`),
      instances[1].url,
    );
    written.push({ kind: 'note', text: note, sent: spoken });
    breaches.push(...expectAll([['shown', noted.outcome === 'ok' && spoken.outcome === 'ok', spoken.text]]));
  }
  const findings = await conclude(world, { sent: written.map(({ sent }) => sent), breaches });

  const accepted = fake.accepted.slice(from);
  const called = accepted.find(({ calls }) => calls.length > 0);
  const screen = accepted
    .map(({ blocks }) => shownIn(blocks))
    .join('\n')
    .replace(INVISIBLE, '');
  const links = accepted
    .flatMap(({ blocks }) => mrkdwnIn(blocks))
    .filter((text) => /<https?:\/\/evil/.test(text));
  const unseen = written.filter(({ kind, text }) => kind === 'title' && !screen.includes(text));
  return {
    ...findings,
    figures: { texts: written.length },
    breaches: [
      ...findings.breaches,
      ...expectAll([
        ['no mention', called === undefined, `somebody was called: ${called?.calls.join(', ')}`],
        ['no link', links.length === 0, `a link was forged: ${links[0]}`],
        ['literally', unseen.length === 0, `"${unseen[0]?.text}" is not on the screen as it was written`],
      ]),
    ],
  };
};

export const markup: Experiment = {
  name: 'F23',
  fault: 'names and notes that hold mentions, links and marks',
  asks: ['round trip', 'shown', 'no mention', 'no link', 'literally'],
  checksWorld: true,
  start: inWorld(round),
};
