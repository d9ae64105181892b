import type { Text } from '../../../models/text.js';

/** Why somebody may not do something. */
export const words = {
  notDue: { zh: '现在没有到期的超时处理。', en: 'No time-out is due here now.' },
  timedOut: {
    zh: '你没有在 {at} 之前处理，已转给 {names}。',
    en: 'You had not decided by {at}, and it went on to {names}.',
  },
  endedByTime: {
    zh: '这项审批没有在规定时间内处理，已于 {at} 自动终止。',
    en: 'Nobody decided this in time, and it was ended by itself on {at}.',
  },
  approvedByRule: {
    zh: '这项审批已于 {at} 按流程设置自动通过。',
    en: 'This passed by a rule of its flow on {at}.',
  },
  rejectedByRule: {
    zh: '这项审批已于 {at} 按流程设置自动拒绝。',
    en: 'This was rejected by a rule of its flow on {at}.',
  },
  decidedByRule: {
    zh: '这一步已于 {at} 按流程设置自动处理，现在等 {names} 处理。',
    en: 'A rule of the flow decided this for you on {at}; it waits for {names} now.',
  },
  alreadyApproved: { zh: '{name} 已于 {at} 同意过了。', en: '{name} has already approved this on {at}.' },
  notYet: {
    zh: '还没轮到你，现在等 {names} 处理。',
    en: 'It is not your turn yet: this waits for {names} now.',
  },
  notApprover: {
    zh: '你不是这项审批的审批人，现在等 {names} 处理。',
    en: 'You are not an approver of this; it waits for {names}.',
  },
  noLonger: {
    zh: '这项审批已经不需要你处理了，现在等 {names} 处理。',
    en: 'You are not needed for this any more; it waits for {names} now.',
  },
  ownRequest: {
    zh: '自己的申请不能自己审批，现在等 {names} 处理。',
    en: 'Nobody decides on their own request; yours waits for {names}.',
  },
  notOwner: { zh: '只有 {name} 可以这样做。', en: 'Only {name} can do this.' },
  withdrawOthers: {
    zh: '只有 {name} 可以撤回这项审批。',
    en: 'Only {name} can withdraw this.',
  },
  contentMoved: {
    zh: '这张卡片发出后内容有变动，卡片已更新，请看过最新内容再处理。',
    en: 'The content has changed since this card was shown; the card has been redrawn. Please look again.',
  },
  askedElsewhere: {
    zh: '卡片上的那一步已经处理过了，现在等你处理的是“{step}”，请看过再处理。',
    en: 'What the card showed is dealt with. You are asked about “{step}” now: please look again.',
  },
  reasonMissing: {
    zh: '拒绝时请写明原因，方便 {name} 修改。',
    en: 'Please give a reason for rejecting, so that {name} knows what to change.',
  },
  nobodyToAsk: {
    zh: '“{step}”没有可以审批的人，也没有 {name} 以外的管理员代为处理。请联系公司里负责本系统的同事，指定审批人或管理员后再试。',
    en: 'Nobody can decide “{step}”, and there is no administrator besides {name} to stand in. Ask whoever looks after this system in your firm to name an approver or an administrator, then try again.',
  },
  undecidable: {
    zh: '审批流程要根据“{field}”判断，但这条记录里没有可用的值。请先补上，或请管理员检查流程设置。',
    en: 'The flow decides by “{field}”, which this record does not have in a usable form. Fill it in, or ask an administrator to check the flow.',
  },
  alreadyRejected: { zh: '{name} 已于 {at} 拒绝过了。', en: '{name} has already rejected this on {at}.' },
  alreadyReturned: { zh: '{name} 已于 {at} 退回。', en: '{name} sent this back on {at}.' },
  handedOn: {
    zh: '{name} 已于 {at} 转交，现在等 {names} 处理。',
    en: '{name} handed this on at {at}; it waits for {names} now.',
  },
  advised: {
    zh: '{name} 已于 {at} 给出意见，现在等 {names} 处理。',
    en: '{name} gave an opinion on {at}; it waits for {names} now.',
  },
  waitsForAdded: {
    zh: '你请了其他人先处理，他们处理完会回到你这里，现在等 {names}。',
    en: 'You asked others first; it comes back to you after them, and waits for {names} now.',
  },
  opinionOnly: {
    zh: '你只是被请来给意见的，请点“给意见”。决定仍由请你的人作出。',
    en: 'You were asked for an opinion only: press "Give opinion". Whoever asked you decides.',
  },
  readOnly: {
    zh: '这一步只需要阅读，请点“我已阅读”；有话要说请写评论。',
    en: 'This step is for reading: press "I have read it", or comment if you have something to say.',
  },
  opinionMissing: {
    zh: '这一步需要写意见，请填写后再提交。',
    en: 'This step needs a word from you: please write it.',
  },
  signatureMissing: {
    zh: '这一步需要签名，请打开这项审批，写自己的姓名：{name}。',
    en: 'This step needs your signature: open it and write your own name, {name}.',
  },
  notEditable: {
    zh: '这一步不能修改这些内容。',
    en: 'This step may not change that.',
  },
  chosenMissing: {
    zh: '请选择下一步“{step}”由谁审批。',
    en: 'Please choose who decides the next step, “{step}”.',
  },
  nobodyChosen: {
    zh: '提交时请选择“{step}”由谁审批。',
    en: 'Please choose who decides “{step}” when you submit.',
  },
  tooManyChosen: { zh: '最多可以选 {most} 人。', en: 'At most {most} people can be chosen.' },
  outsideList: {
    zh: '{name} 不在可选范围（{role}）内。',
    en: '{name} is not among those who can be chosen ({role}).',
  },
  forbiddenOwn: {
    zh: '“{step}”要由你自己审批，所以这类申请不能由你提交，请同事代为提交。',
    en: 'You would decide “{step}” yourself, so this cannot come from you: ask a colleague to submit it.',
  },
  asksOwner: {
    zh: '{name} 现在负责这件事，不能审批自己的申请。',
    en: '{name} has this now, and nobody decides on their own request.',
  },
  asksInitiator: {
    zh: '{name} 是提交人，不能审批自己的申请。',
    en: '{name} has submitted this, and nobody decides on their own request.',
  },
  hasLeft: { zh: '{name} 已经离职，请换一个人。', en: '{name} has left the firm: choose somebody else.' },
  alreadySigns: { zh: '{name} 已经在这一步的审批人里了。', en: '{name} is already asked in this step.' },
  nobodyNamed: { zh: '请写明加谁。', en: 'Say whom to add.' },
  beforeAndAfter: {
    zh: '同一个任务不能既前加签又后加签，加签来的人也不能再并加签。',
    en: 'Signers cannot be added both before and after the same person, nor beside somebody who was added.',
  },
  notAdded: { zh: '只能减去你自己加的人。', en: 'Only people whom you added yourself can be removed.' },
  actedAlready: {
    zh: '{name} 已经处理过，不能减签。',
    en: '{name} has acted already and cannot be removed.',
  },
  notPassed: {
    zh: '只能退回到这条路径上已经审批过的步骤，或退回提交人。',
    en: 'It can go back to a step that was passed on its way, or to whoever submitted it.',
  },
  noRoundsLeft: {
    zh: '已经往返 {rounds} 次了，请直接同意或拒绝。',
    en: 'It went to and fro {rounds} times: please approve or reject it now.',
  },
  jumpRefused: {
    zh: '关键内容有变动，其他人要重新审批，不能直达退回的人。',
    en: 'What others have approved has changed, so it cannot go straight back: they look at it again.',
  },
  nothingToTakeBack: {
    zh: '只有最后一个同意的人、在其他人处理之前可以取回。',
    en: 'Only the last to approve can take it back, and only before anybody else acts.',
  },
  withdrawNever: { zh: '这个流程提交后不能撤回。', en: 'Requests of this flow cannot be withdrawn.' },
  withdrawTooLate: {
    zh: '已经有人审批，不能再撤回。',
    en: 'Somebody has decided already, so it cannot be withdrawn any more.',
  },
  adminOnly: { zh: '只有管理员可以这样做。', en: 'Only an administrator can do this.' },
  ownerOrAdminOnly: {
    zh: '只有 {name} 或管理员可以申请撤销。',
    en: 'Only {name} or an administrator can have it revoked.',
  },
  tooLateToRevoke: {
    zh: '通过已超过 {days} 天，不能再撤销。',
    en: 'It was approved more than {days} days ago and stands.',
  },
  noOpinionAsked: { zh: '没有人在等你的意见。', en: 'Nobody waits for an opinion of yours.' },
  nothingAsked: { zh: '没有人在等你的答复。', en: 'Nobody waits for an answer of yours.' },
  urgedLately: {
    zh: '已经催过了，{at} 之后可以再催。',
    en: 'They were urged already; you can do it again after {at}.',
  },
  quietNow: {
    zh: '{names} 那里现在是休息时间，上班后再催吧。',
    en: 'It is night or a day off for {names}: urge them in working time.',
  },
} satisfies Record<string, Text>;
