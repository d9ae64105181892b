import { slackDirectory } from '../../../../bot/platforms/slack/directory.js';
import { type SlackApp, startSlackApp } from '../../../support/slack/app.js';
import { type FakeSlack, startFakeSlack } from '../../../support/slack/fake.js';

describe('Slack’s directory', () => {
  let fake: FakeSlack;
  let app: SlackApp;
  const start = async (options: Parameters<typeof startFakeSlack>[0]) => {
    fake = await startFakeSlack(options);
    app = await startSlackApp({ fake });
  };
  afterEach(async () => {
    await app.stop();
    await fake.stop();
  });
  const read = () => app.platform.directory?.read();

  test('has members and those who left, with the verified mailbox only; no guests, bots or strangers', async () => {
    await start({
      users: [
        { id: 'U1', name: 'Li Na', email: 'li@example.com' },
        { id: 'U2', name: 'Zhang', email: 'zhang@example.com', is_email_confirmed: false },
        { id: 'U3', name: 'Gone', deleted: true },
        { id: 'U4', name: 'Guest', is_restricted: true },
        { id: 'U5', name: 'Robot', is_bot: true },
        { id: 'U6', name: 'Partner', is_stranger: true },
        { id: 'USLACKBOT', name: 'slackbot' },
      ],
    });
    const person = { workspaceId: fake.teamId, departmentIds: [] };
    expect(await read()).toEqual({
      departments: [],
      members: [
        { ...person, userId: 'U1', name: 'Li Na', email: 'li@example.com', active: true },
        { ...person, userId: 'U2', name: 'Zhang', active: true },
        { ...person, userId: 'U3', name: 'Gone', active: false },
      ],
    });
  });

  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ id: `U${n}`, name: `User ${n}` }));

  test('goes on page by page', async () => {
    await start({ users: many(1_234) });
    expect((await read())?.members).toHaveLength(1_234);
    expect(fake.calls.filter(({ method }) => method === 'users.list')).toHaveLength(3);
  });

  test('of an organisation has the people of all its workspaces, however many these are', async () => {
    const users = [1, 2, 3, 4, 5].map((n) => ({
      ...{ id: `U${n}`, name: `User ${n}`, team: `T${n}` },
      enterprise_user: { enterprise_id: 'E1', teams: [`T${n}`] },
    }));
    await start({ teamId: 'E1', users });
    const { members = [] } = (await read()) ?? {};
    expect(members.map(({ userId }) => userId)).toEqual(['U1', 'U2', 'U3', 'U4', 'U5']);
  });

  test('waits when Slack wants it slower, rather than give a part', async () => {
    await start({ users: many(1_001) });
    fake.fault({ method: 'users.list', kind: 'ratelimited', retryAfterS: 1, times: 1 });
    expect((await read())?.members).toHaveLength(1_001);
  });

  test('is none when each page leads to another one, for ever', async () => {
    const look = async () => {
      await new Promise(setImmediate);
      return { members: [], response_metadata: { next_cursor: 'and so on' } } as never;
    };
    const endless = slackDirectory({ caller: { look }, tokens: { workspaces: async () => ['T1'] } });
    await expect(endless.read()).rejects.toThrow('endless');
  });

  test('is none when a page does not come', async () => {
    await start({ users: many(600), scopes: ['chat:write'] });
    await expect(read()).rejects.toThrow('missing_scope');
  });
});
