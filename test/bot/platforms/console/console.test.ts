import { request } from 'node:http';
import type { Message } from '../../../../bot/platforms/console/index.js';
import { drawCard } from '../../../../cards/index.js';
import { samples } from '../../../../cards/samples.js';
import type { Answer } from '../../../../models/answer.js';
import { sampleOf, viewOf } from '../../../cards/reading.js';
import {
  type ConsoleWorld,
  emma,
  readerFor,
  type Script,
  startConsole,
  zhang,
} from '../../../support/console.js';
import { consoleStoreInMemory } from '../../../support/consoleStore.js';

const formView = viewOf('form', 'Form');
const dealCard = (name: string, userId = zhang.userId) => {
  const { text, body } = drawCard(sampleOf(name), readerFor(userId));
  return { text, body };
};

const words = (zh: string, en: string): Answer => ({ type: 'words', words: { text: { zh, en } } });
const view = (name: string): Answer => ({ type: 'view', view: sampleOf(name) });

const key = (last = '1') => `00000000-0000-4000-8000-${last.padStart(12, '0')}`;
const to = ({ userId }: typeof zhang) => ({ platform: 'console', workspaceId: '', userId }) as const;

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

/** Without what `fetch` adds or forbids. */
const plainGet = (path: string, headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; sniff: unknown; etag: string }>((resolve, reject) =>
    request(`${world.url}${path}`, { headers }, (response) => {
      response.resume();
      const { 'x-content-type-options': sniff, etag = '' } = response.headers;
      resolve({ status: response.statusCode, sniff, etag });
    })
      .on('error', reject)
      .end(),
  );

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
    await start(() => words('好', 'Done'));
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
    await start(() => words('好', 'Done'));
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

describe('a shared card', () => {
  const silent: Script = () => words('好', 'Done');

  test('stands in the conversation and changes in its place', async () => {
    await start(silent);
    const ref = await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1');
    expect(await world.platform.update(ref, dealCard('Deal, signed'))).toEqual(ref);
    expect(await world.messages(zhang)).toEqual([
      expect.objectContaining({ id: ref.messageId, kind: 'card', unread: true, ...dealCard('Deal, signed') }),
    ]);
  });

  test('that is posted twice under one key stands there once', async () => {
    await start(silent);
    const refs = [
      await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1'),
      await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1'),
    ];
    expect(refs[0]).toEqual(refs[1]);
    expect(await world.messages(zhang)).toHaveLength(1);
  });

  test('that is gone says so, and one for a stranger is not worth another try', async () => {
    await start(silent);
    await expect(world.platform.update({ messageId: 99 }, dealCard('Deal, new'))).rejects.toMatchObject({
      name: 'PlatformError',
      gone: true,
    });
    const stranger = { ...to(zhang), userId: 'nobody' };
    await expect(world.platform.post(stranger, dealCard('Deal, new'), '1:1')).rejects.toMatchObject({
      name: 'PlatformError',
      retryable: false,
    });
  });

  test('survives a restart, as everything does', async () => {
    const store = consoleStoreInMemory();
    await start(silent, store);
    await send('/todo');
    const ref = await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1');
    const before = await world.messages(zhang);
    await world.stop();

    await start(silent, store);
    expect(await world.messages(zhang)).toEqual(before);
    await world.platform.update(ref, dealCard('Deal, lost'));
    expect(last(await world.messages(zhang)).text).toBe(dealCard('Deal, lost').text);
  });
});

describe('the list of people', () => {
  const people = async () => (await world.get('/people')).json();

  test('says who has something unread, and what it is', async () => {
    await start(() => words('好', 'Done'));
    await world.platform.post(to(emma), dealCard('Approval, for an approver', emma.userId), '1:1');
    expect(await people()).toEqual([
      { ...zhang, unread: 0, last: null },
      {
        ...emma,
        unread: 1,
        last: expect.objectContaining({
          from: 'bot',
          text: dealCard('Approval, for an approver', emma.userId).text,
        }),
      },
    ]);
  });

  test('says nothing is unread once somebody looked, until the card changes', async () => {
    await start(() => words('好', 'Done'));
    const ref = await world.platform.post(to(emma), dealCard('Approval, for an approver'), '1:1');
    await world.post('/read', { person: emma.userId });
    expect((await people())[1].unread).toBe(0);
    await world.platform.update(ref, dealCard('Approval, approved'));
    expect((await people())[1].unread).toBe(1);
  });
});

describe('a long conversation', () => {
  test('is read a page at a time, the newest first', async () => {
    const { store } = await start(() => words('好', 'Done'));
    for (let index = 1; index <= 60; index++) {
      const key = String(index);
      await store.append({ userId: zhang.userId, from: 'me', kind: 'text', text: key, body: null, key });
    }
    const newest = await (await world.get(`/messages?person=${zhang.userId}`)).json();
    expect([newest.messages.length, newest.messages[0].text, newest.more]).toEqual([50, '11', true]);
    const before = newest.messages[0].id;
    const older = await (await world.get(`/messages?person=${zhang.userId}&before=${before}`)).json();
    expect([older.messages.length, older.messages[0].text, older.more]).toEqual([10, '1', false]);
  });
});

describe('an open page', () => {
  /** Reads the stream until the text was there; gives everything read. */
  const readUntil = async (response: Response, text: string): Promise<string> => {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let read = '';
    while (reader && !read.includes(text)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`The stream ended before “${text}”: ${read}`);
      read += value;
    }
    await reader?.cancel();
    return read;
  };
  const idBefore = (stream: string, text: string): string =>
    [...stream.slice(0, stream.indexOf(text)).matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? '';

  test('hears of a card the moment it is posted and the moment it changes, whoever it is for', async () => {
    await start(() => words('好', 'Done'));
    const stream = await world.get('/events');
    expect(stream.headers.get('content-type')).toMatch('text/event-stream');
    const ref = await world.platform.post(to(emma), dealCard('Deal, new'), '1:1');
    await world.platform.update(ref, dealCard('Deal, signed'));
    const heard = await readUntil(stream, dealCard('Deal, signed').text);
    expect(heard).toContain(dealCard('Deal, new').text);
    expect(heard.match(/event: message/g)).toHaveLength(2);
  });

  test('that lost the connection hears what it missed', async () => {
    await start(() => words('好', 'Done'));
    const first = await world.get('/events');
    const ref = await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1');
    const heard = await readUntil(first, dealCard('Deal, new').text);
    await world.platform.update(ref, dealCard('Deal, lost'));

    const lastEventId = idBefore(heard, dealCard('Deal, new').text);
    const again = await world.get('/events', { 'last-event-id': lastEventId });
    expect(await readUntil(again, dealCard('Deal, lost').text)).toContain('event: message');
  });

  test('that missed very much is told to load everything again', async () => {
    const { store } = await start(() => words('好', 'Done'));
    const since = Date.now();
    for (let index = 0; index < 300; index++) {
      const key = String(index);
      await store.append({ userId: zhang.userId, from: 'bot', kind: 'text', text: key, body: null, key });
    }
    expect(await readUntil(await world.get(`/events?since=${since}`), 'event: reload')).not.toContain(
      'message',
    );
  });

  test('is let go when the service stops', async () => {
    await start(() => words('好', 'Done'));
    const stream = await world.get('/events');
    const read = stream.text();
    await world.stop();
    expect(await read).toContain('retry:');
    await start(() => words('好', 'Done'));
  });
});

describe('requests that are not in order', () => {
  beforeEach(() => start(() => words('好', 'Done')));

  test('from another site or under another name are refused, and nothing is stored', async () => {
    const elsewhere = {
      'content-type': 'application/json',
      'x-dealdesk-console': '1',
      origin: 'http://evil.example',
    };
    const body = { person: zhang.userId, key: key(), text: '/deal new' };
    expect((await world.post('/send', body, elsewhere)).status).toBe(403);
    expect((await world.post('/send', body, { 'content-type': 'application/json' })).status).toBe(403);
    expect(await world.messages(zhang)).toEqual([]);
    expect(world.asked).toEqual([]);
  });

  test('with a foreign Host are refused on every address, with the security headers on', async () => {
    const headers = { host: 'rebound.example' };
    for (const path of ['', '/gallery', '/people', '/events', '/assets/chat.css', '/messages?person=1001'])
      expect(await plainGet(path, headers)).toMatchObject({ status: 403, sniff: 'nosniff' });
  });

  test.each([
    ['no JSON', 400, { 'content-type': 'application/json' }, '{'],
    ['no words', 400, { 'content-type': 'application/json' }, { person: '1001', key: key(), text: '  ' }],
    ['no key', 400, { 'content-type': 'application/json' }, { person: '1001', text: '/todo' }],
    ['a stranger', 404, { 'content-type': 'application/json' }, { person: '7', key: key(), text: '/todo' }],
    [
      'a form of a web page',
      415,
      { 'content-type': 'text/plain' },
      { person: '1001', key: key(), text: '/todo' },
    ],
    [
      'a novel',
      413,
      { 'content-type': 'application/json' },
      { person: '1001', key: key(), text: 'x'.repeat(2_000_000) },
    ],
  ])('%s: %d', async (_what, status, type, body) => {
    const headers = { ...type, 'x-dealdesk-console': '1' };
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${world.url}/send`, { method: 'POST', headers, body: sent });
    expect(response.status).toBe(status);
    expect(world.asked).toEqual([]);
  });

  test('an unknown person has no messages', async () => {
    expect((await world.get('/messages?person=7')).status).toBe(404);
    expect((await world.get('/messages')).status).toBe(404);
  });
});

describe('the page', () => {
  beforeEach(() => start(() => words('好', 'Done')));

  test.each(['', '/gallery'])('%s comes with a policy that allows our own files only', async (path) => {
    const page = await world.get(path);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch('text/html');
    expect(page.headers.get('content-security-policy')).toMatch(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(page.headers.get('content-security-policy')).toMatch("frame-ancestors 'none'");
    expect(await page.text()).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|style=/);
  });

  test('is not sent again to a browser that has it', async () => {
    const first = await plainGet('/assets/chat.css', {});
    expect(first.status).toBe(200);
    expect((await plainGet('/assets/chat.css', { 'if-none-match': first.etag })).status).toBe(304);
  });

  test.each(['..%2f..%2fpackage.json', 'tsconfig.json', 'main.ts', '.env', 'nothing.js', 'constructor'])(
    'does not give away %s',
    async (name) => {
      expect((await world.get(`/assets/${name}`)).status).toBe(404);
    },
  );

  test('gets the commands, the settings of the renderer and the gallery', async () => {
    expect((await (await world.get('/commands')).json())[1].word).toEqual({
      zh: '/商机 新建',
      en: '/deal new',
    });
    expect(await (await world.get('/host-config')).json()).toHaveProperty('containerStyles');
    expect(await (await world.get('/gallery/cards')).json()).toHaveLength(samples.length * 2);
  });
});

test('the console knows people by its own word, without an e-mail', async () => {
  await start(() => words('好', 'Done'));
  expect(await world.platform.profile(to(emma))).toEqual({
    email: null,
    staffNumber: emma.userId,
    name: 'Emma Clarke',
    locale: 'en',
    timeZone: 'Europe/London',
  });
  expect(await world.platform.findByEmail('emma@example.com')).toBeUndefined();
});
