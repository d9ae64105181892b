import { saying, type Text } from '../../../models/text.js';
import { LOOK_LIMIT_MS, nameOf, wrong } from '../check.js';
import type { Log } from '../log.js';
import type { Check, Verdict } from '../platform.js';
import { isRobotRefused } from './errors.js';
import { type RobotAccount, usual } from './line/index.js';
import { openLine } from './line/line.js';
import type { LineState, LineStore } from './stores.js';

interface Needs {
  readonly account: RobotAccount;
  readonly store: LineStore;
  readonly log: Log;
}

const what: Text = { zh: '企业微信：智能机器人的长连接', en: 'WeCom: the robot’s connection' };

const words = {
  tried: { zh: '服务没有运行，这里连接了一下', en: 'the service does not run; it was tried from here' },
  away: {
    zh: '服务在运行，但机器人没有连上企业微信',
    en: 'The service runs, but its robot is not connected',
  },
  kicked: { zh: '有别的程序用这个机器人连接了', en: 'Something else is connected as this robot' },
  refused: { zh: '企业微信拒绝了：{reason}', en: 'WeCom said no: {reason}' },
  unreachable: { zh: '连不上 {address}（{reason}）', en: '{address} cannot be reached ({reason})' },
} satisfies Record<string, Text>;

const todos = {
  away: {
    zh: '检查本机能否访问 WECOM_ROBOT_URL（WebSocket，443 端口），看看服务的日志；刚启动的话过一会儿再试。',
    en: 'See whether this machine reaches WECOM_ROBOT_URL (WebSocket, port 443) and what the service’s log says; right after a start, try again in a moment.',
  },
  kicked: {
    zh: '停掉用同一个 WECOM_ROBOT_ID 的其他程序（例如另一套 Dealdesk 或测试环境），或者给这里另建一个机器人；十分钟内会自动重连。',
    en: 'Stop whatever else has this WECOM_ROBOT_ID, such as another Dealdesk or a test of it, or give this one a robot of its own; it connects again within ten minutes.',
  },
  secret: {
    zh: '在机器人的 API 配置页选择“使用长连接”，重新复制 Bot ID 和 Secret 到 WECOM_ROBOT_ID 和 WECOM_ROBOT_SECRET，然后重启。',
    en: 'Choose the long connection on the robot’s API page, copy its Bot ID and Secret to WECOM_ROBOT_ID and WECOM_ROBOT_SECRET again, and restart (docs/wecom.md, §6).',
  },
} satisfies Record<string, Text>;

const verdicts: Record<LineState, Verdict> = {
  ready: {},
  away: wrong(words.away, todos.away),
  kicked: wrong(words.kicked, todos.kicked),
};

const explain = (error: unknown, address: string): Verdict =>
  isRobotRefused(error)
    ? wrong(words.refused, todos.secret, { reason: (error as Error).message })
    : wrong(words.unreachable, todos.away, { address, reason: nameOf(error) });

/** Only where none of our instances has the connection: another one would end theirs. */
const tryIt = async ({ account, store, log }: Needs): Promise<Verdict> => {
  const { botId, secret, gatewayUrl } = account;
  if (!(await store.hold(2 * LOOK_LIMIT_MS))) return verdicts.away;
  try {
    const line = await openLine(gatewayUrl, {
      account: { bot_id: botId, secret },
      take: async () => undefined,
      giveUp: AbortSignal.timeout(LOOK_LIMIT_MS),
      patience: usual,
      log,
    });
    await line.close();
    return { note: saying(words.tried) };
  } catch (error) {
    return explain(error, gatewayUrl);
  } finally {
    await store.release();
  }
};

/** Whether the robot hears and speaks. Where an instance runs, it says so itself. */
export const robotCheck = (needs: Needs): Check => ({
  what,
  run: async () => {
    const state = await needs.store.state();
    return state ? verdicts[state] : tryIt(needs);
  },
});
