import type { Command } from '../command/command.js';
import { typeNewDeal } from './ask-new.js';
import { typeEdit } from './edit.js';
import { typeFollow, typeUnfollow } from './follow.js';
import { orList, typeList } from './list-typed.js';
import { typeLost } from './lose.js';
import { typeNote } from './note.js';
import { typeOwner } from './owner.js';
import { typeReopen } from './reopen.js';
import { typeShowDeal } from './show.js';
import { typeStage, typeWon } from './stage.js';

export const deal: Command = {
  name: 'deal',
  words: ['deal', 'deals', '商机'],
  what: { zh: '新建、查看和推进商机', en: 'Create, see and move deals' },
  usual: 'list',
  otherwise: 'show',
  subs: {
    new: {
      words: ['new', 'add', 'create', '新建', '新增', '创建', '录入', '录', '添加', '建'],
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
      words: ['list', 'ls', '列表'],
      usage: {
        zh: '[团队|姓名] [阶段|逾期|停滞|赢单] [本月] [50万以上] [最大] [关键词]',
        en: '[team|name] [stage|overdue|stuck|won] [this month] [above 500k] [biggest] [words]',
      },
      what: {
        zh: '我的商机；加“团队”看下属的，写姓名看一个人的，也可以直接说“李娜本月赢单”“本月要签的商机”',
        en: 'my deals; with "team" those of my people, with a name those of one; also "deals above 500k closing this month"',
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
      run: orList('won', typeWon),
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
      run: orList('lost', typeLost),
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
