import type { SlackInstallation } from '../../../../bot/platforms/slack/installations.js';
import {
  installedTokens,
  type Refreshed,
  removeInstallation,
} from '../../../../bot/platforms/slack/tokens.js';
import { notebook } from '../../../support/outcomes.js';
import { memoryInstallations } from '../../../support/slack/app.js';

const HOUR_MS = 3_600_000;
const start = Date.parse('2026-07-01T00:00:00Z');

const installation = (more: Partial<SlackInstallation> = {}): SlackInstallation => ({
  workspaceId: 'T1',
  workspaceName: 'Acme',
  isEnterprise: false,
  appId: 'A1',
  botUserId: 'UBOT',
  botToken: 'old',
  scopes: ['commands'],
  installedBy: 'U1',
  installedAt: new Date(start).toISOString(),
  refreshToken: 'refresh-1',
  expiresAt: new Date(start + 12 * HOUR_MS).toISOString(),
  ...more,
});

/** Some instances of Dealdesk over one store, and a Slack that takes each refresh token once. */
const firm = (given: SlackInstallation | undefined, instances = 1) => {
  const installations = memoryInstallations(...(given ? [given] : []));
  const log = notebook();
  const clock = { ms: start };
  const refreshes: string[] = [];
  const trouble = { error: undefined as Error | undefined };
  const refresh = async (refreshToken: string): Promise<Refreshed> => {
    refreshes.push(refreshToken);
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (trouble.error) throw trouble.error;
    if (refreshes.filter((each) => each === refreshToken).length > 1)
      throw new Error('invalid_refresh_token');
    return {
      accessToken: `new-${refreshes.length}`,
      refreshToken: `refresh-${refreshes.length + 1}`,
      expiresInS: 43_200,
    };
  };
  const tokens = Array.from({ length: instances }, () =>
    installedTokens({
      installations,
      refresh,
      log,
      now: () => new Date(clock.ms),
      installUrl: 'https://x/slack/install',
    }),
  );
  const [first] = tokens;
  if (!first) throw new Error('No instance.');
  return { installations, log, clock, refreshes, trouble, tokens, first };
};

const settled = () => new Promise((resolve) => setTimeout(resolve, 60));

test('a token that never ends is never renewed', async () => {
  const { first, clock, refreshes } = firm(
    installation({ refreshToken: undefined, expiresAt: undefined } as object),
  );
  clock.ms += 1000 * HOUR_MS;
  expect(await first.of('T1')).toBe('old');
  expect(refreshes).toEqual([]);
});

test('with more than two hours left the token stays', async () => {
  const { first, clock, refreshes } = firm(installation());
  clock.ms += 9.9 * HOUR_MS;
  expect(await first.of('T1')).toBe('old');
  await settled();
  expect(refreshes).toEqual([]);
});

test('with less left it is renewed beside the work: nobody waits, and the next call has the new one', async () => {
  const { first, clock, refreshes, installations } = firm(installation());
  clock.ms += 10.1 * HOUR_MS;
  expect(await first.of('T1')).toBe('old');
  await settled();
  expect(await first.of('T1')).toBe('new-1');
  expect(refreshes).toEqual(['refresh-1']);
  expect(installations.kept.get('T1')).toMatchObject({
    botToken: 'new-1',
    refreshToken: 'refresh-2',
    expiresAt: new Date(clock.ms + 12 * HOUR_MS).toISOString(),
    installedBy: 'U1',
  });
});

test('at its end it is waited for', async () => {
  const { first, clock } = firm(installation());
  clock.ms += 12 * HOUR_MS;
  expect(await first.of('T1')).toBe('new-1');
});

test("Bolt's trap: three instances and thirty calls at once renew it once", async () => {
  const { tokens, clock, refreshes } = firm(installation(), 3);
  clock.ms += 12 * HOUR_MS;
  const got = await Promise.all(Array.from({ length: 30 }, (_, index) => tokens[index % 3]?.of('T1')));
  expect(new Set(got)).toEqual(new Set(['new-1']));
  expect(refreshes).toEqual(['refresh-1']);
});

test('when it cannot be renewed the old one serves to its end, and Slack is not asked at each call', async () => {
  const { first, clock, refreshes, trouble, log } = firm(installation());
  trouble.error = new Error('service_unavailable');
  clock.ms += 11 * HOUR_MS;
  for (let call = 0; call < 5; call += 1) {
    expect(await first.of('T1')).toBe('old');
    await settled();
  }
  expect(refreshes).toHaveLength(1);
  expect(log.lines).toMatchObject([{ level: 'warn', sentence: 'slack: the token could not be renewed' }]);

  clock.ms += 61_000;
  await first.of('T1');
  await settled();
  expect(refreshes).toHaveLength(2);

  clock.ms += HOUR_MS;
  await expect(first.of('T1')).rejects.toThrow('service_unavailable');
});

test('a workspace without an installation says where to install', async () => {
  const { first } = firm(undefined);
  await expect(first.of('T1')).rejects.toMatchObject({ code: 'not_installed', retryable: true });
});

test('what was forgotten is read again', async () => {
  const { first, installations } = firm(installation());
  await first.of('T1');
  await installations.save('T1', installation({ botToken: 'installed-anew' }));
  expect(await first.of('T1')).toBe('old');
  first.forget('T1');
  expect(await first.of('T1')).toBe('installed-anew');
});

test('a token from another instance is known within a minute', async () => {
  const { first, installations, clock } = firm(installation());
  await first.of('T1');
  await installations.save('T1', installation({ botToken: 'installed-anew' }));
  clock.ms += 61_000;
  expect(await first.of('T1')).toBe('installed-anew');
});

describe('when the app is removed', () => {
  test('the installation goes, however often and in whichever order Slack says so', async () => {
    const { installations } = firm(installation());
    for (let news = 0; news < 3; news += 1)
      await removeInstallation(installations, 'T1', new Date(start + 5000));
    expect(installations.kept.size).toBe(0);
  });

  test('but not if it was installed anew since then: that news is old', async () => {
    const { installations } = firm(installation({ installedAt: new Date(start + 60_000).toISOString() }));
    await removeInstallation(installations, 'T1', new Date(start));
    expect(installations.kept.size).toBe(1);
    await removeInstallation(installations, 'T1', new Date(start + 60_000));
    expect(installations.kept.size).toBe(0);
  });
});
