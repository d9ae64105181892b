import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestFor } from '../../../../bot/platforms/slack/manifest.js';

const manifest = manifestFor('https://dealdesk.example.com');

test('manifest.json is the manifest for the example address', () => {
  expect(JSON.parse(readFileSync(join(__dirname, '../../../../manifest.json'), 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(manifest)),
  );
});

test("all of it is within Slack's limits", () => {
  const { display_information: about, features, oauth_config: oauth, settings } = manifest;
  expect(about.name.length).toBeLessThanOrEqual(35);
  expect(about.description.length).toBeLessThanOrEqual(140);
  expect(about.long_description.length).toBeGreaterThanOrEqual(175);
  expect(about.long_description.length).toBeLessThanOrEqual(4000);
  expect(about.background_color).toMatch(/^#[0-9a-f]{6}$/);
  expect(features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
  expect(features.slash_commands.length).toBeLessThanOrEqual(50);
  for (const { command, description, usage_hint, url } of features.slash_commands) {
    expect(command).toMatch(/^\/[a-z-]{1,31}$/);
    expect(description.length).toBeLessThanOrEqual(2000);
    expect(usage_hint.length).toBeLessThanOrEqual(1000);
    expect(url.length).toBeLessThanOrEqual(3000);
  }
  expect(features.shortcuts.length).toBeLessThanOrEqual(10);
  for (const { name, description, callback_id } of features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(description.length).toBeLessThanOrEqual(150);
    expect(callback_id.length).toBeLessThanOrEqual(255);
  }
  expect(oauth.scopes.bot.length).toBeLessThanOrEqual(255);
  expect(settings.event_subscriptions.bot_events.length).toBeLessThanOrEqual(100);
});

test('commands are escaped, so that a mention arrives as an id; and people may write to the bot', () => {
  expect(manifest.features.slash_commands.every(({ should_escape }) => should_escape)).toBe(true);
  expect(manifest.features.app_home.messages_tab_read_only_enabled).toBe(false);
});

test('there is a command for what is built, and none for what is not', () => {
  expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([
    '/deal',
    '/customer',
    '/approval',
    '/todo',
    '/away',
    '/digest',
    '/settings',
  ]);
});

test('each event that is asked for has the scope that it needs', () => {
  const needs: Readonly<Record<string, string | undefined>> = {
    app_home_opened: undefined,
    app_mention: 'app_mentions:read',
    app_uninstalled: undefined,
    'message.im': 'im:history',
    tokens_revoked: undefined,
  };
  const scopes: readonly string[] = manifest.oauth_config.scopes.bot;
  for (const event of manifest.settings.event_subscriptions.bot_events) {
    expect(Object.keys(needs)).toContain(event);
    const scope = needs[event];
    if (scope) expect(scopes).toContain(scope);
  }
});

test('the address of a firm is in all its places', () => {
  const text = JSON.stringify(manifestFor('https://crm.acme.example/'));
  expect(text).not.toContain('dealdesk.example.com');
  expect(text.match(/https:\/\/crm\.acme\.example\/slack\/events"/g)).toHaveLength(10);
  expect(text).toContain('"https://crm.acme.example/slack/oauth_redirect"');
});
