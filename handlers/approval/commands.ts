import type { Command } from '../command/command.js';
import { typeDraft, typeNewRequest } from '../request/start.js';
import { showBulk } from './bulk.js';
import { listMine } from './mine.js';
import { listSent } from './sent.js';
import { typeShowApproval } from './show.js';
import { typeWhy } from './why.js';
import { typeWithdraw } from './withdraw.js';

export const approval: Command = {
  name: 'approval',
  words: ['approval', 'approvals', '审批'],
  what: { zh: '查看和处理审批', en: 'See and decide approvals' },
  usual: 'mine',
  otherwise: 'show',
  takesNumbersOfOthers: true,
  subs: {
    mine: {
      words: ['mine', 'my', 'list', 'pending', 'waiting', '我的', '待我', '等我', '待', '列表'],
      what: { zh: '等我审批的', en: 'what waits for my decision' },
      run: listMine,
      alone: true,
    },
    new: {
      words: ['new', 'add', '发起', '新建', '申请'],
      usage: { zh: '[名称 内容]', en: '[what] [values]' },
      what: {
        zh: '发起报销、请假、用印等，例如“{line} 报销 1200 打车”',
        en: 'start an expense, a leave and so on, e.g. "{line} expense 1200 taxi"',
      },
      run: typeNewRequest,
    },
    drafts: {
      words: ['drafts', 'draft', '草稿', '暂存'],
      usage: { zh: '[名称 内容]', en: '[what] [values]' },
      what: {
        zh: '我的草稿；后面写内容就先存为草稿，例如“{line} 报销 1200 打车”',
        en: 'my drafts; with values, keeps one for later, e.g. "{line} expense 1200 taxi"',
      },
      run: typeDraft,
    },
    show: {
      words: ['show', 'open', '查看', '打开'],
      usage: { zh: 'A-31', en: 'A-31' },
      what: {
        zh: '查看审批，轮到你时可以处理；商机编号也可以，例如“{line} D-1024”',
        en: 'see it, and decide it when it is your turn; a deal’s number will do, e.g. "{line} D-1024"',
      },
      run: typeShowApproval,
    },
    sent: {
      words: ['sent', '我提交的', '我发起的', '已提交'],
      what: { zh: '我提交的、还在审批的', en: 'what I have submitted and others decide' },
      run: listSent,
      alone: true,
    },
    bulk: {
      words: ['bulk', '批量'],
      what: { zh: '一次同意多项', en: 'approve several at once' },
      run: showBulk,
      alone: true,
    },
    why: {
      words: ['why', '为什么', '到期'],
      usage: { zh: 'A-31', en: 'A-31' },
      what: { zh: '为什么这时到期，逐行说明', en: 'why it is due when it is, line by line' },
      run: typeWhy,
    },
    withdraw: {
      words: ['withdraw', 'cancel', '撤回'],
      usage: { zh: 'A-31', en: 'A-31' },
      what: { zh: '撤回我提交的审批', en: 'withdraw a request of mine' },
      run: typeWithdraw,
      decides: true,
    },
  },
};
