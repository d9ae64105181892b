import { tell } from '../../../cards/say.js';
import type { Linked } from '../../../handlers/directory/link.js';
import type { Doubt } from '../../../handlers/directory/match.js';
import type { ProposalLine, Report } from '../../../handlers/directory/report.js';
import type { Locale, Reader, Saying, Text } from '../../../models/text.js';
import type { Silent } from '../../directory.js';

const MOST_NAMES = 20;

const readerOf = (locale: Locale): Reader => ({ locale, timeZone: 'UTC', link: (path) => path });

/** One line in each language. */
export const bothLines = (text: Text, params?: Saying['params']): string[] => [
  tell(readerOf('zh-CN'), text, params),
  tell(readerOf('en'), text, params),
];

export const words = {
  usage: {
    zh: '用法：npm run directory -- sync [--dry-run] [--force] | proposals | link <平台> <用户> <工号|new>',
    en: 'Usage: npm run directory -- sync [--dry-run] [--force] | proposals | link <platform> <user> <staff number|new>',
  },
  silent: {
    zh: '{platform} 的通讯录没有读全，没有人因此离职：{reason}',
    en: 'The directory of {platform} could not be read whole, so nobody leaves because of it: {reason}',
  },
  nothingRead: {
    zh: '没有读到任何通讯录，什么都没有改。请先配置平台，再运行 npm run doctor。',
    en: 'No directory was read, so nothing was changed. Set a platform up, then run npm run doctor.',
  },
  neverSynced: {
    zh: '还没有同步过。请先运行 npm run directory -- sync。',
    en: 'Nothing was synced yet. Run npm run directory -- sync first.',
  },
  dryRun: { zh: '这是预览，没有写入任何内容。', en: 'This was a preview. Nothing was written.' },
  stopped: {
    zh: '已知的 {known} 人里有 {count} 人不在通讯录了，太多，所以什么都没有改。如果属实，请加 --force 再运行。',
    en: '{count} of {known} known people are in no directory any more. That is too many, so nothing was changed. If it is right, run it again with --force.',
  },
  people: {
    zh: '人员：新增 {joined}，更新 {changed}（其中恢复在职 {returned}），离职 {left}，不变 {unchanged}',
    en: 'People: {joined} new, {changed} changed (of them {returned} back), {left} left, {unchanged} same',
  },
  accounts: {
    zh: '聊天账号：关联 {linked}，移除 {unlinked}',
    en: 'Chat accounts: {linked} linked, {unlinked} removed',
  },
  departments: {
    zh: '部门：新增 {added}，通讯录里已没有 {removed}',
    en: 'Departments: {added} new, {removed} in the directory no more',
  },
  joined: { zh: '  新增：{names}', en: '  New: {names}' },
  returned: {
    zh: '  恢复在职：{names}。以前的角色不会恢复，需要的话请重新导入（npm run import）。',
    en: '  Back: {names}. The roles that they had are gone: give them anew by npm run import, if they need any.',
  },
  left: { zh: '  离职：{names}', en: '  Left: {names}' },
  handed: {
    zh: '离职交接：审批 {approvals}，商机 {deals}，客户 {customers}',
    en: 'Handed over: {approvals} approvals, {deals} deals, {customers} customers',
  },
  stuckOne: {
    zh: '  {person}的 {number} 没有人能接：请管理员转交或终止它。',
    en: '  Nobody could take {number} of {person}: have an administrator hand it on or end it.',
  },
  stuckAll: {
    zh: '  {person}上面没有在职的上级，也没有管理员：请给 admin 角色安排一位同事。',
    en: '  Above {person} there is neither a manager nor an administrator: give somebody the role admin.',
  },
  clash: {
    zh: '  {person}的{field}“{value}”已经是{holder}的，没有改：请在平台上更正。',
    en: '  {field} "{value}" of {person} is {holder}’s already and was not changed: correct it on the platform.',
  },
  proposals: {
    zh: '不确定是谁的账号：{count} 个。查看：npm run directory -- proposals',
    en: 'Accounts of which it is not sure whose they are: {count}. See npm run directory -- proposals',
  },
  noProposals: { zh: '没有待确认的账号。', en: 'There is no account to be decided on.' },
  proposal: {
    zh: '{name}（{platform} {user}）：{doubt}',
    en: '{name} ({platform} {user}): {doubt}',
  },
  candidates: { zh: '  可能是：{people}', en: '  Perhaps: {people}' },
  how: {
    zh: '  关联：npm run directory -- link {platform} {user} <工号>，新同事写 new',
    en: '  To link it: npm run directory -- link {platform} {user} <staff number>, or new for somebody new',
  },
  linked: { zh: '已关联到{person}（{number}）。', en: 'Linked to {person} ({number}).' },
  taken: { zh: '这个账号已经是{person}的了。', en: 'This account is {person}’s already.' },
  unknownAccount: {
    zh: '上次同步没有看到这个账号。请先运行 npm run directory -- sync，再看 proposals。',
    en: 'The last sync did not see this account. Run npm run directory -- sync, then look at proposals.',
  },
  unknownPerson: {
    zh: '没有工号“{number}”的在职员工。',
    en: 'Nobody who works here has the staff number {number}.',
  },
} satisfies Record<string, Text>;

const fields: Record<'staffNumber' | 'email', Text> = {
  staffNumber: { zh: '工号', en: 'Staff number' },
  email: { zh: '邮箱', en: 'E-mail' },
};

const doubts: Record<Doubt, Text> = {
  name: { zh: '只有姓名相同', en: 'only the name is the same' },
  several: {
    zh: '工号、手机或邮箱对应不止一种可能',
    en: 'staff number, mobile or e-mail allow more than one answer',
  },
  taken: { zh: '这位同事在该平台已有账号', en: 'that person has an account there already' },
  unknown: { zh: '没有相同的工号、手机或邮箱', en: 'no staff number, mobile or e-mail is the same' },
};

const namesIn = (names: readonly string[]) =>
  names.slice(0, MOST_NAMES).join(', ') + (names.length > MOST_NAMES ? ' …' : '');

const named = (text: Text, names: readonly string[]) =>
  names.length > 0 ? bothLines(text, { names: namesIn(names) }) : [];

export const printSilent = (silent: readonly Silent[]): string[] =>
  silent.flatMap(({ platform, reason }) => bothLines(words.silent, { platform, reason }));

/** What a sync came to, or would. */
export const printReport = (report: Report): string[] => [
  ...bothLines(words.people, {
    joined: report.joined.length,
    changed: report.changed,
    returned: report.returned.length,
    left: report.left.length,
    unchanged: report.unchanged,
  }),
  ...named(words.joined, report.joined),
  ...named(words.returned, report.returned),
  ...named(words.left, report.left),
  ...bothLines(words.accounts, { linked: report.linked, unlinked: report.unlinked }),
  ...bothLines(words.departments, report.departments),
  ...bothLines(words.handed, report.handed),
  ...report.stuck.flatMap(({ person, number }) =>
    number ? bothLines(words.stuckOne, { person, number }) : bothLines(words.stuckAll, { person }),
  ),
  ...report.clashes.flatMap(({ field, ...clash }) =>
    bothLines(words.clash, { field: fields[field], ...clash }),
  ),
  ...(report.proposals.length > 0 ? bothLines(words.proposals, { count: report.proposals.length }) : []),
  ...(report.isStopped ? bothLines(words.stopped, { count: report.left.length, known: report.known }) : []),
  ...(report.isDryRun ? bothLines(words.dryRun) : []),
];

const printProposal = ({ platform, userId: user, name, doubt, candidates }: ProposalLine): string[] => [
  ...bothLines(words.proposal, { name, platform, user, doubt: doubts[doubt] }),
  ...(candidates.length > 0 ? bothLines(words.candidates, { people: namesIn(candidates) }) : []),
  ...bothLines(words.how, { platform, user }),
];

export const printProposals = ({ proposals }: Report): string[] =>
  proposals.length > 0 ? proposals.flatMap(printProposal) : bothLines(words.noProposals);

const linkedWords: { readonly [Type in Linked['type']]: Text } = {
  linked: words.linked,
  taken: words.taken,
  unknownAccount: words.unknownAccount,
  unknownPerson: words.unknownPerson,
};

export const printLinked = ({ type, ...params }: Linked): string[] =>
  bothLines(linkedWords[type], { ...params });
