import type { Text } from '../../models/text.js';
import type { RequiredField } from './pipeline.js';

export const words = {
  notFound: {
    zh: '没有找到商机 {number}，或者你没有查看权限。输入“/商机 列表”查看你的商机。',
    en: 'There is no deal {number} that you can see. Type "/deal list" to see your deals.',
  },
  notFoundOnPage: {
    zh: '没有找到商机 {number}，或者你没有查看权限。请核对编号，或问问它的负责人。',
    en: 'There is no deal {number} that you can see. Check the number, or ask whoever owns it.',
  },
  whichDeal: {
    zh: '请写明是哪个商机，例如“{line} D-1024”。输入“/商机 列表”查看你的商机。',
    en: 'Say which deal, for example "{line} D-1024". Type "/deal list" to see your deals.',
  },
  notYours: {
    zh: '商机 {number} 由 {owner} 负责，你可以查看，但不能修改。请联系 {owner} 或其上级。',
    en: '{number} belongs to {owner}. You can see it but not change it; ask {owner} or their manager.',
  },
  notUnderstood: {
    zh: '没看懂“{typed}”。这是 {number}，要做什么请用下面的按钮，或输入“/商机 帮助”。',
    en: 'What is meant by "{typed}"? This is {number}: use its buttons, or type "/deal help".',
  },
  passedOn: { zh: '商机 {number} 现在由 {owner} 负责', en: '{number} belongs to {owner} now' },
  passedOnBody: {
    zh: '你不再有查看权限，这里不再更新。',
    en: 'You may not see it any more, and this is not updated any longer.',
  },
  noMoreYours: {
    zh: '商机 {number} 现在由 {owner} 负责，你不再有查看权限。',
    en: '{number} belongs to {owner} now, and you may not see it any more.',
  },
  created: {
    zh: '已创建商机 {number}：{title}（{amount}，{stage}）。',
    en: 'Created {number}: {title} ({amount}, {stage}).',
  },
  createdForApproval: {
    zh: '已创建商机 {number}：{title}（{amount}），合同已生成，审批 {approval} 已提交，等待 {people}。',
    en: 'Created {number}: {title} ({amount}). The contract is drawn and approval {approval} has started, waiting for {people}.',
  },
  edited: { zh: '{number} 已更新：{fields}。', en: '{number} is updated: {fields}.' },
  noDayToMove: {
    zh: '还没有预计签约日可以推迟或提前，请写一个日期。',
    en: 'There is no expected close yet that could move: write a day.',
  },
  editedClose: {
    zh: '{number} 已更新：{fields}。预计签约日是 {day}。',
    en: '{number} is updated: {fields}. It is expected to close on {day}.',
  },
  nothingChanged: { zh: '{number} 没有需要更新的内容。', en: 'There was nothing to change on {number}.' },
  moved: { zh: '{number} 已进入“{stage}”。', en: '{number} is now in {stage}.' },
  alreadyThere: { zh: '{number} 已经在“{stage}”。', en: '{number} is in {stage} already.' },
  approvalStarted: {
    zh: '{number} 已进入“{stage}”，合同第 {version} 版已生成，审批 {approval} 已提交，等待 {people}。',
    en: '{number} is now in {stage}. Version {version} of the contract is drawn and approval {approval} has started, waiting for {people}.',
  },
  approvalRunning: {
    zh: '{number} 的审批 {approval} 正在进行，等待 {people}。{advice}',
    en: 'Approval {approval} of {number} is running, waiting for {people}. {advice}',
  },
  withdrawFirst: {
    zh: '如需修改，请先撤回：“/审批 撤回 {approval}”。',
    en: 'To change the deal, withdraw it first: "/approval withdraw {approval}".',
  },
  withdrawFirstOnPage: {
    zh: '如需修改，请先在审批页撤回 {approval}。',
    en: 'To change the deal, withdraw {approval} on its page first.',
  },
  haveWithdrawn: {
    zh: '如需修改，请 {owner} 先撤回，只有本人能撤回。',
    en: 'To change the deal, ask {owner} to withdraw it first: nobody else can.',
  },
  waitForEnd: {
    zh: '它已不能撤回，结束之后才能修改。',
    en: 'It cannot be withdrawn any more; the deal can be changed when it has ended.',
  },
  missing: {
    zh: '{number} 进入“{stage}”前还缺：{fields}。输入“/商机 修改 {number}”补充。',
    en: 'Before {number} can go to {stage} it needs: {fields}. Type "/deal edit {number}" to add it.',
  },
  missingOnPage: {
    zh: '{number} 进入“{stage}”前还缺：{fields}。请点“编辑”补充。',
    en: 'Before {number} can go to {stage} it needs: {fields}. Press "Edit" to add it.',
  },
  neededFor: {
    zh: '进入“{stage}”前要先填写{field}。',
    en: 'Before a deal can be in {stage}, fill in: {field}.',
  },
  cannotBegin: {
    zh: '新商机不能直接是“{stage}”，可以从这些阶段开始：{stages}。',
    en: 'A new deal cannot begin as {stage}. It may begin in: {stages}.',
  },
  approved: { zh: '{approval} 已通过', en: '{approval} is approved' },
  closedAlready: {
    zh: '{number} 已经是“{stage}”，不能再修改。',
    en: '{number} is already {stage} and cannot be changed any more.',
  },
  lostAlready: {
    zh: '{number} 已经是“{stage}”，不能再修改。要继续跟进，请先重新打开：“/商机 重新打开 {number}”。',
    en: '{number} is already {stage} and cannot be changed any more. To go on with it, open it again first: "/deal reopen {number}".',
  },
  lostAlreadyOnPage: {
    zh: '{number} 已经是“{stage}”，不能再修改。要继续跟进，请先重新打开。',
    en: '{number} is already {stage} and cannot be changed any more. To go on with it, reopen it first.',
  },
  reopened: { zh: '{number} 已重新打开，现在在“{stage}”。', en: '{number} is open again, in {stage}.' },
  openAlready: {
    zh: '{number} 没有输单，现在在“{stage}”。',
    en: '{number} is not lost: it is in {stage}.',
  },
  cannotReopen: {
    zh: '不能重新打开到“{stage}”。可选：{stages}。',
    en: 'It cannot be opened again in {stage}. There are: {stages}.',
  },
  neededToReopen: {
    zh: '“{stage}”要先填写{fields}。请先选更早的阶段，打开后再补充。',
    en: 'In {stage} it needs: {fields}. Choose an earlier stage, and add it when the deal is open.',
  },
  noReason: { zh: '没有填写', en: 'no reason given' },
  unknownStage: {
    zh: '没有叫“{typed}”的阶段。可选：{stages}。',
    en: 'There is no stage called "{typed}". There are: {stages}.',
  },
  whichStage: { zh: '请写明阶段。可选：{stages}。', en: 'Say which stage: {stages}.' },
  signedByApproval: {
    zh: '“{stage}”要由合同审批通过后自动进入。请先让商机进入“{gate}”：“/商机 推进 {number} {gate}”。',
    en: 'A deal becomes {stage} when its contract is approved. Move it to {gate} first: "/deal stage {number} {gate}".',
  },
  lost: { zh: '{number} 已记为输单。', en: '{number} is recorded as lost.' },
  noted: { zh: '已记在 {number} 的动态里。', en: 'Noted on {number}.' },
  newTitle: { zh: '新建商机', en: 'New deal' },
  editTitle: { zh: '修改商机', en: 'Edit deal' },
  stageTitle: { zh: '推进阶段', en: 'Move the deal' },
  noteTitle: { zh: '写跟进', en: 'Add a note' },
  reopenTitle: { zh: '重新打开', en: 'Reopen the deal' },
  reopen: { zh: '重新打开', en: 'Reopen' },
  ownerTitle: { zh: '转交商机', en: 'Hand over the deal' },
  lostTitle: { zh: '记为输单', en: 'Mark as lost' },
  formAbout: { zh: '{number} · {title}', en: '{number} · {title}' },
  save: { zh: '保存', en: 'Save' },
  create: { zh: '创建', en: 'Create' },
  move: { zh: '推进', en: 'Move' },
  customer: { zh: '客户', en: 'Customer' },
  amount: { zh: '金额', en: 'Amount' },
  title: { zh: '标题', en: 'Title' },
  expectedClose: { zh: '预计签约日', en: 'Expected close' },
  stage: { zh: '阶段', en: 'Stage' },
  lines: { zh: '产品明细', en: 'Lines' },
  deal: { zh: '商机', en: 'Deal' },
  note: { zh: '备注', en: 'Note' },
  reason: { zh: '原因', en: 'Reason' },
  amountHint: { zh: '例如 20000、2万、¥3,000.50', en: 'For example 20000, 1.2m, ¥3,000.50' },
  amountOfLinesHint: {
    zh: '例如 20000、2万、¥3,000.50；填了产品明细则以明细为准',
    en: 'For example 20000, 1.2m, ¥3,000.50; lines, where there are any, decide',
  },
  linesHint: {
    zh: '每行一项：名称 x 数量 @ 单价 -折扣% +税率%，例如“企业版 x 50 @ 3600 -10% +13%”',
    en: 'One a line: name x quantity @ price -discount% +tax%, for example "Enterprise x 50 @ 3600 -10% +13%"',
  },
  amountOfLines: {
    zh: '金额由产品明细合计得出，现在是 {total}。请修改明细，或清空明细后再改金额。',
    en: 'The lines make the amount, which is {total}. Change the lines, or remove them to write another amount.',
  },
  pastDay: {
    zh: '{day} 已经过去了，请核对年份和月份。如果没有写错，再提交一次即可。',
    en: '{day} is over. Check the year and the month; if it is right, send the form once more.',
  },
  badLine: {
    zh: '第 {row} 行看不懂：{line}。写法：名称 x 数量 @ 单价 -折扣% +税率%。',
    en: 'Line {row} cannot be read: {line}. Write: name x quantity @ price -discount% +tax%.',
  },
  lineInOther: {
    zh: '第 {row} 行的单价是 {price}，而商机的金额是 {currency}。请写 {currency} 的单价，或先把商机的金额改成那种币种。',
    en: 'The price in line {row} is {price}, and the deal is in {currency}. Write a price in {currency}, or change the amount of the deal to that currency first.',
  },
  tooManyLines: {
    zh: '产品明细最多 {max} 行，现在有 {count} 行。',
    en: 'There can be at most {max} lines; these are {count}.',
  },
  unclear: {
    zh: '这些内容没看明白：{words}。请在表单里确认。',
    en: 'These words were not clear: {words}. Please check the form.',
  },
  several: {
    zh: '这里写了几个：{words}。请只留一个。',
    en: 'There are several: {words}. Keep one of them.',
  },
  perhaps: {
    zh: '把“{typed}”填在了这里，请核对。',
    en: '"{typed}" was taken for this. Please check it.',
  },
  incomplete: { zh: '还差一点信息，请补充。', en: 'A little is missing; please add it.' },
  asField: { zh: '{field}：{value}', en: '{field}: {value}' },
  noCustomerTitle: { zh: '没有叫“{name}”的客户', en: 'There is no customer called "{name}"' },
  noCustomerBody: { zh: '要新建这个客户吗？', en: 'Create this customer?' },
  severalTitle: { zh: '有几个客户叫“{name}”', en: 'Several customers are called "{name}"' },
  severalBody: { zh: '是哪一个？', en: 'Which one is it?' },
  similarBody: { zh: '有相近的客户，是其中之一吗？', en: 'These are close. Is it one of them?' },
  useThis: { zh: '用 {number} {name}', en: 'Use {number} {name}' },
  createBoth: { zh: '新建客户并创建商机', en: 'Create the customer and the deal' },
  listMine: { zh: '我的商机', en: 'My deals' },
  listTeam: { zh: '我和下属的商机', en: 'Deals of me and my people' },
  listAll: { zh: '全公司的商机', en: 'All deals of the firm' },
  listTitle: { zh: '{whose} · {which}', en: '{whose} · {which}' },
  listFound: { zh: '查找“{search}”', en: 'with "{search}"' },
  listOverdue: { zh: '{day}（已过期）', en: '{day} (overdue)' },
  listStuck: { zh: '没有进展', en: 'without progress' },
  listSlipping: { zh: '已过预计签约日', en: 'past their expected close' },
  listWon: { zh: '赢单', en: 'won' },
  listLost: { zh: '输单', en: 'lost' },
  listClosed: { zh: '已结束', en: 'closed' },
  listAnyState: { zh: '含已结束', en: 'open or closed' },
  listOf: { zh: '{owner} 的商机', en: 'Deals of {owner}' },
  listOfCustomer: { zh: '{customer}', en: '{customer}' },
  listAtLeast: {
    zh: '金额不低于 {from}（只看 {currency}）',
    en: 'at least {from} (only those in {currency})',
  },
  listAtMost: { zh: '金额不超过 {to}（只看 {currency}）', en: 'at most {to} (only those in {currency})' },
  listBetween: {
    zh: '金额 {from} 至 {to}（只看 {currency}）',
    en: '{from} to {to} (only those in {currency})',
  },
  listNoAmount: { zh: '没看懂金额“{typed}”', en: '"{typed}" is no amount' },
  listNoSuchAmount: {
    zh: '没有金额能既不低于 {from} 又不超过 {to}，请改其中一个。',
    en: 'No amount is at least {from} and at most {to}: change one of them.',
  },
  listClosing: { zh: '预计{period}签约', en: 'expected to close {period}' },
  listClosingOn: { zh: '预计 {period} 签约', en: 'expected to close {period}' },
  listOnDay: { zh: '{first}', en: 'on {first}' },
  listFromTo: { zh: '{first} 至 {last}', en: 'from {first} to {last}' },
  whichAmount: { zh: '金额 {amount} 以上，还是以下？', en: '{amount} and more, or less?' },
  amountOrMore: { zh: '{amount} 以上', en: '{amount} and more' },
  amountOrLess: { zh: '{amount} 以下', en: '{amount} and less' },
  amountInTitle: { zh: '查找“{amount}”', en: 'Search for "{amount}"' },
  listSoonest: { zh: '最早到期的在前', en: 'the soonest to close first' },
  listBiggest: { zh: '金额最大的在前', en: 'the biggest first' },
  listBiggestOfEach: {
    zh: '金额数字最大的在前（币种不折算）',
    en: 'the biggest figure first (no currency is converted)',
  },
  listEmpty: {
    zh: '没有商机。输入“/商机 新建 客户 金额”创建一个。',
    en: 'No deals here. Type "/deal new <customer> <amount>" to create one.',
  },
  listEmptyOnPage: {
    zh: '没有商机。点上方的“新建”创建一个。',
    en: 'No deals here. Press "New" above to create one.',
  },
  listNoneWorth: {
    zh: '没有这样的商机。金额只和 {currency} 的商机比；要看别的币种，请写明，例如“大于 50万 美元”。',
    en: 'No deals like that. Only amounts in {currency} are compared; for another currency write it, as in "above USD 500k".',
  },
  listNoneWorthOnPage: {
    zh: '没有这样的商机。金额只和 {currency} 的商机比；要看别的币种，请在“筛选”里写明，例如“大于 50万 美元”。',
    en: 'No deals like that. Only amounts in {currency} are compared; for another currency write it under "Filter", as in "above USD 500k".',
  },
  listNoneOf: {
    zh: '没有这样的商机，或者你没有查看权限。输入“/商机 列表”看你进行中的商机。',
    en: 'No deals like that, or none that you can see. "/deal list" shows your open ones.',
  },
  listNoneOfOnPage: {
    zh: '没有这样的商机，或者你没有查看权限。可以用“筛选”换个条件。',
    en: 'No deals like that, or none that you can see. Try something else under "Filter".',
  },
  listNoneLikeThat: {
    zh: '没有这样的商机。输入“/商机 列表”看你进行中的商机，“/商机 帮助”看可以输入什么。',
    en: 'No deals like that. "/deal list" shows your open ones, "/deal help" what can be typed.',
  },
  listNoneLikeThatOnPage: {
    zh: '没有这样的商机。可以用“筛选”换个条件，或者点上方的“搜索”，按编号、标题或客户查找。',
    en: 'No deals like that. Try something else under "Filter", or press "Search" above to find one by its number, title or customer.',
  },
} satisfies Record<string, Text>;

export const fieldNames: Record<RequiredField, Text> = {
  customer: words.customer,
  amount: words.amount,
  expectedClose: words.expectedClose,
};
