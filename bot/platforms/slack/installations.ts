/** What is kept of one installation. The tokens in it are secrets: encrypted at rest. */
export interface SlackInstallation {
  /** The team, or the organisation for an installation on a whole Enterprise Grid. */
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly isEnterprise: boolean;
  readonly appId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly scopes: readonly string[];
  /** The Slack user who installed it. */
  readonly installedBy: string;
  /** ISO 8601 */
  readonly installedAt: string;
  /** With token rotation: good for one use. */
  readonly refreshToken?: string;
  /** ISO 8601, with token rotation. */
  readonly expiresAt?: string;
}

export interface SlackInstallations {
  /** Replaces what was there. */
  save(workspaceId: string, installation: SlackInstallation): Promise<void>;
  find(workspaceId: string): Promise<SlackInstallation | undefined>;
  /** Says nothing when there is none. */
  remove(workspaceId: string): Promise<void>;
  /** The workspaces, the first installed one first. */
  list(): Promise<readonly string[]>;
  /**
   * One at a time over all instances. `run` calls Slack, and `find`, `save` and `remove` of this store: a lease fits, an
   * open transaction does not.
   */
  withLock<T>(workspaceId: string, run: () => Promise<T>): Promise<T>;
}
