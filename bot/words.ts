import type { Text } from '../models/text.js';

/** What the outside has to say when no use-case gets to speak. */
export const words = {
  stranger: {
    zh: '还不认识你：员工名册里没有邮箱“{email}”。请联系管理员，把这个邮箱登记到你的员工资料，然后再试一次。',
    en: 'We do not know you yet: nobody in the staff list has the e-mail {email}. Ask an administrator to put it on your entry, then try again.',
  },
  strangerWithoutEmail: {
    zh: '还不认识你：聊天账号没有经过验证的邮箱。请先验证邮箱，或请管理员帮你关联员工资料。',
    en: 'We do not know you yet: your chat account has no verified e-mail. Verify one, or ask an administrator to link your account.',
  },
  taken: {
    zh: '还不认识你：你的邮箱或工号对应的员工，在这里已经用另一个账号。如果就是你，请管理员用“npm run directory -- link”关联这个账号。',
    en: 'We do not know you yet: whoever has your e-mail or staff number uses another account here already. If that is you, ask an administrator to link this one by "npm run directory -- link".',
  },
  left: {
    zh: '你的员工资料已停用。如果不对，请联系管理员。',
    en: 'Your entry in the staff list is no longer active. If that is wrong, ask an administrator.',
  },
  outdated: {
    zh: '这个按钮来自旧版本的卡片，已经不能用了。请重新打开，例如“/待办”。',
    en: 'This button is from an older version of the card. Open it anew, for example by "/todo".',
  },
  unavailable: {
    zh: '数据库暂时连不上，什么都没有保存。请过一会儿再试。',
    en: 'The database cannot be reached right now and nothing was saved. Please try again in a moment.',
  },
  unsure: {
    zh: '暂时没能向聊天平台确认你的身份，什么都没有保存。请过一会儿再试。',
    en: 'The chat platform could not tell us who you are just now, and nothing was saved. Please try again in a moment.',
  },
  slow: {
    zh: '现在比较忙，什么都没有保存。请过一会儿再试。',
    en: 'It is busy right now and nothing was saved. Please try again in a moment.',
  },
  tooMany: {
    zh: '你同时提交的太多了，这一条没有处理，什么都没有保存。请等前面的完成后再试。',
    en: 'You have sent too much at once: this was not looked at, and nothing was saved. Wait until the rest is done, then try again.',
  },
  unknown: {
    zh: '连接中断，不确定是否已经保存。请先看一下你的待办和商机，再决定要不要重试。',
    en: 'The connection broke, so it is not certain that this was saved. Look at your to-dos and deals before you try again.',
  },
  bug: {
    zh: '出错了，什么都没有保存。请把编号 {id} 告诉管理员。',
    en: 'Something went wrong and nothing was saved. Please give an administrator this number: {id}.',
  },
  retired: { zh: '这张卡片已移到下方', en: 'This card has moved down' },
  retiredBody: { zh: '请看最新的那张。', en: 'Please see the newest one.' },
  movedTo: { zh: '这张卡片已移到{platform}', en: 'This card has moved to {platform}' },
} satisfies Record<string, Text>;
