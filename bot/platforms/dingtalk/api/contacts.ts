import type { Caller } from '../caller.js';
import type { Fields } from '../send.js';

/** Who is in the organisation. */
export const contactCalls = ({ askOld }: Pick<Caller, 'askOld'>) => ({
  /** @see https://open.dingtalk.com/document/development/query-user-details */
  user: (userid: string): Promise<Fields> => askOld('topapi/v2/user/get', { userid }),

  /** @see https://open.dingtalk.com/document/development/obtain-the-userid-of-a-user-by-using-the-log-free */
  userOfCode: (code: string): Promise<Fields> => askOld('topapi/v2/user/getuserinfo', { code }),

  userOfUnion: (unionid: string): Promise<Fields> => askOld('topapi/user/getbyunionid', { unionid }),

  /** The root as well, which no list names. @see https://open.dingtalk.com/document/development/query-department-details0-v2 */
  department: (dept_id: number): Promise<Fields> => askOld('topapi/v2/department/get', { dept_id }),

  departmentsUnder: async (dept_id: number): Promise<Fields> =>
    askOld('topapi/v2/department/listsubid', { dept_id }),

  /** @see https://open.dingtalk.com/document/development/queries-the-complete-information-of-a-department-user */
  membersOf: (dept_id: number, cursor: number): Promise<Fields> =>
    askOld('topapi/v2/user/list', { dept_id, cursor, size: 100 }),
});
