import { typeBulk } from './approval/bulk.js';
import { typeMine } from './approval/mine.js';
import { typeSent } from './approval/sent.js';
import { typeShowApproval } from './approval/show.js';
import { typeWhy } from './approval/why.js';
import { typeWithdraw } from './approval/withdraw.js';
import type { Command } from './command.js';
import { typeNewCustomer } from './customer/create.js';
import { typeEditCustomer } from './customer/edit.js';
import { typeOf } from './customer/find.js';
import { typeMerge } from './customer/merge.js';
import { typeOwner as typeCustomerOwner } from './customer/owner.js';
import { typeFindCustomer, typeShowCustomer } from './customer/show.js';
import { typeUnmerge } from './customer/unmerge.js';
import { typeNewDeal } from './deal/ask-new.js';
import { typeEdit } from './deal/edit.js';
import { typeFollow, typeUnfollow } from './deal/follow.js';
import { typeList } from './deal/list.js';
import { typeLost } from './deal/lose.js';
import { typeNote } from './deal/note.js';
import { typeOwner } from './deal/owner.js';
import { typeReopen } from './deal/reopen.js';
import { typeShowDeal } from './deal/show.js';
import { typeStage, typeWon } from './deal/stage.js';
import { away, digest, settings, todo } from './own-commands.js';
import { typeDraft, typeNewRequest } from './request/start.js';

export const helpWords: readonly string[] = ['help', '帮助', '?', '？'];

const deal: Command = {
  name: 'deal',
  words: ['deal', 'deals', '商机'],
  what: { zh: '新建、查看和推进商机', en: 'Create, see and move deals' },
  usual: 'list',
  otherwise: 'show',
  subs: {
    new: {
      words: ['new', 'add', 'create', '新建', '新增', '创建', '录入', '添加', '建'],
      usage: {
        zh: '客户 金额 [标题] [日期] [阶段]',
        en: '<customer> <amount> [title] [date] [stage]',
      },
      what: {
        zh: '新建商机，例如“{line} 云帆科技 2万 ERP升级 月底”',
        en: 'create a deal, e.g. "{line} Acme 20000 ERP next friday"',
      },
      run: typeNewDeal,
    },
    show: {
      words: ['show', 'open', '查看', '打开'],
      usage: { zh: 'D-1024', en: 'D-1024' },
      what: { zh: '查看商机', en: 'see a deal' },
      run: typeShowDeal,
    },
    list: {
      words: ['list', 'ls', 'my', 'mine', 'of', '列表', '我的'],
      usage: { zh: '[阶段|关键词|逾期|团队|姓名]', en: '[stage|words|overdue|team|name]' },
      what: {
        zh: '我的商机；加“团队”看下属的，写姓名看一个人的',
        en: 'my deals; with "team" those of my people, with a name those of one',
      },
      run: typeList,
    },
    stage: {
      words: ['stage', 'move', '推进', '推进到', '阶段'],
      usage: { zh: 'D-1024 待签约', en: 'D-1024 to be signed' },
      what: {
        zh: '推进阶段；到“待签约”会生成合同并提交审批',
        en: 'move it; "to be signed" draws the contract and starts its approval',
      },
      run: typeStage,
      decides: true,
    },
    edit: {
      words: ['edit', 'set', '修改', '编辑'],
      usage: {
        zh: 'D-1024 [金额=3万 日期=月底]',
        en: 'D-1024 [amount=30000 close=friday]',
      },
      what: {
        zh: '修改商机，也可以直接说“D-1024 金额改成3万”或“D-1024 推迟一周”；不写内容就打开表单',
        en: 'change it, also by saying "D-1024 amount 30k" or "D-1024 postpone by a week"; with nothing else, opens the form',
      },
      run: typeEdit,
    },
    note: {
      words: ['note', 'comment', '备注', '记录', '记一下', '记下', '记一笔'],
      usage: { zh: 'D-1024 内容', en: 'D-1024 <text>' },
      what: { zh: '在动态里记一笔', en: 'put a note on its timeline' },
      run: typeNote,
    },
    won: {
      words: ['won', 'win', '赢单', '赢了', '成交', '赢单了', '成交了'],
      usage: { zh: 'D-1024 [原因]', en: 'D-1024 [reason]' },
      what: {
        zh: '客户答应了：生成合同并提交审批',
        en: 'the customer said yes: draw the contract, start its approval',
      },
      run: typeWon,
      decides: true,
    },
    follow: {
      words: ['follow', '跟进'],
      usage: { zh: 'D-1024', en: 'D-1024' },
      what: {
        zh: '在群聊里：让这个群看到一个商机；“团队”是我团队的，“全部”是所有的',
        en: 'in a group chat: show it a deal; "team" for those of my people, "all" for all',
      },
      run: typeFollow,
    },
    unfollow: {
      words: ['unfollow', '取消跟进'],
      usage: { zh: 'D-1024', en: 'D-1024' },
      what: { zh: '在群聊里：不再跟进', en: 'in a group chat: end that' },
      run: typeUnfollow,
    },
    lost: {
      words: ['lost', 'lose', '输单', '输了', '丢单', '丢了', '输单了', '丢单了'],
      usage: { zh: 'D-1024 原因', en: 'D-1024 <reason>' },
      what: { zh: '记为输单', en: 'record it as lost' },
      run: typeLost,
      decides: true,
    },
    reopen: {
      words: ['reopen', '重新打开', '重开', '恢复'],
      usage: { zh: 'D-1024 [阶段]', en: 'D-1024 [stage]' },
      what: { zh: '输单的商机重新打开', en: 'open a lost deal again' },
      run: typeReopen,
      decides: true,
    },
    owner: {
      words: ['owner', 'assign', 'transfer', '转交', '转交给', '转给', '交给', '转移', '负责人'],
      usage: { zh: 'D-1024 王芳', en: 'D-1024 <colleague>' },
      what: { zh: '转交给同事负责', en: 'hand it over to a colleague' },
      run: typeOwner,
      decides: true,
    },
  },
};

const customer: Command = {
  name: 'customer',
  words: ['customer', 'customers', '客户'],
  what: { zh: '新建、查找和查看客户', en: 'Create, find and see customers' },
  usual: 'find',
  otherwise: 'show',
  subs: {
    new: {
      words: ['new', 'add', 'create', '新建', '新增', '创建', '录入', '添加', '建'],
      usage: { zh: '全称 [电话=021-5555]', en: '<legal name> [phone=021-5555]' },
      what: { zh: '新建客户；名称相近的会先列出来', en: 'create a customer; close names are shown first' },
      run: typeNewCustomer,
    },
    show: {
      words: ['show', 'open', '查看', '打开'],
      usage: { zh: 'C-88', en: 'C-88' },
      what: {
        zh: '客户全貌：商机、审批、联系人、动态',
        en: 'all about it: deals, approvals, contacts, activity',
      },
      run: typeShowCustomer,
    },
    find: {
      words: ['find', 'search', 'list', '查找', '搜索', '列表'],
      usage: { zh: '关键词', en: '<words>' },
      what: {
        zh: '按名称、编号、联系人、电话或邮箱查找',
        en: 'look for a name, a number, a contact, a phone or an e-mail',
      },
      run: typeFindCustomer,
    },
    mine: {
      words: ['mine', 'my', 'of', '我的'],
      usage: { zh: '[姓名]', en: '[name]' },
      what: { zh: '我的客户；写姓名看一个同事的', en: 'my customers; with a name those of a colleague' },
      run: typeOf,
    },
    edit: {
      words: ['edit', 'set', '修改', '编辑'],
      usage: { zh: 'C-88 [电话=021-5555]', en: 'C-88 [phone=021-5555]' },
      what: {
        zh: '修改客户资料，也可以直接说“C-88 电话改成021-5555”',
        en: 'change its details, also by saying "C-88 phone 555-0100"',
      },
      run: typeEditCustomer,
    },
    owner: {
      words: ['owner', 'assign', 'transfer', '转交', '转交给', '转给', '交给', '转移', '负责人'],
      usage: { zh: 'C-88 王芳', en: 'C-88 <colleague>' },
      what: {
        zh: '转交给同事负责，可以连同进行中的商机',
        en: 'hand it over to a colleague, with its open deals if you like',
      },
      run: typeCustomerOwner,
      decides: true,
    },
    merge: {
      words: ['merge', 'combine', '合并', '并入'],
      usage: { zh: 'C-88 到 C-12', en: 'C-88 into C-12' },
      what: {
        zh: '同一客户建了两次：并成一个，商机和联系人一起过去',
        en: 'the same customer twice: make them one, with its deals and contacts',
      },
      run: typeMerge,
    },
    unmerge: {
      words: ['unmerge', 'split', '撤销合并', '取消合并', '拆分'],
      usage: { zh: 'C-88', en: 'C-88' },
      what: { zh: '撤销合并，恢复成两个客户', en: 'undo that: they are two again' },
      run: typeUnmerge,
      decides: true,
    },
  },
};

const approval: Command = {
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
      run: typeMine,
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
      run: typeSent,
      alone: true,
    },
    bulk: {
      words: ['bulk', '批量'],
      what: { zh: '一次同意多项', en: 'approve several at once' },
      run: typeBulk,
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

/** Every command. `manifest.json` and the help are held against this table by a test. */
export const commands: readonly Command[] = [deal, customer, approval, todo, away, digest, settings];
