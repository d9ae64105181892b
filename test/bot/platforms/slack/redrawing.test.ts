import type { Handle, Outcome } from '../../../../bot/platforms/platform.js';
import { answered, both, leadsOn, notice, reader, render, shows, words } from '../../../support/outcomes.js';
import { type SlackApp, startSlackApp } from '../../../support/slack/app.js';
import { dealForm, nameIn } from '../../../support/slack/deal-form.js';
import { type FakeSlack, startFakeSlack } from '../../../support/slack/fake.js';
import { type Person, person } from '../../../support/slack/person.js';

const redraw = { do: 'deal.show', input: { id: 7 } };
const done = (text: string, undone?: 'refused') =>
  answered({ type: 'words', words: both(text), redraw, ...(undone && { undone }) });
let stage = 'open';
const buttons: Record<string, string> = { Win: 'deal.won', Lose: 'deal.lostForm' };
const shown = () => shows(`D-7 is ${stage}`, stage === 'open' ? buttons : {});
const becomes = (after: string) => {
  if (stage !== 'open') return done(`It is ${stage} already.`, 'refused');
  stage = after;
  return done(`You made it ${after}.`);
};
const doings: Readonly<Record<string, () => Outcome>> = {
  '/deal D-7': shown,
  'deal D-7': shown,
  'todo.home': () => shows('1 to do', { Open: 'deal.show' }),
  'deal.show': shown,
  'deal.won': () => becomes('won'),
  'deal.lostForm': () => answered({ type: 'form', form: dealForm(), redraw }),
  'deal.new': () => becomes('lost'),
};
/** What was done leads on to the next. */
const next = (after: string) => {
  stage = after;
  return leadsOn(redraw, `You made it ${after}.`, { Next: 'deal.next' });
};

let fake: FakeSlack;
let app: SlackApp;
let li: Person;

const startApp = async (answer: Handle) => {
  await app?.stop();
  app = await startSlackApp({ fake, handle: answer });
  li = person(fake, app.url, 'U1');
};

beforeEach(async () => {
  fake = await startFakeSlack({ users: [{ id: 'U1', name: '李' }], burst: 100 });
  stage = 'open';
  await startApp(async ({ ask }) => {
    const name = nameIn(ask);
    return doings[name]?.() ?? words(`No idea what "${name}" is.`);
  });
});
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

describe('a card that answers her and follows nothing', () => {
  test('shows what it has come to once she has pressed on it, above the answer', async () => {
    await li.types('/deal D-7');
    await li.presses('Win');
    await li.sees('You made it won.');
    expect(li.screen()).toBe('D-7 is won\n---\nYou made it won.');
  });

  test('that is old by now: pressing on it says so, and shows how it is', async () => {
    await li.types('/deal D-7');
    stage = 'won';
    await li.presses('Win');
    await li.sees('It is won already.');
    expect(li.screen()).toBe('D-7 is won\n---\nIt is won already.');
  });

  test('shows what came of the form that was opened from it', async () => {
    await li.types('/deal D-7');
    await li.presses('Lose');
    await li.sees('Title');
    expect(li.screen()).toContain('D-7 is open');
    await li.submits({ Amount: '2万' });
    await li.sees('D-7 is lost');
    expect(li.messages()).toHaveLength(1);
    expect(li.modal()?.view.title).toMatchObject({ text: 'Dealdesk' });
  });

  test('is not changed by whoever reads or changes what the form takes along', async () => {
    await li.types('/deal D-7');
    await li.presses('Lose');
    await li.sees('Title');
    const view = li.modal()?.view ?? {};
    const metadata = 'private_metadata' in view ? String(view.private_metadata) : '';
    expect(metadata).not.toContain('http');
    Object.assign(view, { private_metadata: metadata.replace(/("message":").{8}/, '$1AAAAAAAA') });
    await li.submits({ Amount: '2万' });
    await app.listener.stop();
    expect(li.messages().map(({ text }) => text)).toEqual(['D-7 is open']);
  });

  test('shows so above what leads on to the next, also once a form was sent', async () => {
    await startApp(async ({ ask }) => {
      const name = nameIn(ask);
      if (name === 'deal.won') return next('won');
      return name === 'deal.new' ? next('lost') : (doings[name]?.() ?? words(name));
    });
    await li.types('/deal D-7');
    await li.presses('Win');
    await li.sees('You made it won.');
    expect(li.screen()).toBe('D-7 is won\n---\nYou made it won.\nNext');

    stage = 'open';
    await li.types('/deal D-7');
    await li.presses('Lose');
    await li.sees('Title');
    await li.submits({ Amount: '2万' });
    await li.sees('D-7 is lost');
    expect(JSON.stringify(li.modal()?.view)).toContain('Next');
  });

  test('stays when there is nothing to see any more', async () => {
    await li.types('/deal D-7');
    await startApp(async ({ ask }) =>
      ask.kind === 'press' && ask.do === 'deal.won' ? done('It is won.') : words('There is no D-7.'),
    );
    await li.presses('Win');
    await li.sees('It is won.');
    expect(li.screen()).toBe('D-7 is open\nWin\nLose\n---\nIt is won.');
  });

  test('does so as well where it answered in a direct conversation without a slash', async () => {
    await li.says('deal D-7');
    await li.sees('D-7 is open');
    await li.presses('Win');
    await li.sees('You made it won.');
    expect(li.messages().map(({ text, onlyFor }) => [text, onlyFor])).toEqual([
      ['D-7 is won', undefined],
      ['You made it won.', 'U1'],
    ]);
    expect(li.screen()).not.toContain('Lose');
  });

  test('does so beneath what lies on it in a modal: words, or the form that was sent', async () => {
    const below = () => JSON.stringify(fake.views.get(fake.modals.get('U1')?.[0] ?? '')?.view);
    await li.opensHome();
    await li.sees('1 to do');
    await li.pressesOnHome('Open');
    await li.sees('D-7 is open');
    await li.pressesInModal('Lose');
    await li.sees('Title');
    await li.submits({ Amount: '2万' });
    await li.sees('You made it lost.');
    await app.listener.stop();
    expect(fake.modals.get('U1')).toHaveLength(2);
    expect(below()).toContain('D-7 is lost');

    stage = 'open';
    fake.modals.delete('U1');
    await li.pressesOnHome('Open');
    await li.sees('D-7 is open');
    await li.pressesInModal('Win');
    await li.sees('You made it won.');
    await app.listener.stop();
    expect(fake.modals.get('U1')).toHaveLength(2);
    expect(below()).toContain('D-7 is won');
  });

  test('a card that follows the truth by itself is left to that', async () => {
    const { body } = render(notice('D-7 is open', { Win: 'deal.won' }), reader);
    await app.platform.post(
      { platform: 'slack', workspaceId: 'T1', userId: 'U1' },
      { text: 'D-7', body },
      '1:1',
    );
    await li.presses('Win');
    await li.sees('You made it won.');
    expect(li.screen()).toBe('D-7 is open\nWin\n---\nYou made it won.');
  });
});
