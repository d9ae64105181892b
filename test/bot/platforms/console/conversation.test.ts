import type { Message } from '../../../../bot/platforms/console/index.js';
import type { Answer } from '../../../../models/answer.js';
import { viewOf } from '../../../cards/reading.js';
import { type ConsoleWorld, emma, type Script, startConsole, zhang } from '../../../support/console.js';
import { consoleStoreInMemory } from '../../../support/console-store.js';
import { dealCard, key, silent, to, view, words } from './exchange.js';

const formView = viewOf('form', 'Form');

let world: ConsoleWorld;
const start = async (script: Script, store = consoleStoreInMemory()): Promise<ConsoleWorld> => {
  world = await startConsole(script, store);
  return world;
};
afterEach(() => world.stop());

const send = (text: string, last = '1', person = zhang.userId) =>
  world.post('/send', { person, key: key(last), text });
const press = (messageId: number, name: string, last = '9') =>
  world.post('/press', { person: zhang.userId, key: key(last), messageId, do: name, input: { id: 1 } });
const submit = (messageId: number, values: Record<string, string>, last = '9') =>
  world.post('/submit', {
    person: zhang.userId,
    key: key(last),
    messageId,
    form: formView.form,
    values,
    context: { draft: 7 },
  });
const last = (messages: readonly Message[]): Message => {
  const message = messages.at(-1);
  if (!message) throw new Error('There are no messages.');
  return message;
};

describe('somebody types', () => {
  test('and reads the answer in their language', async () => {
    await start(() => words('没听懂。', 'I did not understand.'));
    expect((await send('/what')).status).toBe(204);
    await send('/what', '1', emma.userId);
    expect((await world.messages(zhang)).map(({ from, text }) => [from, text])).toEqual([
      ['me', '/what'],
      ['bot', '没听懂。'],
    ]);
    expect(last(await world.messages(emma)).text).toBe('I did not understand.');
  });

  test('and what is asked is asked as them, with a key that nobody else can use', async () => {
    await start(silent);
    await send(' /deal list ');
    expect(world.asked).toEqual([
      {
        who: { platform: 'console', workspaceId: '', userId: '1001' },
        key: `1001:${key()}`,
        repeat: false,
        ask: { kind: 'command', text: '/deal list' },
      },
    ]);
  });

  test('and gets a card that only they see', async () => {
    await start(() => view('To do'));
    await send('/todo');
    expect(last(await world.messages(zhang))).toMatchObject({
      kind: 'private',
      ...dealCard('To do'),
      unread: true,
    });
    expect(await world.messages(emma)).toEqual([]);
  });

  test('and the same thing sent twice stands there once', async () => {
    await start(silent);
    await Promise.all([send('/deal new'), send('/deal new')]);
    await send('/deal new');
    expect(await world.messages(zhang)).toHaveLength(2);
    expect(new Set(world.asked.map((incoming) => incoming.key)).size).toBe(1);
  });

  test('and a failure is not taken for an answer', async () => {
    await start(() => {
      throw new Error('The database is gone.');
    });
    expect((await send('/todo')).status).toBe(500);
    expect((await world.messages(zhang)).map(({ from }) => from)).toEqual(['me']);
  });
});

describe('somebody presses', () => {
  const privateCard = async (): Promise<Message> => {
    await send('/todo');
    return last(await world.messages(zhang));
  };
  const asked = (name: string, otherwise: Answer): Script => {
    return ({ ask }) => (ask.kind === 'press' && ask.do === name ? view('Customer') : otherwise);
  };

  test('on a private card, and the card that answers takes its place', async () => {
    await start(asked('customer.show', view('To do')));
    const card = await privateCard();
    await press(card.id, 'customer.show');
    const messages = await world.messages(zhang);
    expect(messages).toHaveLength(2);
    expect(last(messages)).toMatchObject({ id: card.id, at: card.at, ...dealCard('Customer') });
  });

  test('on a row of a list, and what it opens stands below the list', async () => {
    const opened = { ...view('Customer'), beside: true } as Answer;
    await start(({ ask }) => (ask.kind === 'press' ? opened : view('To do')));
    const list = await privateCard();
    await press(list.id, 'customer.show');
    expect((await world.messages(zhang)).map(({ text }) => text)).toEqual([
      '/todo',
      list.text,
      dealCard('Customer').text,
    ]);
  });

  test('on a private card, and words stand below it', async () => {
    await start(({ ask }) => (ask.kind === 'press' ? words('已同意', 'Approved') : view('To do')));
    const card = await privateCard();
    await press(card.id, 'approval.approve');
    expect((await world.messages(zhang)).map(({ text }) => text)).toEqual(['/todo', card.text, '已同意']);
  });

  test('on a shared card, which stays what it is', async () => {
    await start(() => view('Customer'));
    const { messageId } = await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1');
    await press(Number(messageId), 'customer.show');
    expect((await world.messages(zhang)).map(({ kind, text }) => [kind, text])).toEqual([
      ['card', dealCard('Deal, new').text],
      ['private', dealCard('Customer').text],
    ]);
  });

  test("on another person's card, and that card does not change", async () => {
    await start(() => view('To do'));
    await send('/todo', '1', emma.userId);
    const hers = last(await world.messages(emma));
    await press(hers.id, 'customer.show');
    expect(last(await world.messages(emma))).toEqual(hers);
    expect(await world.messages(zhang)).toHaveLength(1);
  });
});

describe('somebody acts on a card that only they see', () => {
  const redraw = { do: 'approval.show', input: { id: 1 } };
  const said: Answer = { ...words('已处理', 'Done'), redraw } as Answer;
  const refused: Answer = { ...said, undone: 'refused' } as Answer;
  /** What is asked once the card is on screen, by name; the card shows how it stands by then. */
  const about = (doings: Readonly<Record<string, Answer>>): Script => {
    let isDone = false;
    return ({ ask }) => {
      const name = ask.kind === 'press' ? ask.do : ask.kind === 'submit' ? ask.form : ask.text;
      if (name === 'approval.show') return view(isDone ? 'Approval, approved' : 'Approval, for an approver');
      isDone ||= ask.kind !== 'command';
      return doings[name] ?? view('Approval, for an approver');
    };
  };
  const open = dealCard('Approval, for an approver');
  const approved = dealCard('Approval, approved');
  const shown = async (): Promise<Message> => {
    await send('/approval A-1');
    return last(await world.messages(zhang));
  };
  const texts = async () => (await world.messages(zhang)).slice(1).map(({ text }) => text);

  test.each([
    ['done', said],
    ['refused', refused],
  ])('%s: it shows how it stands now, and the words are below it', async (_what, answer) => {
    await start(about({ 'approval.approve': answer }));
    const card = await shown();
    await press(card.id, 'approval.approve');
    expect((await world.messages(zhang)).slice(1)).toMatchObject([
      { id: card.id, kind: 'private', at: card.at, ...approved },
      { text: '已处理' },
    ]);
  });

  const on = { ...view('Notice with a question'), redraw, beside: true } as Answer;
  const below = dealCard('Notice with a question').text;

  test('and what leads on to the next is below it', async () => {
    await start(about({ 'approval.approve': on }));
    await press((await shown()).id, 'approval.approve');
    expect(await texts()).toEqual([approved.text, below]);
  });

  test('by a form, and what leads on to the next is below it', async () => {
    const rejecting: Answer = { type: 'form', form: formView, redraw };
    await start(about({ 'approval.rejectForm': rejecting, [formView.form]: on }));
    const card = await shown();
    await press(card.id, 'approval.rejectForm');
    await submit(card.id, { title: '云帆', amount: '2万' });
    expect(await texts()).toEqual([approved.text, below]);
  });

  test('by a form that takes its place: sent, it is the card again, as it stands now', async () => {
    await start(
      about({ 'approval.rejectForm': { type: 'form', form: formView, redraw }, [formView.form]: said }),
    );
    const card = await shown();
    await press(card.id, 'approval.rejectForm');
    await submit(card.id, { title: '云帆', amount: '2万' });
    expect(await texts()).toEqual([approved.text, '已处理']);
  });

  test('by a form that was wrong at first: it is the card again all the same', async () => {
    let tries = 0;
    const script = about({
      'approval.rejectForm': { type: 'form', form: formView, redraw },
      [formView.form]: said,
    });
    await start((incoming, platform) => {
      tries += incoming.ask.kind === 'submit' ? 1 : 0;
      return incoming.ask.kind === 'submit' && tries === 1
        ? { type: 'errors', form: formView }
        : script(incoming, platform);
    });
    const card = await shown();
    await press(card.id, 'approval.rejectForm');
    await submit(card.id, { amount: '很多' }, '9');
    await submit(card.id, { amount: '2万' }, '10');
    expect(await texts()).toEqual([approved.text, '已处理']);
  });

  test('by a form that is refused: it can be sent again, and put away it is the card as it stands now', async () => {
    await start(
      about({ 'approval.rejectForm': { type: 'form', form: formView, redraw }, [formView.form]: refused }),
    );
    const card = await shown();
    await press(card.id, 'approval.rejectForm');
    await submit(card.id, { amount: '2万' });
    expect((await texts())[0]).toContain('新建商机');
    await world.post('/cancel', { person: zhang.userId, key: key('11'), messageId: card.id });
    expect(await texts()).toEqual([approved.text, '已处理']);
  });

  test.each([
    ['sent', said],
    ['refused', refused],
  ])('by what is behind “more” there, %s: it is the card again, and not the menu', async (_what, answer) => {
    const menu = { ...view('Notice with a question'), redraw } as Answer;
    await start(
      about({
        'approval.more': menu,
        'approval.urge': answer,
        'approval.transferForm': { type: 'form', form: formView, redraw: { do: 'approval.more' } },
        [formView.form]: answer,
      }),
    );
    const card = await shown();
    await press(card.id, 'approval.more');
    expect(await texts()).toEqual([dealCard('Notice with a question').text]);
    await press(card.id, 'approval.urge', '10');
    expect(await texts()).toEqual([approved.text, '已处理']);

    await press(card.id, 'approval.more', '11');
    await press(card.id, 'approval.transferForm', '12');
    await submit(card.id, { amount: '2万' }, '13');
    if (answer === refused)
      await world.post('/cancel', { person: zhang.userId, key: key('14'), messageId: card.id });
    expect(await texts()).toEqual([approved.text, '已处理', '已处理']);
  });

  test('and puts the form away: the card is back', async () => {
    await start(({ ask }) =>
      ask.kind === 'press' && ask.do === 'deal.noteForm'
        ? { type: 'form', form: formView, redraw }
        : view('Approval, for an approver'),
    );
    const card = await shown();
    await press(card.id, 'deal.noteForm');
    await world.post('/cancel', { person: zhang.userId, key: key('11'), messageId: card.id });
    expect(await texts()).toEqual([open.text]);
  });

  test('that is gone meanwhile: it stays, and the words are below it', async () => {
    await start(({ ask }) => {
      if (ask.kind === 'command') return view('Approval, for an approver');
      return ask.kind === 'press' && ask.do === 'approval.show' ? words('没有了', 'It is gone') : said;
    });
    const card = await shown();
    await press(card.id, 'approval.approve');
    expect(await texts()).toEqual([open.text, '已处理']);
  });

  test('by a form from a shared card: what was filled in stays to be read, and nothing is shown twice', async () => {
    await start(
      about({ 'approval.rejectForm': { type: 'form', form: formView, redraw }, [formView.form]: said }),
    );
    const { messageId } = await world.platform.post(to(zhang), open, '1:1');
    await press(Number(messageId), 'approval.rejectForm');
    const form = last(await world.messages(zhang));
    await submit(form.id, { title: '云帆', amount: '2万' }, '10');
    const [shared, closed, answer] = await world.messages(zhang);
    expect([shared?.kind, shared?.text, answer?.text]).toEqual(['card', open.text, '已处理']);
    expect(JSON.stringify(closed?.body)).toContain('2万');
  });
});

describe('somebody asks for the same again', () => {
  const ask = async (...lines: readonly [text: string, last: string, person?: string][]) => {
    for (const line of lines) await send(...line);
  };
  const answers = async (person = zhang) =>
    (await world.messages(person)).filter(({ from }) => from === 'bot').map(({ text }) => text);

  test.each([
    [zhang, '已有更新的卡片：合同审批 A-31'],
    [emma, 'There is a newer card: Contract approval A-31'],
  ])('and the older card is a line: %#', async (person, line) => {
    await start(() => view('Approval, for an approver'));
    await ask(['/approval A-31', '1', person.userId], ['/approval A-31', '2', person.userId]);
    const { text } = dealCard('Approval, for an approver', person.userId);
    expect(await answers(person)).toEqual([line, text]);
    const older = (await world.messages(person)).find((each) => each.text === line);
    expect(older).toMatchObject({ kind: 'private', body: null });
  });

  test('and what shows something else, and a card that follows by itself, stay', async () => {
    const names: Readonly<Record<string, string>> = { '/todo': 'To do', '/deal': 'Deal, new' };
    await start(({ ask: asked }) => view((asked.kind === 'command' && names[asked.text]) || 'Customer'));
    await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1');
    await ask(['/todo', '1'], ['/deal', '2']);
    expect(await answers()).toEqual(['Deal, new', 'To do', 'Deal, new'].map((name) => dealCard(name).text));
  });

  test('and the same thing sent twice is no other', async () => {
    await start(() => view('To do'));
    await ask(['/todo', '1'], ['/todo', '1']);
    expect(await answers()).toEqual([dealCard('To do').text]);
  });
});

describe('somebody fills in a form', () => {
  const openForm = async (): Promise<Message> => {
    await send('/deal new');
    return last(await world.messages(zhang));
  };
  const answering = (answer: Answer): Script => {
    return ({ ask }) => (ask.kind === 'submit' ? answer : { type: 'form', form: formView });
  };

  test('and its values and its context reach the use-case', async () => {
    await start(answering(words('好', 'Done')));
    await submit((await openForm()).id, { title: '云帆', amount: '2万' });
    expect(world.asked.at(-1)?.ask).toEqual({
      kind: 'submit',
      form: formView.form,
      values: { title: '云帆', amount: '2万' },
      context: { draft: 7 },
    });
  });

  test('and is told what is wrong on the form itself, which keeps what was typed', async () => {
    const error = { text: { zh: '这不是金额', en: 'That is no amount' } };
    const fields = formView.fields.map((field) => (field.name === 'amount' ? { ...field, error } : field));
    await start(answering({ type: 'errors', form: { ...formView, fields } }));
    const form = await openForm();
    await submit(form.id, { title: '新名称', amount: '很多' });
    const messages = await world.messages(zhang);
    expect(messages).toHaveLength(2);
    expect(last(messages).id).toBe(form.id);
    expect(JSON.stringify(last(messages).body)).toMatch(/新名称.*很多.*这不是金额/);
  });

  test('and afterwards it cannot be sent again, and the answer stands below', async () => {
    await start(answering(words('商机 D-7 已建好', 'Deal D-7 is there')));
    const form = await openForm();
    await submit(form.id, { title: '云帆', amount: '2万' });
    const [, closed, answer] = await world.messages(zhang);
    expect(closed).toMatchObject({ id: form.id, kind: 'private' });
    expect(JSON.stringify(closed?.body)).toContain('2万');
    expect(JSON.stringify(closed?.body)).not.toContain('Action.Submit');
    expect(answer?.text).toBe('商机 D-7 已建好');
  });

  test('and can send it again when nothing was done, for a reason that stands below', async () => {
    await start(answering({ ...words('已经处理过了', 'That is done already'), undone: 'refused' } as Answer));
    const form = await openForm();
    await submit(form.id, { title: '云帆', amount: '2万' });
    const [, kept, answer] = await world.messages(zhang);
    expect(kept).toEqual(form);
    expect(answer?.text).toBe('已经处理过了');
  });

  test('and a card that answers takes the place of the form', async () => {
    await start(answering(view('Notice with a question')));
    const form = await openForm();
    await submit(form.id, { title: '云帆', amount: '2万' });
    const messages = await world.messages(zhang);
    expect(messages).toHaveLength(2);
    expect(last(messages)).toMatchObject({ id: form.id, text: dealCard('Notice with a question').text });
  });
});
