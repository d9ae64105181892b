import type { Param } from '../../models/text.js';
import type { FormView, HelpView, NoticeView } from '../../models/views.js';
import { allNasty, type Sample, said, text } from './firm.js';

const notice: NoticeView = {
  kind: 'notice',
  title: said('可能是同一个客户', 'This may be the same customer'),
  body: [
    said(
      '已有相近的客户：{number} {name}，负责人 {owner}。',
      'There is a similar one: {number} {name}, owner {owner}.',
      {
        number: 'C-88',
        name: '云帆科技（杭州）有限公司',
        owner: '张伟',
      },
    ),
    said('用已有的客户，还是新建一个？', 'Use that one, or make a new one?'),
  ],
  buttons: [
    {
      label: said('用 {number}', 'Use {number}', { number: 'C-88' }),
      press: { do: 'customer.show', input: { id: 88 } },
      style: 'primary',
    },
    {
      label: said('仍要新建', 'Make a new one'),
      press: { do: 'customer.new', input: { name: '云帆科技', anyway: true } },
      style: 'danger',
    },
  ],
};

const help: HelpView = {
  kind: 'help',
  title: text('商机命令', 'Deal commands'),
  lines: [
    {
      usage: text('/商机 新建 云帆科技 2万 月底', '/deal new "Ada Example GmbH" 20,000 next friday'),
      what: text('新建商机；没写全的会打开表单', 'Makes a deal; what is missing is asked for in a form'),
    },
    { usage: text('/商机 查看 D-1024', '/deal show D-1024'), what: text('查看一个商机', 'Shows one deal') },
    { usage: text('/商机 列表', '/deal list'), what: text('我的商机', 'My deals') },
  ],
};

const newDealForm: FormView = {
  kind: 'form',
  form: 'deal.new',
  title: text('新建商机', 'New deal'),
  intro: said('还差几项，其余已经填好。', 'A few things are missing; the rest is filled in.'),
  fields: [
    {
      name: 'title',
      label: text('名称', 'Title'),
      type: 'text',
      required: true,
      maxLength: 200,
      value: '云帆科技 年度采购',
    },
    {
      name: 'customerId',
      label: text('客户', 'Customer'),
      type: 'choice',
      required: true,
      placeholder: text('选择客户', 'Choose a customer'),
      options: [
        { value: '88', label: '云帆科技（杭州）有限公司' },
        { value: '12', label: 'Ada Example GmbH' },
      ],
    },
    {
      name: 'amount',
      label: text('金额', 'Amount'),
      type: 'money',
      required: true,
      placeholder: text('例如 20000 或 2万', 'such as 20,000 or 1.2m'),
    },
    { name: 'expectedClose', label: text('预计签约', 'Expected close'), type: 'date', required: false },
    { name: 'seats', label: text('人数', 'Seats'), type: 'number', required: false, value: '50' },
    {
      name: 'note',
      label: text('备注', 'Note'),
      type: 'longText',
      required: false,
      hint: text('审批人会看到', 'Approvers will see it'),
    },
  ],
  submit: text('新建', 'Create'),
  context: { customerName: '云帆' },
};

const formWithErrors: FormView = {
  ...newDealForm,
  fields: [
    {
      name: 'title',
      label: text('名称', 'Title'),
      type: 'text',
      required: true,
      value: allNasty.slice(0, 400),
      error: said('名称最多 200 个字', 'A title has at most 200 characters'),
    },
    {
      name: 'amount',
      label: text('金额', 'Amount'),
      type: 'money',
      required: true,
      value: '两三万吧',
      hint: text('例如 20000 或 2万', 'such as 20,000 or 1.2m'),
      error: said('看不懂金额“{value}”', 'This is not an amount: “{value}”', { value: '两三万吧' }),
    },
    {
      name: 'expectedClose',
      label: text('预计签约', 'Expected close'),
      type: 'date',
      required: true,
      value: '春节后',
      error: said('看不懂日期“{value}”', 'This is not a date: “{value}”', { value: '春节后' }),
    },
    {
      name: 'seats',
      label: text('人数', 'Seats'),
      type: 'number',
      required: false,
      value: '很多',
      error: said('请写数字', 'Write a number'),
    },
  ],
};

const rejectForm: FormView = {
  kind: 'form',
  form: 'approval.reject',
  title: text('拒绝审批', 'Reject'),
  about: said('{number} · {title}', '{number} · {title}', { number: 'A-31', title: allNasty }),
  fields: [
    {
      name: 'reason',
      label: text('拒绝原因', 'Reason'),
      type: 'longText',
      required: true,
      maxLength: 1000,
    },
  ],
  submit: text('拒绝', 'Reject'),
  context: { id: 31, hash: 'a3f9' },
};

const setting = (label: [string, string], value: Param) =>
  said('{label}：{value}', '{label}: {value}', { label: text(...label), value });

const settings: NoticeView = {
  kind: 'notice',
  title: said('我的设置', 'My settings'),
  body: [
    setting(['语言（language）', 'Language'], 'English'),
    setting(['时区', 'Time zone'], 'Europe/Berlin'),
    setting(['日报', 'Digest'], text('工作日 09:00', 'on working days at 09:00')),
    setting(
      ['免打扰', 'Quiet hours'],
      text('每天 20:00 到 08:00，休息日全天', 'daily from 20:00 to 08:00, all day on days off'),
    ),
  ],
  buttons: [
    { label: said('修改设置', 'Change'), press: { do: 'settings.form', input: {} }, style: 'primary' },
  ],
};

const settingsForm: FormView = {
  kind: 'form',
  form: 'settings.set',
  title: text('我的设置', 'My settings'),
  fields: [
    {
      name: 'language',
      label: text('语言（language）', 'Language'),
      type: 'choice',
      required: true,
      value: 'en',
      options: [
        { value: 'zh-CN', label: '中文' },
        { value: 'en', label: 'English' },
      ],
    },
    {
      name: 'digest',
      label: text('日报', 'Digest'),
      type: 'text',
      required: false,
      value: '早饭后',
      maxLength: 40,
      error: said(
        '看不懂时间“{typed}”。请写几点，例如 9:00，或“关”。',
        'What time is “{typed}”? Write one such as 9:00, or "off".',
        {
          typed: '早饭后',
        },
      ),
    },
    {
      name: 'quiet',
      label: text('免打扰', 'Quiet hours'),
      type: 'text',
      required: false,
      value: '20:00-08:00',
      maxLength: 40,
      hint: text('例如 20:00-08:00', 'such as 20:00-08:00'),
    },
  ],
  submit: text('保存', 'Save'),
  context: {},
};

const nastyNotice: NoticeView = {
  ...notice,
  title: said('你写的：{what}', 'You wrote: {what}', { what: allNasty }),
  body: [said('{what}', '{what}', { what: allNasty })],
};

/** What is said back and forth: questions, help, forms. */
export const talkSamples: readonly Sample[] = [
  { name: 'Notice with a question', view: notice },
  { name: 'Notice with anything typed', view: nastyNotice },
  { name: 'Help', view: help },
  { name: 'Form', view: newDealForm },
  { name: 'Form with errors', view: formWithErrors },
  { name: 'Form, for an approval', view: rejectForm },
  { name: 'Settings', view: settings },
  { name: 'Settings, in a form', view: settingsForm },
];
