import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../log.js';
import { type Pauses, pauseMs } from '../../reconnecting.js';
import { fullConversation, isRobotRefused, notYet } from '../errors.js';
import type { RobotTalk } from '../robot.js';
import type { GroupStore, LineState, LineStore } from '../stores.js';
import { answering } from './answering.js';
import { commands } from './frames.js';
import { type Line, type LinePatience, openLine } from './line.js';
import { beginTenure, type Tenure, type TenurePatience } from './tenure.js';

/** A robot that WeCom calls an address for. */
export interface RobotCallback {
  readonly token: string;
  readonly encodingAesKey: string;
}

/** A robot for which we connect to WeCom. */
export interface RobotAccount {
  readonly botId: string;
  readonly secret: string;
  /** `wss://openws.work.weixin.qq.com`, or a private WeCom's. */
  readonly gatewayUrl: string;
}

export const hasLine = (robot: RobotCallback | RobotAccount | undefined): robot is RobotAccount =>
  robot !== undefined && 'botId' in robot;

/** Why there is no connection any more. */
type End = Exclude<LineState, 'ready'> | 'refused';

export interface RobotPatience extends LinePatience, TenurePatience, Pauses {
  /** So often an instance looks whether the connection is to be had. */
  readonly lookEveryMs: number;
  /** Somebody else took the connection: it is taken back after so long, and after four times as long the next time. */
  readonly kickPauseMs: number;
  /** WeCom refuses the robot, or somebody else takes its connection again and again: nothing that passes by itself. */
  readonly troublePauseMs: number;
}

export const usual: RobotPatience = {
  pingEveryMs: 30_000,
  silentForMs: 75_000,
  quietForMs: 30 * 60_000,
  ackWithinMs: 5_000,
  leaseMs: 6_000,
  renewEveryMs: 2_000,
  lookEveryMs: 1_000,
  firstPauseMs: 1_000,
  longestPauseMs: 60_000,
  leastLifeMs: 10_000,
  kickPauseMs: 15_000,
  troublePauseMs: 10 * 60_000,
};

interface Needs {
  readonly account: RobotAccount;
  readonly store: LineStore;
  readonly groups: Pick<GroupStore, 'takeRobotTurn'>;
  readonly log: Log;
  readonly patience?: RobotPatience;
}

/** A kind of conversation. */
const GROUP = 2;

/**
 * The robot's long connection, for places without a public address: what otherwise comes to an address of ours comes in
 * frames over a WebSocket that we open. WeCom takes one connection for each robot and ends the one before, so one instance of
 * all has it, and another one takes it over. WeCom's own client connects with each instance, and never again once it was
 * ended.
 * @see https://developer.work.weixin.qq.com/document/path/101463
 */
export const robotLine = ({ account, store, groups, log, patience = usual }: Needs) => {
  const { botId, secret, gatewayUrl } = account;
  const answer = answering({ groups, log });
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let tenure: Tenure | undefined;
  let line: Line | undefined;
  let talk: RobotTalk | undefined;

  const tell = (state: LineState): Promise<void> =>
    store.tell(state).catch((error) => log.warn({ err: error }, 'wecom: how the robot is was not kept'));

  const rest = (ms: number, over: AbortSignal): Promise<void> =>
    sleep(ms, undefined, { signal: over }).catch(() => undefined);

  /** Until it ends, or is another instance's. */
  const connected = async (over: AbortSignal): Promise<End> => {
    const robot = { bot_id: botId, secret };
    const giveUp = AbortSignal.any([over, stopping.signal]);
    const take = (body: unknown) => answer(talk, body);
    const opened = await openLine(gatewayUrl, { account: robot, take, giveUp, log, patience });
    line = opened;
    const drop = () => opened.drop();
    over.addEventListener('abort', drop);
    try {
      if (over.aborted) opened.drop();
      if (stopping.signal.aborted) await opened.close();
      log.info({}, 'wecom: the robot is connected');
      await tell('ready');
      return (await opened.ended) === 'kicked' ? 'kicked' : 'away';
    } finally {
      over.removeEventListener('abort', drop);
      line = undefined;
    }
  };

  const connection = (over: AbortSignal): Promise<End> =>
    connected(over).catch((error) => {
      const isRefused = isRobotRefused(error);
      log[isRefused ? 'error' : 'warn']({ err: error }, 'wecom: the robot did not connect');
      return isRefused ? 'refused' : 'away';
    });

  /** @param times  that this happened, one soon after the other */
  const kicked = async (ours: Tenure, times: number): Promise<void> => {
    if (!(await ours.isOurs())) return;
    const againInMs = Math.min(patience.kickPauseMs * 4 ** (times - 1), patience.troublePauseMs);
    const todo = `see that no other program and no other Dealdesk has WECOM_ROBOT_ID ${botId}, or give this one a robot of its own`;
    log.error({ todo, againInMs }, 'wecom: somebody else connected as this robot');
    await rest(againInMs, AbortSignal.any([ours.over, stopping.signal]));
  };

  /** @returns how long to leave it to others */
  const serve = async (ours: Tenure): Promise<number> => {
    const isOver = AbortSignal.any([ours.over, stopping.signal]);
    for (let failures = 0, kicks = 0; !isOver.aborted; ) {
      const since = performance.now();
      const end = await connection(ours.over);
      const lifeMs = performance.now() - since;
      if (end === 'refused') return patience.troublePauseMs;
      if (!isOver.aborted) await tell(end);
      failures = lifeMs >= patience.leastLifeMs ? 0 : failures + 1;
      // Whoever wants it as well waits as long as we do, each time.
      kicks = (lifeMs > 3 * patience.troublePauseMs ? 0 : kicks) + (end === 'kicked' ? 1 : 0);
      if (end === 'kicked') await kicked(ours, kicks);
      else await rest(pauseMs(failures, patience), isOver);
    }
    return 0;
  };

  const stay = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      tenure = await beginTenure({ store, log, patience }).catch((error) => {
        log.warn({ err: error }, 'wecom: nobody knows whose the robot’s connection is');
        return undefined;
      });
      const awayMs = tenure ? await serve(tenure) : 0;
      await tenure?.end();
      tenure = undefined;
      await rest(Math.max(awayMs, patience.lookEveryMs), stopping.signal);
    }
  };

  return {
    start: (robot: RobotTalk): void => {
      talk = robot;
      running = stay();
    },
    /** Finishes what it took, and lets another instance connect. */
    stop: async (): Promise<void> => {
      stopping.abort();
      await line?.close();
      await running;
    },
    /** Whether what the robot says by itself goes out from here. */
    isHere: (): boolean => tenure !== undefined && !tenure.over.aborted,
    /** Without being asked, where somebody has spoken to the robot before. @throws WecomError */
    say: async (chatId: string, message: object): Promise<void> => {
      const by = line;
      if (!by) throw notYet(commands.say, patience.lookEveryMs);
      const waitMs = await groups.takeRobotTurn(chatId);
      if (waitMs > 0) throw fullConversation(waitMs);
      await by.ask(commands.say, { chatid: chatId, chat_type: GROUP, ...message });
    },
  };
};

export type RobotLine = ReturnType<typeof robotLine>;
