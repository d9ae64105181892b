import { type HistoryDetail, type HistoryRow, insertHistory } from '../models/history.js';
import { saying, type Text } from '../models/text.js';
import type { TimelineEntry } from '../models/view-parts.js';
import { formatNumber } from './input/id.js';
import { isSystem } from './system.js';
import type { Context } from './useCase.js';

/** What a record's timeline says of each action. */
const historyWords = {
  'deal.created': { zh: '新建商机，金额 {amount}', en: 'created the deal, {amount}' },
  'deal.edited': { zh: '修改了{fields}', en: 'changed {fields}' },
  'deal.moved': { zh: '阶段 {from} → {to}', en: 'moved it from {from} to {to}' },
  'deal.noted': { zh: '备注：{note}', en: 'noted: {note}' },
  'deal.won': { zh: '赢单：{reason}', en: 'won it: {reason}' },
  'deal.lost': { zh: '输单：{reason}', en: 'lost it: {reason}' },
  'deal.reopened': {
    zh: '重新打开，当时的输单原因：{reason}',
    en: 'opened it again; it had been lost: {reason}',
  },
  'customer.created': { zh: '新建客户', en: 'created the customer' },
  'customer.merged': { zh: '把 {from} 并入 {into}', en: 'merged {from} into {into}' },
  'customer.unmerged': { zh: '撤销合并：{from} 与 {into} 分开', en: 'took {from} out of {into} again' },
  'customer.followed': {
    zh: '{deal} 也从 {from} 到了 {into}',
    en: 'had {deal} follow from {from} to {into}',
  },
  'customer.edited': { zh: '修改了{fields}', en: 'changed {fields}' },
  'contract.made': { zh: '生成合同第 {version} 版', en: 'drew version {version} of the contract' },
  'contract.opened': { zh: '打开合同第 {version} 版', en: 'opened version {version} of the contract' },
  'approval.submitted': { zh: '提交{flow} {number}', en: 'submitted {flow} {number}' },
  'approval.approved': { zh: '同意 {number}', en: 'approved {number}' },
  'approval.approvedSaying': { zh: '同意 {number}：{comment}', en: 'approved {number}: {comment}' },
  'approval.edited': { zh: '修改了 {number} 的{fields}', en: 'changed {fields} of {number}' },
  'approval.signed': { zh: '签名同意 {number}（{signature}）', en: 'signed {number} as “{signature}”' },
  'approval.signedSaying': {
    zh: '签名同意 {number}（{signature}）：{comment}',
    en: 'signed {number} as “{signature}”: {comment}',
  },
  'approval.signedRead': {
    zh: '签名确认已阅 {number}（{signature}）',
    en: 'signed for having read {number} as “{signature}”',
  },
  'approval.signersAddedSigned': {
    zh: '签名同意 {number}（{signature}），后加签 {people}',
    en: 'signed {number} as “{signature}” and added {people} after it',
  },
  'approval.rejected': { zh: '拒绝 {number}：{comment}', en: 'rejected {number}: {comment}' },
  'approval.withdrawn': { zh: '撤回 {number}', en: 'withdrew {number}' },
  'approval.commented': { zh: '{comment}', en: '{comment}' },
  'approval.asked': { zh: '想知道：{comment}', en: 'asks: {comment}' },
  'approval.answered': { zh: '答复：{comment}', en: 'answers: {comment}' },
  'approval.advised': { zh: '对 {number} 给出意见：{comment}', en: 'gave an opinion on {number}: {comment}' },
  'approval.returned': { zh: '退回 {number}：{comment}', en: 'sent {number} back: {comment}' },
  'approval.resubmitted': { zh: '重新提交 {number}', en: 'submitted {number} again' },
  'approval.takenBack': { zh: '取回对 {number} 的同意', en: 'took the approval of {number} back' },
  'approval.transferred': { zh: '把 {number} 转交给 {people}', en: 'handed {number} on to {people}' },
  'approval.delegated': { zh: '就 {number} 请教 {people}', en: 'asked {people} for an opinion on {number}' },
  'approval.signersAdded': { zh: '给 {number} 加签 {people}', en: 'added {people} to {number}' },
  'approval.signerRemoved': { zh: '给 {number} 减签 {people}', en: 'removed {people} from {number}' },
  'approval.urged': { zh: '催办 {number}', en: 'urged {number}' },
  'approval.terminated': { zh: '终止 {number}：{comment}', en: 'ended {number}: {comment}' },
  'approval.voided': { zh: '作废 {number}：{comment}', en: 'declared {number} void: {comment}' },
  'approval.revoking': { zh: '申请撤销 {number}：{comment}', en: 'asked to revoke {number}: {comment}' },
  'approval.revoked': { zh: '{number} 已撤销', en: 'had {number} revoked' },
  'approval.kept': { zh: '{number} 没有撤销，仍然有效', en: 'did not have {number} revoked: it stands' },
  'approval.moved': { zh: '{number} 现在由 {people} 处理', en: '{number} is with {people} now' },
  'approval.spared': {
    zh: '{owner} 现在负责，而自己的申请不能自己审批：{number} 由 {people} 处理',
    en: '{owner} has it now, and nobody decides on their own request: {number} is with {people}',
  },
  'approval.sparedLast': {
    zh: '{owner} 现在负责，而自己的申请不能自己审批：{number} 没有别人还要审批',
    en: '{owner} has it now, and nobody decides on their own request: nobody else was to decide on {number}',
  },
  'approval.remindedLate': {
    zh: '{number} 超时，已提醒 {people}',
    en: '{number} is late: reminded {people}',
  },
  'approval.escalated': {
    zh: '{number} 超时，已上报给 {people}',
    en: '{number} is late: {people} is asked as well',
  },
  'approval.reassigned': {
    zh: '{number} 超时，已转给 {people}',
    en: '{number} is late: it went on to {people}',
  },
  'approval.autoApproved': {
    zh: '{number} 超时，已按流程设置代 {people} 自动同意',
    en: '{number} is late: approved by rule instead of {people}',
  },
  'approval.autoRejected': {
    zh: '{number} 超时，已按流程设置代 {people} 自动拒绝',
    en: '{number} is late: rejected by rule instead of {people}',
  },
  'approval.adviceLate': {
    zh: '{number} 超时，不再等 {people} 的意见',
    en: '{number} is late: done without the opinion of {people}',
  },
  'approval.lapsed': {
    zh: '{number} 超时，已关闭（{people} 没有处理），{until} 之前可以恢复',
    en: '{number} is late: closed, as {people} had not decided; it can be taken up again until {until}',
  },
  'approval.recovered': { zh: '恢复 {number}', en: 'took {number} up again' },
  'approval.notRecovered': {
    zh: '{number} 超时关闭后没有人恢复，已终止',
    en: '{number} was closed late and nobody took it up again: ended',
  },
  'approval.closedLate': {
    zh: '{number} 超时，已自动终止（{people} 没有处理）',
    en: '{number} is late: ended by itself ({people} had not decided)',
  },
  'absence.set': {
    zh: '设置外出：{who}，{from} 至 {until}，由 {proxy} 代理（{flow}）',
    en: 'set {who} away from {from} until {until}; {proxy} acts ({flow})',
  },
  'absence.notSet': {
    zh: '{request} 没有变成外出：{why}请用“/外出”设置。',
    en: '{request} did not become an absence: {why} Set it by "/away".',
  },
  'absence.ended': { zh: '结束 {who} 的外出', en: 'ended the absence of {who}' },
  'approval.read': { zh: '已阅 {number}', en: 'read {number}' },
  'request.created': { zh: '填写{flow} {request}', en: 'filled in {flow} {request}' },
  'request.edited': { zh: '修改了{fields}', en: 'changed {fields}' },
  'request.approved': { zh: '{flow} {request} 已通过', en: '{flow} {request} was approved' },
  'request.refused': { zh: '{flow} {request} 没有通过', en: '{flow} {request} was not approved' },
  'request.undone': { zh: '{flow} {request} 已失效', en: '{flow} {request} is no longer valid' },
  'flow.published': { zh: '发布{flow}第 {version} 版', en: 'published version {version} of {flow}' },
  'employee.joined': { zh: '按通讯录新增（{platform}）', en: 'came with the directory of {platform}' },
  'employee.changed': { zh: '按通讯录更新', en: 'brought in line with the directory' },
  'employee.returned': { zh: '按通讯录恢复在职', en: 'is in the directory again' },
  'employee.left': { zh: '已不在通讯录，停用', en: 'is in no directory any more' },
  'employee.linked': { zh: '关联聊天账号（{platform}）', en: 'linked to an account of {platform}' },
  'employee.set': { zh: '更改了自己的设置：{all}', en: 'changed their own settings: {all}' },
  'deal.given': { zh: '负责人 {from} → {to}{note}', en: 'handed it over from {from} to {to}{note}' },
  'customer.given': {
    zh: '负责人 {from} → {to}{along}{note}',
    en: 'handed it over from {from} to {to}{along}{note}',
  },
  'deal.handedOver': { zh: '{person}离职，转给 {people}', en: '{person} has left: it went to {people}' },
  'customer.handedOver': { zh: '{person}离职，转给 {people}', en: '{person} has left: it went to {people}' },
  'approval.handedOver': {
    zh: '{person}离职，{number} 转给 {people}',
    en: '{person} has left: {number} went to {people}',
  },
  'record.imported': { zh: '从文件导入{note}', en: 'imported it from a file{note}' },
} satisfies Record<string, Text>;

export type HistoryAction = keyof typeof historyWords;

/** With the number of the deal that it was done to. */
const ofDeal: Text = { zh: '{number} {what}', en: '{what} ({number})' };
const system: Text = { zh: '系统', en: 'System' };
const unknownAction: Text = { zh: '有变动', en: 'changed it' };

/** Writes who did what to a record, in the transaction that did it. */
export const record = (
  { tx, actor, now, surface }: Context,
  subject: { readonly kind: string; readonly id: number },
  action: HistoryAction,
  detail: HistoryDetail = {},
  onBehalfOfId: number | null = null,
) =>
  insertHistory(tx, {
    subjectKind: subject.kind,
    subjectId: subject.id,
    happenedAt: now,
    actorId: isSystem(actor) ? null : actor.id,
    onBehalfOfId,
    surface,
    action,
    detail,
  });

const ON_CARD = 5;
const ON_PAGE = 100;

/** How much of a timeline is shown: on a card what happened last, on a page nearly all. */
export const timelineLength = ({ surface }: Pick<Context, 'surface'>): number =>
  surface === 'miniapp' ? ON_PAGE : ON_CARD;

const isKnown = (action: string): action is HistoryAction => Object.hasOwn(historyWords, action);

export const timelineEntry = ({
  happenedAt,
  actorName,
  forName,
  action,
  detail,
}: HistoryRow): TimelineEntry => ({
  at: happenedAt.toISOString(),
  who: actorName ?? system,
  ...(forName && { onBehalfOf: forName }),
  what: saying(isKnown(action) ? historyWords[action] : unknownAction, detail.params),
});

/** A customer has many deals: what was done to one of them says to which. */
export const customerEntry = (row: HistoryRow): TimelineEntry => {
  const entry = timelineEntry(row);
  if (row.subjectKind !== 'deal') return entry;
  const number = formatNumber('deal', row.subjectId);
  return { ...entry, what: saying(ofDeal, { number, what: entry.what }) };
};
