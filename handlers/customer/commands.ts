import type { Command } from '../command/command.js';
import { typeNewCustomer } from './create.js';
import { typeEditCustomer } from './edit.js';
import { typeOf } from './find.js';
import { typeMerge } from './merge.js';
import { typeOwner } from './owner.js';
import { typeFindCustomer, typeShowCustomer } from './show.js';
import { typeUnmerge } from './unmerge.js';

export const customer: Command = {
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
        zh: '按名称（拼音、首字母也行）、编号、联系人、电话或邮箱查找',
        en: 'look for a name (pinyin will do), a number, a contact, a phone or an e-mail',
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
      run: typeOwner,
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
