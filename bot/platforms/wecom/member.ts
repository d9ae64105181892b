import { z } from 'zod';

/**
 * A member as `user/get` and `user/list` tell of them. Apps that were made after June 2022 hear neither mobile nor
 * e-mail.
 * @see https://developer.work.weixin.qq.com/document/path/90196
 */
export const memberShape = z.object({
  userid: z.string(),
  name: z.string().optional(),
  status: z.number().default(1),
  department: z.array(z.number()).default([]),
  position: z.string().default(''),
  direct_leader: z.array(z.string()).default([]),
  mobile: z.string().default(''),
  email: z.string().default(''),
  biz_mail: z.string().default(''),
  extattr: z
    .object({
      attrs: z
        .array(
          z.object({
            name: z.string(),
            value: z.string().optional(),
            text: z.object({ value: z.string() }).optional(),
          }),
        )
        .default([]),
    })
    .optional(),
});
export type Member = z.infer<typeof memberShape>;

const DISABLED = 2;
const LEFT = 5;

/** Also who has not opened WeCom yet. */
export const worksHere = ({ status }: Member): boolean => status !== DISABLED && status !== LEFT;

/** @param field  the member field that holds the staff number; without it, the user id is the staff number */
export const staffNumberOf = ({ userid, extattr }: Member, field: string | undefined): string | undefined => {
  if (!field) return userid;
  const attribute = extattr?.attrs.find(({ name }) => name === field);
  return (attribute?.text?.value ?? attribute?.value) || undefined;
};
