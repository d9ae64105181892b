/**
 * `npm run webhook`: WeCom's groups that follow deals, and which of them have a webhook. `npm run webhook -- add wrABC`
 * puts one in place; its address is read from the standard input, so that it is in no list of commands.
 * `npm run webhook -- remove wrABC` takes it away.
 */
import { text } from 'node:stream/consumers';
import type { Database } from '../../models/database.js';
import { type FollowingGroup, listFollowingGroups, listWebhooks } from '../../models/wecom-group.js';
import { own } from '../own.js';
import { sayByWebhook } from '../platforms/wecom/index.js';
import { settingsOrExit } from '../settings/environment.js';
import type { Settings } from '../settings.js';
import { putWebhook, removeWebhook } from '../stores/wecom-groups.js';
import { inBoth, runAsCommand } from './command.js';
import { thatIsThere, withDatabase } from './database.js';

const usage = inBoth({
  zh: '请写“npm run webhook”、“npm run webhook -- add <群>”或“npm run webhook -- remove <群>”。',
  en: 'Write "npm run webhook", "npm run webhook -- add <group>" or "npm run webhook -- remove <group>".',
});

const GROUP = /^[\w.@-]{1,80}$/;
const KEY = /^[\w-]{8,200}$/;

const hello = [
  '**Dealdesk**',
  '本群跟进的商机有变动时，会显示在这里。',
  'Deals that this group follows are shown here when they change.',
].join('\n');

const groupLine = ({ chatId, follows, followedBy }: FollowingGroup, has: ReadonlySet<string>): string =>
  `  ${chatId}: follows ${follows} (${followedBy}), ${has.has(chatId) ? 'has a webhook' : 'no webhook'}`;

export async function listGroups(database: Database): Promise<string[]> {
  const [groups, webhooks] = await database.read((tx) =>
    Promise.all([listFollowingGroups(tx), listWebhooks(tx)]),
  );
  const has = new Set(webhooks.map(({ chatId }) => chatId));
  const idle = webhooks.filter(({ chatId }) => groups.every((group) => group.chatId !== chatId));
  return [
    `Groups of WeCom that follow deals: ${groups.length}`,
    ...groups.map((group) => groupLine(group, has)),
    ...idle.map(({ chatId }) => `  ${chatId}: follows nothing, has a webhook`),
  ];
}

/** Of a webhook's address, or the key itself. @throws Error that does not repeat what was typed */
const keyIn = (typed: string): string => {
  const address = typed.trim();
  const key = URL.canParse(address) ? new URL(address).searchParams.get('key') : address;
  if (!key || !KEY.test(key))
    throw new Error(
      inBoth({
        zh: '这不是消息推送的地址：它以 ?key= 加字母、数字和短横结尾。',
        en: 'That is no webhook. Its address ends with ?key= and letters, digits and dashes.',
      }),
    );
  return key;
};

interface Putting {
  readonly database: Database;
  readonly apiUrl: string;
  readonly secret: string;
}

/** Says hello in the group first: a webhook that cannot do that is not put in place. */
export async function addWebhook(
  { database, apiUrl, secret }: Putting,
  group: string,
  address: string,
): Promise<string[]> {
  if (!GROUP.test(group)) throw new Error(usage);
  const key = keyIn(address);
  await sayByWebhook(apiUrl, key, hello);
  await putWebhook(database, secret, group, key);
  return [
    `已通过消息推送向群 ${group} 发了一条问候，请确认是这个群。`,
    `The group ${group} has been greeted by its webhook: see that it was the right group.`,
  ];
}

export async function dropWebhook(database: Database, group: string): Promise<string[]> {
  const isGone = await removeWebhook(database, group);
  if (!isGone)
    throw new Error(inBoth({ zh: `群“${group}”没有消息推送。`, en: `The group "${group}" has no webhook.` }));
  return [
    `这里已忘记群 ${group} 的消息推送，请在群里也删掉。`,
    `The webhook of ${group} is forgotten here. Remove it in the group as well.`,
  ];
}

async function add(database: Database, { wecom, sessionSecret }: Settings, group: string): Promise<string[]> {
  if (!wecom?.robot || !sessionSecret)
    throw new Error(
      inBoth({
        zh: '请先配置企业微信和它的机器人：docs/wecom.zh-CN.md。',
        en: 'Set up WeCom and its robot first: docs/wecom.md.',
      }),
    );
  if (process.stdin.isTTY)
    console.error(
      inBoth({
        zh: '粘贴消息推送的地址，按回车，再按 Ctrl-D：',
        en: "Paste the webhook's address, then press Enter and Ctrl-D:",
      }),
    );
  return addWebhook(
    { database, apiUrl: wecom.apiUrl, secret: sessionSecret },
    group,
    await text(process.stdin),
  );
}

type Run = (database: Database, settings: Settings, group: string) => Promise<string[]>;

const commands: Readonly<Record<string, Run>> = {
  list: listGroups,
  add,
  remove: (database, _settings, group) => dropWebhook(database, group),
};

async function main([command = 'list', group = '']: readonly string[]) {
  const run = own(commands, command);
  if (!run) throw new Error(usage);
  const settings = settingsOrExit();
  const lines = await withDatabase(thatIsThere(settings.databaseUrl), (database) =>
    run(database, settings, group),
  );
  for (const line of lines) console.log(line);
}

runAsCommand(import.meta.url, main);
