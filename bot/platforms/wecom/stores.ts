import type { TokenStore } from '../app-tokens.js';

/** What all instances share. */

/** Codes that came with clicks, each good for one change of its card. */
export interface CodeStore {
  keep(taskId: string, code: string, endsAt: Date): Promise<void>;
  /** The one that ends first; it is nobody else's then. */
  take(taskId: string): Promise<string | undefined>;
}

export interface TurnStore {
  /** @returns 0 when the person has room for one more message, which is taken; otherwise in how many ms there will be */
  take(userId: string): Promise<number>;
  /** The message of the person's last turn may have come as late as now. */
  delay(userId: string): Promise<void>;
  /** @returns 0, or for how long nobody may make this call */
  blockedMs(method: string): Promise<number>;
  /** WeCom takes no such call now: nobody makes it for a while, on any instance. @returns for how long */
  block(method: string): Promise<number>;
}

/** Which events are being answered, so that a repeat on another instance is not answered again. */
export interface AnswerStore {
  /** @returns false when somebody has begun before */
  begin(eventKey: string): Promise<boolean>;
  /** It was not answered after all. */
  forget(eventKey: string): Promise<void>;
}

export interface PeopleStore {
  renamed(userId: string, to: string): Promise<void>;
  left(userId: string): Promise<void>;
}

/** How a group is reached. */
export interface GroupStore {
  /** By this code of the robot's one message can be said in the group, for so long. */
  keepWay(chatId: string, code: string, lifeMs: number): Promise<void>;
  /** The one that ends first; it is nobody else's then. */
  takeWay(chatId: string): Promise<string | undefined>;
  /** The key of its webhook, where one is in place. */
  webhookOf(chatId: string): Promise<string | undefined>;
  /** @returns 0 when this webhook has room for one more message, which is taken; otherwise in how many ms there will be */
  takeTurn(key: string): Promise<number>;
  /** The same for what the robot says there. */
  takeRobotTurn(chatId: string): Promise<number>;
  /** All that are in place; without its key where it cannot be read any more. */
  webhooks(): Promise<readonly { readonly chatId: string; readonly key: string | undefined }[]>;
  /** Groups that follow something. */
  following(): Promise<readonly string[]>;
}

/** How the robot's connection stands: it hears and speaks; WeCom is not reached; somebody who is none of ours has it. */
export type LineState = 'ready' | 'away' | 'kicked';

/** Which of all instances the robot's connection belongs to, as WeCom allows one. */
export interface LineStore {
  /** Takes it or keeps it for so long. @returns whether it is ours; it is another instance's otherwise */
  hold(lifeMs: number): Promise<boolean>;
  /** Another instance may take it at once. */
  release(): Promise<void>;
  tell(state: LineState): Promise<void>;
  /** What the instance that has it told last; nothing where none has it. */
  state(): Promise<LineState | undefined>;
}

export interface Stores {
  readonly tokens: TokenStore;
  /** Of the contact sync, which has a secret of its own. */
  readonly contactTokens: TokenStore;
  readonly codes: CodeStore;
  readonly turns: TurnStore;
  readonly answers: AnswerStore;
  readonly people: PeopleStore;
  readonly groups: GroupStore;
  readonly line: LineStore;
  /** Of the newest message that shows the card of this row. */
  newestTaskId(shownCardId: number): Promise<string | undefined>;
  /** Not the same for any two databases: no task id is ever used again in an app. */
  installationId(): Promise<string>;
}
