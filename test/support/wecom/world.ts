/** A member of the firm, as its contacts tell. */
export interface FakeMember {
  readonly userid: string;
  readonly name: string;
  readonly biz_mail?: string;
  readonly department?: readonly number[];
  readonly position?: string;
  readonly direct_leader?: readonly string[];
  /** 1 active, 2 disabled, 4 not activated, 5 left */
  readonly status?: number;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Outside of the app's visible range. */
  readonly isHidden?: true;
  readonly isUnlicensed?: true;
}

export interface FakeDepartment {
  readonly id: number;
  readonly name: string;
  readonly parentid: number;
  readonly department_leader?: readonly string[];
}

export type Json = Readonly<Record<string, unknown>>;

/** In somebody's conversation with the app. */
export interface FakeMessage {
  readonly id: string;
  readonly to: string;
  readonly atMs: number;
  readonly taskId: string;
  /** Of a text. */
  readonly text: string;
  card: Json | undefined;
  /** How often it was changed after it was sent. */
  changes: number;
}

/** With which the card of this task can be changed once. */
export interface FakeCode {
  readonly taskId: string;
  readonly endsAtMs: number;
  isUsed: boolean;
}

/** Why a call is refused: said within a 200. */
export class Refused extends Error {
  constructor(
    readonly errcode: number,
    detail = '',
  ) {
    super(`${errcode} ${detail}`);
  }
}
