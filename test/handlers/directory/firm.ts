/** Rows and members, made in one line each. */
import type { Asked, There } from '../../../handlers/directory/people.js';
import type { DepartmentRow, IdentityRow, PlatformMember, StaffRow } from '../../../models/directory.js';

export const staff = (id: number, name: string, more: Partial<StaffRow> = {}): StaffRow => ({
  id,
  name,
  staffNumber: `E${String(id).padStart(3, '0')}`,
  email: null,
  mobile: null,
  departmentId: null,
  position: null,
  managerId: null,
  active: true,
  ...more,
});

export const member = (userId: string, name: string, more: Partial<PlatformMember> = {}): PlatformMember => ({
  userId,
  name,
  workspaceId: 'corp',
  departmentIds: [],
  active: true,
  ...more,
});

export const account = (employeeId: number, userId: string, platform = 'dingtalk'): IdentityRow => ({
  platform,
  workspaceId: 'corp',
  userId,
  employeeId,
});

export const there = (of: Partial<There> = {}): There => ({
  staff: [],
  departments: [],
  identities: [],
  ...of,
});

type Said = Partial<Omit<Asked['told'][number], 'platform'>>;

/** What DingTalk says, and then Slack. */
export const asked = (dingtalk: Said, slack?: Said, unread: readonly string[] = []): Asked => ({
  told: [
    { platform: 'dingtalk', departments: [], members: [], ...dingtalk },
    ...(slack ? [{ platform: 'slack', departments: [], members: [], ...slack }] : []),
  ],
  founder: 'dingtalk',
  unread,
});

export const department = (id: number, name: string, more: Partial<DepartmentRow> = {}): DepartmentRow => ({
  id,
  name,
  parentId: null,
  headId: null,
  externalId: null,
  ...more,
});
