/** A member of the organisation, as its contacts tell. */
export interface FakeUser {
  readonly userid: string;
  readonly name: string;
  readonly unionid?: string;
  readonly email?: string;
  readonly org_email?: string;
  readonly job_number?: string;
  readonly mobile?: string;
  readonly title?: string;
  readonly manager_userid?: string;
  readonly dept_id_list?: readonly number[];
}

export interface FakeDepartment {
  readonly dept_id: number;
  readonly name: string;
  readonly parent_id?: number;
  readonly dept_manager_userid_list?: readonly string[];
}

interface FakeCard {
  readonly outTrackId: string;
  readonly userId: string;
  data: Record<string, string>;
  readonly private: Map<string, Record<string, string>>;
}

/** Somebody's conversation with the robot, or a group's. */
export interface FakeMessage {
  readonly to: string;
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly at: readonly string[];
  recalled: boolean;
}

/** A line in somebody's to-do list. */
export interface FakeTodo {
  readonly id: string;
  readonly unionId: string;
  readonly sourceId: string;
  readonly subject: string;
  readonly url: string;
  done: boolean;
}

/** Why a call is refused, in the new API's words or the old one's. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly more: object = {},
  ) {
    super(code);
  }
}

export type Body = Readonly<Record<string, unknown>>;
/** @throws Refused */
export type Method = (world: World, body: Body, query: URLSearchParams) => object;
/** By method and path. A free one is not counted, an old one answers errors with a 200. */
export type Methods = Readonly<
  Record<
    string,
    { readonly api: string; readonly isFree?: true; readonly isOld?: true; readonly run: Method }
  >
>;

export interface World {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly templateId: string;
  readonly users: Map<string, FakeUser>;
  readonly departments: Map<number, FakeDepartment>;
  readonly cards: Map<string, FakeCard>;
  readonly messages: FakeMessage[];
  readonly todos: FakeTodo[];
  /** What each person saw last, cards by their id and messages by theirs. */
  readonly timeline: { readonly to: string; readonly id: string }[];
  readonly callbacks: Map<string, { readonly url: string; readonly apiSecret: string }>;
  /** Codes of the client and of the browser, by whom they stand for. */
  readonly codes: Map<string, { readonly userid: string; readonly untilMs: number }>;
  readonly webhooks: Map<string, { readonly to: string; readonly untilMs: number }>;
  readonly url: () => string;
  readonly now: () => number;
}
