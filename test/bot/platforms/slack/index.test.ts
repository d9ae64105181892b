import { setTimeout as sleep } from 'node:timers/promises';
import type { Handle, Incoming, Outcome } from '../../../../bot/platforms/platform.js';
import { answered, both, opens, shows, words } from '../../../support/outcomes.js';
import { type SlackApp, startSlackApp } from '../../../support/slack/app.js';
import { dealForm, nameIn, same } from '../../../support/slack/deal-form.js';
import { deliver } from '../../../support/slack/delivery.js';
import { type FakeSlack, startFakeSlack } from '../../../support/slack/fake.js';
import { type Person, person } from '../../../support/slack/person.js';
import { commandBody, eventBody, JSON_TYPE } from '../../../support/slack/requests.js';

const opensForm = (): Outcome => answered({ type: 'form', form: dealForm() });

let todos = 3;
/** What Dealdesk says to whom: by command, by press, by form. */
const replies: Readonly<Record<string, (incoming: Incoming) => Outcome | Promise<Outcome>>> = {
  '/deal new': opensForm,
  'deal new': opensForm,
  '/deal show': () =>
    shows('D-7 钢材', { Approve: 'approval.approve', Edit: 'deal.editForm', More: 'list.turn' }),
  '/todo': () => words('Nothing waits for you.'),
  todo: () => words('Nothing waits for you.'),
  'approval.approve': () => words('Approved.'),
  'list.turn': () => shows('Page 2', { More: 'list.turn' }),
  'deal.editForm': opensForm,
  'deal.newForm': opensForm,
  'deal.noteFromMessage': ({ ask }) => words(`Noted: ${ask.kind === 'press' ? String(ask.input.text) : ''}`),
  'todo.home': () => shows(`${todos} to do`, { Show: 'list.turn', Decide: 'deal.editForm' }),
  'deal.new': ({ ask }) => {
    if (ask.kind !== 'submit' || ask.values.amount !== '2万')
      return answered({ type: 'errors', form: dealForm('This is no amount.') });
    todos -= 1;
    return shows('D-8 was created', { Show: 'list.turn' });
  },
};

const handle: Handle = async (incoming) => {
  const name = nameIn(incoming.ask);
  return replies[name]?.(incoming) ?? words(`No idea what "${name}" is.`);
};

let fake: FakeSlack;
let app: SlackApp;
let li: Person;

const startApp = async (answer: Handle = handle) => {
  await app?.stop();
  app = await startSlackApp({ fake, handle: answer });
  li = person(fake, app.url, 'U1');
};

beforeEach(async () => {
  fake = await startFakeSlack({
    users: [
      { id: 'U1', name: '李' },
      { id: 'U2', name: '王' },
    ],
    burst: 100,
  });
  todos = 3;
  await startApp();
});
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

describe('a command', () => {
  test('is answered in its own response, for the one who typed it, without another call', async () => {
    const answer = await li.types('/todo');
    expect(JSON.parse(answer.body)).toMatchObject({
      response_type: 'ephemeral',
      text: 'Nothing waits for you.',
      blocks: [{ type: 'rich_text' }],
    });
    expect(fake.calls.filter(({ method }) => method !== 'auth.test')).toEqual([]);
  });

  test('that needs more opens a form', async () => {
    const answer = await li.types('/deal new');
    expect([answer.status, answer.body]).toEqual([200, '']);
    expect(li.modal()?.view).toMatchObject({ title: { text: 'New deal' }, callback_id: 'deal.new' });
  });

  test('whose form cannot open says so, with a button that tries again', async () => {
    fake.fault({ method: 'views.open', kind: 'error', error: 'expired_trigger_id', times: 1 });
    await li.types('/deal new');
    expect(li.screen()).toContain('The form did not open in time.');
    await li.presses('Open the form');
    await li.sees('Title');
  });

  test('delivered twice opens one form and reports no trouble', async () => {
    const triggerId = fake.trigger('U1');
    const sender = { teamId: 'T1', userId: 'U1', triggerId, responseUrl: fake.responseUrl('DU1', 'U1') };
    const body = commandBody('/deal new', sender);
    const answers = await Promise.all(Array.from({ length: 8 }, () => deliver(fake, app.url, body)));
    expect(answers.map((each) => [each.status, each.body])).toEqual(
      Array.from({ length: 8 }, () => [200, '']),
    );
    expect(fake.views.size).toBe(1);
  });
});

describe('a press on a message', () => {
  test('for words: they appear beside it', async () => {
    await li.types('/deal show');
    await li.presses('Approve');
    await li.sees('Approved.');
    expect(li.screen()).toContain('D-7 钢材');
    expect(app.asked.at(-1)?.ask).toEqual({ kind: 'press', do: 'approval.approve', input: { id: 7 } });
  });

  test('for a card on a message that only she sees: it takes its place', async () => {
    await li.types('/deal show');
    await li.presses('More');
    await li.sees('Page 2');
    expect(li.screen()).not.toContain('D-7 钢材');
    expect(li.messages()).toHaveLength(1);
  });

  test('for a card on a message that stays: it appears beside it', async () => {
    const posted = await app.platform.post(
      { platform: 'slack', workspaceId: 'T1', userId: 'U1' },
      {
        text: 'A-31',
        body: {
          type: 'AdaptiveCard',
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          version: '1.5',
          lang: 'zh',
          body: [],
          actions: [{ type: 'Action.Submit', title: 'More', data: { do: 'list.turn', input: {} } }],
        },
      },
      '1:1',
    );
    await li.presses('More');
    await li.sees('Page 2');
    expect(li.messages()).toHaveLength(2);
    expect(fake.messages.get(`${posted.channel} ${posted.ts}`)?.text).toBe('A-31');
  });

  test('for a form: it opens', async () => {
    await li.types('/deal show');
    await li.presses('Edit');
    await li.sees('Title');
  });

  test('for a form that cannot open: click again', async () => {
    await li.types('/deal show');
    fake.fault({ method: 'views.open', kind: 'status', status: 503 });
    await li.presses('Edit');
    await li.sees('Please click again.');
  });

  test('is acknowledged though the answer cannot be delivered', async () => {
    await li.types('/deal show');
    fake.fault({ method: 'response_url', kind: 'status', status: 500 });
    const answer = await li.presses('Approve');
    expect([answer.status, answer.body]).toEqual([200, '']);
    while (!app.log.lines.some(({ sentence }) => sentence === 'slack: an answer did not arrive'))
      await sleep(5);
  });
});

describe('a list', () => {
  const doings: Readonly<Record<string, () => Outcome>> = {
    'todo.home': () => shows('To do', { 'All deals': 'deal.list' }),
    'deal.show': () => opens('D-7 is open', {}),
  };

  beforeEach(async () => {
    await startApp(async ({ ask }) => {
      const doing = ask.kind === 'press' ? doings[ask.do] : undefined;
      return doing?.() ?? shows('My deals', { 'D-7': 'deal.show' });
    });
  });

  test('stays where it is when one of it is opened', async () => {
    await li.types('/deal');
    await li.presses('D-7');
    await li.sees('D-7 is open');
    expect(li.screen()).toBe('My deals\nD-7\n---\nD-7 is open');
  });

  test('in a modal lies beneath what is opened from it, so that Slack leads back', async () => {
    await li.opensHome();
    await li.sees('To do');
    await li.pressesOnHome('All deals');
    await li.sees('My deals');
    await li.pressesInModal('D-7');
    await li.sees('D-7 is open');
    expect(fake.modals.get('U1')).toHaveLength(2);
  });
});

describe('a form', () => {
  test('with something wrong stays open and shows it under the field', async () => {
    await li.types('/deal new');
    const { errors } = await li.submits({ Amount: 'much' });
    expect(errors).toEqual({ Amount: 'This is no amount.' });
    expect(li.modal()?.view.title).toMatchObject({ text: 'New deal' });
  });

  test('filled in right is followed by what came of it', async () => {
    await li.types('/deal new');
    await li.submits({ Amount: 'much' });
    await li.submits({ Title: '电缆', Amount: '2万' });
    expect(li.screen()).toContain('D-8 was created');
    expect(app.asked.at(-1)?.ask).toEqual({
      kind: 'submit',
      form: 'deal.new',
      values: { title: '电缆', amount: '2万' },
      context: { draft: 5 },
    });
  });

  test('that has other fields now is drawn anew', async () => {
    const reason = {
      name: 'reason',
      label: same('Reason'),
      type: 'text' as const,
      required: true,
      error: both('Say why.'),
    };
    await startApp(async ({ ask }) =>
      ask.kind === 'submit'
        ? answered({ type: 'errors', form: dealForm(undefined, { fields: [reason] }) })
        : opensForm(),
    );
    await li.types('/deal new');
    await li.submits({ Amount: '1' });
    expect(li.screen()).toContain('Reason');
    expect(li.screen()).toContain('⚠️ Say why.');
  });

  test('that leads to another form shows that one', async () => {
    await startApp(async ({ ask }) =>
      ask.kind === 'submit'
        ? answered({ type: 'form', form: dealForm(undefined, { title: same('Step 2') }) })
        : opensForm(),
    );
    await li.types('/deal new');
    await li.submits({ Amount: '1' });
    expect(li.modal()?.view.title).toMatchObject({ text: 'Step 2' });
  });
});

describe('a press in a modal', () => {
  beforeEach(async () => {
    await li.types('/deal new');
    await li.submits({ Amount: '2万' });
  });

  test('for a card: it takes the place of the one that was there', async () => {
    await li.pressesInModal('Show');
    await li.sees('Page 2');
    expect(fake.modals.get('U1')).toHaveLength(1);
  });

  test('for a form: it lies on top', async () => {
    await startApp(async ({ ask }) =>
      ask.kind === 'submit' ? shows('Card', { Edit: 'edit' }) : opensForm(),
    );
    await li.types('/deal new');
    await li.submits({ Amount: '2万' });
    await li.pressesInModal('Edit');
    await li.sees('Title');
    expect(fake.modals.get('U1')).toHaveLength(2);
  });

  test('that keeps a form as a draft: what became of it takes the form’s place', async () => {
    const others = [{ form: 'request.draft', label: same('Save as draft') }];
    await startApp(async ({ ask }) =>
      ask.kind === 'submit'
        ? words(`Kept: ${ask.form} ${ask.values.amount}.`)
        : answered({ type: 'form', form: dealForm(undefined, { others }) }),
    );
    await li.types('/deal new');
    const open = fake.modals.get('U1')?.length;
    await li.pressesInModal('Save as draft', 0, { Amount: '2万' });
    await li.sees('Kept: request.draft 2万.');
    expect(fake.modals.get('U1')).toHaveLength(open ?? 0);
  });

  test('where three lie on top of each other already: it takes the place of the third', async () => {
    const [top = ''] = fake.modals.get('U1') ?? [];
    fake.modals.set('U1', ['V-bottom', 'V-middle', top]);
    await startApp(async () => words('Said.'));
    await li.pressesInModal('Show');
    await li.sees('Said.');
    expect(fake.modals.get('U1')).toEqual(['V-bottom', 'V-middle', top]);
  });
});

describe('the Home tab', () => {
  test('is drawn when it is opened', async () => {
    expect(await li.opensHome()).toEqual([200]);
    await li.sees('3 to do');
  });

  test('is drawn again after a press on it, and after a form that was opened from it', async () => {
    await li.opensHome();
    await li.sees('3 to do');
    await li.pressesOnHome('Decide');
    await li.sees('Title');
    await li.submits({ Amount: '2万' });
    await li.sees('2 to do');
  });

  test('shows the words when there is no card', async () => {
    await startApp(async () => words('Ask your administrator to add you.'));
    await li.opensHome();
    await li.sees('Ask your administrator to add you.');
  });

  test('shows last what was true last, however fast one presses', async () => {
    await startApp(async ({ ask }) => {
      if (ask.kind === 'press' && ask.do === 'todo.home') {
        const now = todos;
        await sleep(now * 20);
        return shows(`${now} to do`, { Do: 'do' });
      }
      todos -= 1;
      return words('Done.');
    });
    await li.opensHome();
    await li.sees('3 to do');
    await Promise.all([li.pressesOnHome('Do'), li.pressesOnHome('Do'), li.pressesOnHome('Do')]);
    await li.sees('0 to do');
    await app.listener.stop();
    expect(li.screen()).toContain('0 to do');
  });
});

describe('in conversation', () => {
  test('a direct message is answered there', async () => {
    expect(await li.says('todo')).toEqual([200]);
    await li.sees('Nothing waits for you.');
    expect(fake.accepted).toMatchObject([{ method: 'chat.postMessage', channel: 'DU1', onlyFor: undefined }]);
  });

  test('a mention in a channel is answered for the one who asked, so that nobody else reads it', async () => {
    await li.mentions('todo');
    await li.sees('Nothing waits for you.');
    expect(fake.accepted).toMatchObject([{ method: 'chat.postEphemeral', channel: 'C1', onlyFor: 'U1' }]);
    expect(person(fake, app.url, 'U2').screen()).toBe('');
  });

  test('a thread keeps its answer', async () => {
    await li.says('todo', [], { thread_ts: '1719999999.000001' });
    await li.sees('Nothing waits for you.');
    expect(fake.accepted).toMatchObject([{ threadTs: '1719999999.000001' }]);
  });

  test('what needs a form has a button that opens it', async () => {
    await li.says('deal new');
    await li.sees('The rest is best filled in on a form.');
    await li.presses('Open the form');
    await li.sees('Title');
    expect(app.asked.at(-1)?.ask).toEqual({ kind: 'command', text: 'deal new' });
  });

  test('delivered again, as our 200 was lost, it is not answered twice', async () => {
    const body = eventBody(
      { type: 'message', channel_type: 'im', channel: 'DU1', user: 'U1', text: 'todo' },
      'T1',
      'Ev5',
    );
    await Promise.all(
      Array.from({ length: 8 }, () => deliver(fake, app.url, body, { contentType: JSON_TYPE })),
    );
    await app.listener.stop();
    expect(fake.accepted).toHaveLength(1);
  });

  test('an answer that Slack refused is given at the next delivery', async () => {
    const body = eventBody(
      { type: 'message', channel_type: 'im', channel: 'DU1', user: 'U1', text: 'todo' },
      'T1',
      'Ev6',
    );
    fake.fault({ method: 'chat.postMessage', kind: 'error', error: 'internal_error', times: 1 });
    await deliver(fake, app.url, body, { contentType: JSON_TYPE });
    await app.listener.stop();
    expect(fake.accepted).toHaveLength(0);
    await deliver(fake, app.url, body, { contentType: JSON_TYPE, headers: { 'x-slack-retry-num': '1' } });
    await li.sees('Nothing waits for you.');
  });
});

describe('shortcuts', () => {
  test('the global one opens the form of a new deal', async () => {
    await li.choosesShortcut('deal_new');
    await li.sees('Title');
  });

  test('the one on a message notes it, and says so', async () => {
    await li.choosesMessageShortcut('note_from_message', { user: 'U2', text: 'They want 3% off' });
    await li.sees('Noted: They want 3% off');
  });

  test('when nothing can open, the answer comes as a message', async () => {
    fake.fault({ method: 'views.open', kind: 'reset' });
    await li.choosesMessageShortcut('note_from_message', { user: 'U2', text: 'They want 3% off' });
    await li.sees('Noted: They want 3% off');
    expect(li.modal()).toBeUndefined();
  });
});
