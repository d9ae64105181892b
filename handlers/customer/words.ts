import type { Text } from '../../models/text.js';

export const words = {
  notFound: {
    zh: '没有找到客户“{typed}”。输入“/客户 查找 名称”查找，或“/客户 新建 名称”新建。',
    en: 'There is no customer "{typed}". Type "/customer find <name>" to look for it or "/customer new <name>" to create it.',
  },
  notFoundOnPage: {
    zh: '没有找到客户“{typed}”。请核对编号。',
    en: 'There is no customer "{typed}". Check the number.',
  },
  which: {
    zh: '请写明是哪个客户，例如“{line} C-88”。',
    en: 'Say which customer, for example "{line} C-88".',
  },
  severalCalled: {
    zh: '有几个客户叫“{name}”，请写编号：{numbers}。',
    en: 'Several customers are called “{name}”: write the number, {numbers}.',
  },
  notYours: {
    zh: '客户 {number} 由 {owner} 负责，你可以查看，但不能修改。请联系 {owner} 或其上级；名称、税号和地址也可以请法务或财务修改。',
    en: '{number} belongs to {owner}. You can see it but not change it; ask {owner} or their manager. Legal and finance can put its name, tax number and address right as well.',
  },
  notYoursToHandOver: {
    zh: '客户 {number} 由 {owner} 负责，只有 {owner}、其上级或管理员可以转交。',
    en: '{number} belongs to {owner}: only {owner}, a manager above them or an administrator can hand it over.',
  },
  isYours: { zh: '客户 {number} {name} 现在由你负责', en: 'Customer {number} {name} is yours now' },
  isTheirs: {
    zh: '客户 {number} {name} 现在由 {owner} 负责',
    en: 'Customer {number} {name} belongs to {owner} now',
  },
  wasTheirs: { zh: '原负责人 {from}{along}{note}', en: 'Before: {from}{along}{note}' },
  isNow: { zh: '{was} 现在是 {number} {name}。', en: '{was} is now {number} {name}.' },
  mergeTitle: { zh: '合并客户', en: 'Merge customers' },
  mergeAbout: { zh: '{from} → {into}', en: '{from} → {into}' },
  mergeIntro: {
    zh: '并入 {into} 的有：{deals}。{approvals}{contracts}{undo}',
    en: 'To {into} go {deals}. {approvals}{contracts}{undo}',
  },
  mergeUndo: {
    zh: '以后可以用“/客户 撤销合并 {number}”撤销。',
    en: '"/customer unmerge {number}" undoes it.',
  },
  mergeUndoOnPage: {
    zh: '以后可以在 {into} 的页面上撤销。',
    en: 'It can be undone on the page of {into}.',
  },
  mergeDeals: {
    zh: '商机 {deals} 个，联系人 {contacts} 位',
    en: 'deals ({deals}) and contacts ({contacts})',
  },
  mergeApprovals: {
    zh: '正在进行的审批（{count} 个）照常进行，内容不变。',
    en: 'Approvals that run ({count}) go on, as they were submitted. ',
  },
  mergeContracts: {
    zh: '已生成的合同（{count} 份）保持原样。',
    en: 'Contracts ({count}) stay as they were drawn. ',
  },
  mergeWithAbout: { zh: '{customer} 和另一个客户', en: '{customer} and another customer' },
  mergeWithBody: {
    zh: '是哪一个？下一步会列出两边不同的内容。',
    en: 'Which one is it? What the two say differently comes next.',
  },
  other: { zh: '另一个客户', en: 'The other customer' },
  otherHint: {
    zh: '编号、名称的一部分，或联系人、电话、邮箱',
    en: 'Its number, a part of its name, or a contact, phone or e-mail',
  },
  noOther: { zh: '没有找到别的客户“{typed}”。', en: 'There is no other customer "{typed}".' },
  withThis: { zh: '与 {customer} 合并', en: 'Merge with {customer}' },
  mergeOn: { zh: '下一步', en: 'Next' },
  mergeSubmit: { zh: '合并', en: 'Merge' },
  mergeWhich: {
    zh: '请写明哪个客户并入哪个，例如“/客户 合并 C-88 到 C-12”。',
    en: 'Say which customer goes into which, for example "/customer merge C-88 into C-12".',
  },
  sameOne: { zh: '两个都是 {number}，没有需要合并的。', en: 'Both are {number}: there is nothing to merge.' },
  mergeMeanwhile: {
    zh: '{from} 或 {into} 刚刚有改动，这次没有合并。请重新打开，核对后再合并。',
    en: '{from} or {into} has just been changed, so nothing was merged. Open it again and look before you merge them.',
  },
  merged: { zh: '已把 {from} 并入 {into}。', en: 'Merged {from} into {into}.' },
  notMerged: { zh: '{number} 没有并入别的客户。', en: '{number} was not merged into another customer.' },
  undoOtherFirst: {
    zh: '{number} 先并入了 {other}，{other} 又并入了 {into}。请先用“/客户 撤销合并 {other}”撤销后一次。',
    en: '{number} was merged into {other}, and {other} into {into}: undo the last first, "/customer unmerge {other}".',
  },
  unmergeWhich: {
    zh: '请写明要分出哪个客户，例如“/客户 撤销合并 C-88”。',
    en: 'Say which customer is to be one of its own again, for example "/customer unmerge C-88".',
  },
  unmerged: {
    zh: '已撤销合并：{from} 与 {into} 分开，{deals} 个商机一起回来。{elsewhere}',
    en: 'Took {from} out of {into} again, with its deals ({deals}). {elsewhere}',
  },
  dealsElsewhere: {
    zh: '另有 {count} 个此后转到了别处，没有动。',
    en: 'Others ({count}) are elsewhere by now and stay there.',
  },
  owner: { zh: '负责人', en: 'Owner' },
  unclear: {
    zh: '这些内容没看明白：{words}。请在表单里确认。',
    en: 'These words were not clear: {words}. Please check the form.',
  },
  created: { zh: '已新建客户 {number} {name}。', en: 'Created customer {number} {name}.' },
  edited: { zh: '{number} {name} 已更新：{fields}。', en: '{number} {name} is updated: {fields}.' },
  nothingChanged: { zh: '{number} 没有需要更新的内容。', en: 'There was nothing to change on {number}.' },
  existsTitle: { zh: '已有相近的客户', en: 'There are customers like it' },
  existsBody: {
    zh: '“{name}”可能就是下面的客户，请确认，以免重复建档。',
    en: '"{name}" may be one of these; please check before making it twice.',
  },
  sameTitle: { zh: '已有同名的客户', en: 'There is a customer of this name' },
  sameBody: {
    zh: '“{name}”已经有了：{numbers}。再新建一个，就会有几个客户名称完全相同。',
    en: '"{name}" is there already: {numbers}. Another one would have exactly the same name.',
  },
  open: { zh: '打开 {number} {name}', en: 'Open {number} {name}' },
  createAnyway: { zh: '都不是，仍然新建', en: 'None of these, create it' },
  newTitle: { zh: '新建客户', en: 'New customer' },
  editTitle: { zh: '修改客户', en: 'Edit customer' },
  ownerTitle: { zh: '转交客户', en: 'Hand over the customer' },
  ownerAbout: { zh: '{number} · {name}', en: '{number} · {name}' },
  openDeals: {
    zh: '现在的负责人在这个客户有 {count} 个进行中的商机。',
    en: 'Open deals of its present owner with this customer: {count}.',
  },
  deals: { zh: '进行中的商机', en: 'Open deals' },
  dealsStay: { zh: '不转交，只转客户', en: 'stay where they are' },
  dealsAlong: { zh: '一起转交', en: 'go along' },
  create: { zh: '创建', en: 'Create' },
  save: { zh: '保存', en: 'Save' },
  name: { zh: '客户名称', en: 'Name' },
  category: { zh: '类别', en: 'Category' },
  taxNumber: { zh: '税号', en: 'Tax number' },
  address: { zh: '地址', en: 'Address' },
  phone: { zh: '电话', en: 'Phone' },
  contact: { zh: '联系人', en: 'Contact' },
  contactPhone: { zh: '联系人电话', en: 'Contact phone' },
  contactEmail: { zh: '联系人邮箱', en: 'Contact e-mail' },
  nameHint: { zh: '营业执照上的全称，合同会用到', en: 'The full legal name; contracts use it' },
  taxHint: { zh: '统一社会信用代码，合同和发票会用到', en: 'Contracts and invoices use it' },
  badTaxNumber: {
    zh: '税号只能是 6 到 30 位字母、数字或连字符。',
    en: 'A tax number has 6 to 30 letters, digits or hyphens.',
  },
  badEmail: {
    zh: '邮箱格式不对，例如 zhang@example.com。',
    en: 'This is no e-mail address, such as zhang@example.com.',
  },
  findTitle: { zh: '查找“{typed}”', en: 'Customers like "{typed}"' },
  onlyFound: { zh: '查找“{typed}”，只有这一个。', en: 'The only one for "{typed}".' },
  listTitle: { zh: '客户', en: 'Customers' },
  mineTitle: { zh: '我的客户', en: 'My customers' },
  ofTitle: { zh: '{name} 的客户', en: 'Customers of {name}' },
  findEmpty: {
    zh: '没有找到。输入“/客户 新建 名称”新建。',
    en: 'None found. Type "/customer new <name>" to create one.',
  },
  findEmptyOnPage: {
    zh: '没有找到。点上方的“新建”新建客户。',
    en: 'None found. Press "New" above to create one.',
  },
} satisfies Record<string, Text>;
