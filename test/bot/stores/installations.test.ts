import { installedTokens } from '../../../bot/platforms/slack/tokens.js';
import { slackInstallations } from '../../../bot/stores/installations.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { notebook } from '../../support/outcomes.js';

const now = () => new Date('2026-07-01T00:00:00Z');
const [before, since] = ['the secret of before', 'the secret since'];

describeOnEachDatabase('an installation in a Slack workspace', (open) => {
  test('is to be made again once the secret has changed, which says where', async () => {
    const database = await open();
    const tokensUnder = (secret: string) =>
      installedTokens({
        installations: slackInstallations(database, secret, now),
        refresh: () => Promise.reject(new Error('Nobody asks for that.')),
        log: notebook(),
        now,
        installUrl: 'https://deals.example.com/slack/install',
      });
    await slackInstallations(database, before, now).save('T1', {
      workspaceId: 'T1',
      workspaceName: 'Acme',
      isEnterprise: false,
      appId: 'A1',
      botUserId: 'UBOT',
      botToken: 'xoxb-1',
      scopes: ['commands'],
      installedBy: 'U1',
      installedAt: now().toISOString(),
    });

    expect(await tokensUnder(before).of('T1')).toBe('xoxb-1');
    await expect(tokensUnder(since).of('T1')).rejects.toMatchObject({
      retryable: true,
      message: expect.stringContaining('install it at https://deals.example.com/slack/install'),
    });
  });
});
