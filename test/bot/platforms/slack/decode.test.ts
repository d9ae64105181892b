import { parse } from 'node:querystring';
import fc from 'fast-check';
import { BadBody } from '../../../../bot/platforms/body.js';
import { decode } from '../../../../bot/platforms/slack/decode.js';
import type { Decoded } from '../../../../bot/platforms/slack/decoded.js';
import {
  commandBody,
  eventBody,
  globalShortcutPayload,
  messageShortcutPayload,
  pressPayload,
  submissionPayload,
} from '../../../support/slack/requests.js';

const li = { teamId: 'T1', userId: 'U1', triggerId: '1.2.abc', responseUrl: 'https://hooks.example/1' };

const ask = (decoded: Decoded) => {
  if (decoded.type !== 'ask') throw new Error(`Nobody asked: ${decoded.type}`);
  return decoded;
};
const command = (line: string, more: object = {}) =>
  ask(decode({ ...parse(commandBody(line, li)), ...more }, false));
const event = (about: object, more: object = {}, repeat = false) =>
  decode({ ...JSON.parse(eventBody(about, 'T1', 'Ev7')), ...more }, repeat);

describe('a slash command', () => {
  test('is the line that was typed, from the person that Slack vouches for', () => {
    const { incoming, place } = command('/deal new 华星 "Q3 & Q4" 2万');
    expect(incoming).toEqual({
      who: { platform: 'slack', workspaceId: 'T1', userId: 'U1' },
      key: 'slack:T1:1.2.abc',
      repeat: false,
      ask: { kind: 'command', text: '/deal new 华星 "Q3 & Q4" 2万' },
    });
    expect(place).toMatchObject({
      type: 'command',
      triggerId: '1.2.abc',
      responseUrl: 'https://hooks.example/1',
    });
  });

  test('without words is the command alone', () => {
    expect(command('/todo').incoming.ask).toEqual({ kind: 'command', text: '/todo' });
  });

  test('installed under another name, as the first was taken, is the same command', () => {
    expect(command('/dd-deal list').incoming.ask).toEqual({ kind: 'command', text: '/deal list' });
  });

  test('of an organisation-wide installation comes from the organisation', () => {
    const { incoming } = command('/todo', { enterprise_id: 'E1', is_enterprise_install: 'true' });
    expect(incoming.who.workspaceId).toBe('E1');
    expect(command('/todo', { enterprise_id: 'E1' }).incoming.who.workspaceId).toBe('T1');
  });

  test.each([
    ['no team', { team_id: '' }],
    ['no person', { user_id: undefined }],
    ['no trigger', { trigger_id: '' }],
    ['two commands', { command: ['/deal', '/todo'] }],
    ['a command without a slash', { command: 'deal' }],
  ])('with %s is malformed', (_name, more) => {
    expect(() => command('/todo', more)).toThrow(BadBody);
  });
});

describe('a pressed button', () => {
  const onMessage = {
    container: { type: 'message', channel_id: 'D1', is_ephemeral: true },
    response_url: 'https://hooks.example/2',
  };
  const press = (value: string | undefined, where: object = onMessage, more: object = {}) =>
    decode(
      {
        ...pressPayload(
          { type: 'button', action_id: 'approval.approve#2', ...(value && { value }) },
          li,
          where,
        ),
        ...more,
      },
      false,
    );

  test('is its press, with what the card put into it', () => {
    const { incoming, place } = ask(press('{"do":"approval.approve","input":{"id":31,"hash":"ab"}}'));
    expect(incoming.ask).toEqual({ kind: 'press', do: 'approval.approve', input: { id: 31, hash: 'ab' } });
    expect(incoming.key).toBe('slack:T1:1.2.abc');
    expect(place).toEqual({
      type: 'message',
      triggerId: '1.2.abc',
      responseUrl: 'https://hooks.example/2',
      isAnswer: true,
    });
  });

  test('of a form on a card sends the fields beside it', () => {
    const state = {
      values: {
        title: { value: { type: 'plain_text_input', value: '钢材' } },
        'reason#2': { value: { type: 'plain_text_input', value: null } },
        day: { value: { type: 'datepicker', selected_date: '2026-12-31' } },
        stage: { value: { type: 'static_select', selected_option: { value: 'won', text: {} } } },
      },
    };
    const { incoming } = ask(press('{"submit":"deal.new","context":{"id":7}}', onMessage, { state }));
    expect(incoming.ask).toEqual({
      kind: 'submit',
      form: 'deal.new',
      values: { title: '钢材', reason: '', day: '2026-12-31', stage: 'won' },
      context: { id: 7 },
    });
  });

  test('of a form that is open sends the fields that stand in it', () => {
    const state = { values: { title: { value: { type: 'plain_text_input', value: '钢材' } } } };
    const view = { id: 'V1', type: 'modal', private_metadata: '{"form":"request.new","context":{}}', state };
    const container = { type: 'view', view_id: 'V1' };
    const { incoming } = ask(press('{"submit":"request.draft","context":{"id":7}}', { container, view }));
    expect(incoming.ask).toEqual({
      kind: 'submit',
      form: 'request.draft',
      values: { title: '钢材' },
      context: { id: 7 },
    });
  });

  test('in a modal or on the Home tab says so', () => {
    const view = { id: 'V1', type: 'modal', private_metadata: '{"home":true}' };
    const container = { type: 'view', view_id: 'V1' };
    const value = '{"do":"deal.show","input":{}}';
    expect(ask(press(value, { container, view })).place).toEqual({
      type: 'modal',
      triggerId: '1.2.abc',
      viewId: 'V1',
      origin: { home: true },
    });
    expect(
      ask(press(value, { container, view: { ...view, type: 'home', private_metadata: '' } })).place,
    ).toEqual({
      type: 'home',
      triggerId: '1.2.abc',
    });
  });

  test('that is a link, or not one of ours, is nothing to us', () => {
    expect(press(undefined)).toEqual({ type: 'ignored' });
    expect(press('yes')).toEqual({ type: 'ignored' });
    expect(press('{"do":7}')).toEqual({ type: 'ignored' });
  });

  test('of an organisation-wide installation has no team', () => {
    const more = { team: null, enterprise: { id: 'E1' }, is_enterprise_install: true };
    expect(ask(press('{"do":"todo.home"}', onMessage, more)).incoming.who.workspaceId).toBe('E1');
  });

  test.each([
    '{"do":"x","input":{"__proto__":{"isAdmin":true}}}',
    '{"do":"x","input":{"constructor":{"prototype":{}}}}',
  ])('that reaches for a prototype is refused: %s', (value) => {
    expect(() => press(value)).toThrow(BadBody);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});

test('a choice from a menu is the press that the menu is named after', () => {
  const menu = { type: 'static_select', action_id: 'deal.stage', selected_option: { value: 'won' } };
  const where = { container: { type: 'message' }, response_url: 'https://hooks.example/2' };
  expect(ask(decode(pressPayload(menu, li, where), false)).incoming.ask).toEqual({
    kind: 'press',
    do: 'deal.stage',
    input: { value: 'won' },
  });
});

describe('a submitted form', () => {
  const submit = (title: string, more: object = {}) =>
    decode(
      submissionPayload(li, {
        id: 'V1',
        hash: '156.ab',
        previous_view_id: 'V0',
        private_metadata: '{"form":"deal.edit","context":{"id":7},"home":true}',
        state: { values: { title: { value: { type: 'plain_text_input', value: title } } } },
        ...more,
      }),
      false,
    );

  test('brings back what it was opened with, and its fields by name', () => {
    const { incoming, place } = ask(submit('钢材'));
    expect(incoming.ask).toEqual({
      kind: 'submit',
      form: 'deal.edit',
      values: { title: '钢材' },
      context: { id: 7 },
    });
    expect(place).toEqual({
      type: 'form',
      viewId: 'V1',
      fields: ['title'],
      beneath: 'V0',
      origin: { home: true },
    });
  });

  test('sent twice is one event; corrected it is another, though Slack gives it the same hash', () => {
    const key = (title: string) => ask(submit(title)).incoming.key;
    expect(key('a')).toBe(key('a'));
    expect(key('a')).not.toBe(key('b'));
    expect(key('a')).toMatch(/^slack:T1:V1:156\.ab:/);
  });

  test("of somebody else's is nothing to us", () => {
    expect(submit('a', { private_metadata: '' })).toEqual({ type: 'ignored' });
    expect(submit('a', { private_metadata: '{"home":true}' })).toEqual({ type: 'ignored' });
  });

  test('with a field called __proto__ is refused', () => {
    const payload = submissionPayload(li, {});
    const text = JSON.stringify(payload).replace(
      '"view":{}',
      '"view":{"id":"V1","hash":"","private_metadata":"{\\"form\\":\\"f\\",\\"context\\":{\\"__proto__\\":{}}}","state":{"values":{}}}',
    );
    expect(() => decode(JSON.parse(text), false)).toThrow(BadBody);
  });
});

describe('shortcuts', () => {
  test('the global one opens the form of a new deal', () => {
    expect(ask(decode(globalShortcutPayload('deal_new', li), false)).incoming.ask).toEqual({
      kind: 'press',
      do: 'deal.newForm',
      input: {},
    });
  });

  test('the one on a message brings the message: its text as typed, and who wrote it', () => {
    const message = { user: 'U2', text: 'Tom &amp; co want <https://a.com|a.com>' };
    const { incoming, place } = ask(decode(messageShortcutPayload('note_from_message', li, message), false));
    expect(incoming.ask).toEqual({
      kind: 'press',
      do: 'deal.noteFromMessage',
      input: { text: 'Tom & co want a.com', author: '', authorId: 'U2' },
    });
    expect(place).toMatchObject({ type: 'shortcut', responseUrl: 'https://hooks.example/1' });
  });

  test.each(['constructor', '__proto__', 'other'])('one called %s is none of ours', (name) => {
    expect(decode(globalShortcutPayload(name, li), false)).toEqual({ type: 'ignored' });
    expect(decode(messageShortcutPayload(name, li, {}), false)).toEqual({ type: 'ignored' });
  });
});

describe('events', () => {
  const mention = {
    type: 'app_mention',
    user: 'U1',
    channel: 'C1',
    text: '<@UBOT> deal show D-7',
    thread_ts: '1.0',
  };

  test('a mention is a command, answered in its thread for the one who asked', () => {
    const { incoming, place } = ask(event(mention, {}, true));
    expect(incoming).toEqual({
      who: { platform: 'slack', workspaceId: 'T1', userId: 'U1' },
      key: 'slack:T1:Ev7',
      repeat: true,
      channel: { platform: 'slack', workspaceId: 'T1', channelId: 'C1' },
      ask: { kind: 'command', text: 'deal show D-7' },
    });
    expect(place).toMatchObject({ type: 'conversation', channel: 'C1', threadTs: '1.0', isShared: true });
  });

  test('a direct message is a command', () => {
    const { incoming, place } = ask(
      event({ type: 'message', channel_type: 'im', user: 'U1', channel: 'D1', text: '商机 新建' }),
    );
    expect(incoming.ask).toEqual({ kind: 'command', text: '商机 新建' });
    expect(place).toMatchObject({ type: 'conversation', channel: 'D1', isShared: false });
  });

  test.each([
    ['a message of a bot', { type: 'message', channel_type: 'im', user: 'U1', bot_id: 'B1', text: 'hi' }],
    ['an edited message', { type: 'message', channel_type: 'im', subtype: 'message_changed', text: 'hi' }],
    ['a message in a channel', { type: 'message', channel_type: 'channel', user: 'U1', text: 'hi' }],
    ['a mention by a bot', { ...mention, bot_id: 'B9' }],
    ['the other tab of the app', { type: 'app_home_opened', user: 'U1', tab: 'messages' }],
    ['people taking back their own tokens', { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }],
    ['an event that we did not ask for', { type: 'constructor' }],
  ])('%s is nothing to us', (_name, about) => {
    expect(event(about)).toEqual({ type: 'ignored' });
  });

  test('opening the Home tab asks for what is to be done', () => {
    expect(ask(event({ type: 'app_home_opened', user: 'U1', tab: 'home' })).incoming.ask).toEqual({
      kind: 'press',
      do: 'todo.home',
      input: {},
    });
  });

  test.each([{ type: 'app_uninstalled' }, { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } }])(
    'after $type the workspace is gone',
    (about) => {
      expect(event(about, { event_time: 1_720_000_000 })).toEqual({
        type: 'removed',
        workspaceId: 'T1',
        at: new Date(1_720_000_000_000),
      });
    },
  );

  test('of a shared channel belong to the installation that they were sent to', () => {
    const { who } = ask(event(mention, { team_id: 'T9', context_team_id: 'T1' })).incoming;
    expect(who.workspaceId).toBe('T1');
  });

  test('of an organisation-wide installation belong to the organisation', () => {
    const authorizations = [
      { enterprise_id: 'E1', team_id: 'T1', user_id: 'UBOT', is_enterprise_install: true },
    ];
    expect(ask(event(mention, { authorizations })).incoming.who.workspaceId).toBe('E1');
  });
});

test('the address is proven by sending the challenge back', () => {
  expect(decode({ type: 'url_verification', challenge: 'abc' }, false)).toEqual({
    type: 'challenge',
    challenge: 'abc',
  });
});

test('a flood is told apart', () => {
  expect(decode({ type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1 }, false)).toEqual({
    type: 'flooded',
  });
});

test('what is closed, suggested or invented is nothing to us', () => {
  for (const type of ['view_closed', 'block_suggestion', 'constructor', '__proto__', 'toString'])
    expect(decode({ type }, false)).toEqual({ type: 'ignored' });
});

test('whatever comes is understood, ignored or refused: it breaks nothing, and keys stay short', () => {
  const payload = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        type: fc.constantFrom(
          'block_actions',
          'view_submission',
          'event_callback',
          'shortcut',
          'message_action',
        ),
        team: fc.jsonValue(),
        user: fc.jsonValue(),
        event: fc.jsonValue(),
        actions: fc.jsonValue(),
        view: fc.jsonValue(),
      },
      { requiredKeys: ['type'] },
    ),
  );
  fc.assert(
    fc.property(payload, fc.string({ minLength: 1, maxLength: 255 }), (value, trigger) => {
      try {
        decode(value, false);
      } catch (error) {
        expect(error).toBeInstanceOf(BadBody);
      }
      const decoded = ask(decode({ ...parse(commandBody('/todo', li)), trigger_id: trigger }, false));
      expect(decoded.incoming.key.length).toBeLessThanOrEqual(180);
    }),
  );
});
