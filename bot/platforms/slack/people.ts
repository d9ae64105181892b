import type { PlatformMember } from '../../../models/directory.js';
import type { Profile } from '../platform.js';

/** A user as Slack describes them, as far as it matters here. */
export interface Member {
  readonly id?: string;
  readonly team_id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly is_email_confirmed?: boolean;
  readonly locale?: string;
  readonly tz?: string;
  readonly enterprise_user?: { readonly enterprise_id?: string; readonly teams?: readonly string[] };
  readonly profile?: { readonly email?: string; readonly real_name?: string; readonly display_name?: string };
}

const belongs = ({ team_id, enterprise_user }: Member, workspaceId: string): boolean =>
  team_id === workspaceId ||
  enterprise_user?.enterprise_id === workspaceId ||
  enterprise_user?.teams?.includes(workspaceId) === true;

/** Guests, bots, leavers and people of another workspace are no employees, whatever e-mail they have. */
const isMember = (member: Member, workspaceId: string): boolean =>
  belongs(member, workspaceId) &&
  !member.deleted &&
  !member.is_bot &&
  !member.is_restricted &&
  !member.is_ultra_restricted &&
  !member.is_stranger;

/**
 * Slack verifies the e-mail of its members, and says so unless it has not yet.
 * @see https://docs.slack.dev/reference/objects/user-object
 */
export const profileOf = (member: Member, workspaceId: string): Profile => {
  const isVerified = isMember(member, workspaceId) && member.is_email_confirmed !== false;
  return {
    email: (isVerified && member.profile?.email) || null,
    name: member.profile?.real_name || member.real_name || member.name || member.id || '',
    ...(member.locale && { locale: member.locale }),
    ...(member.tz && { timeZone: member.tz }),
  };
};

const SLACKBOT = 'USLACKBOT';

/** Somebody who is or was a member of the workspace; guests, bots and people of others are nobody of the firm. */
const isStaff = (member: Member, workspaceId: string): boolean =>
  member.id !== undefined && member.id !== SLACKBOT && isMember({ ...member, deleted: false }, workspaceId);

/**
 * What Slack says about who works here. Phone, title and department are what people write about themselves, so they are
 * left out: nobody should become somebody else by that.
 */
export const staffOf = (members: readonly Member[], workspaceId: string): PlatformMember[] =>
  members
    .filter((member) => isStaff(member, workspaceId))
    .map((member) => {
      const { email, name } = profileOf(member, workspaceId);
      return {
        userId: member.id ?? '',
        workspaceId,
        departmentIds: [],
        active: !member.deleted,
        ...(name && { name }),
        ...(email && { email }),
      };
    });
