import { type Param, type Saying, saying, type Text } from '../../models/text.js';

/** Why a file as a whole cannot be imported. */
export const refusals = {
  empty: { zh: '文件 {file} 是空的。', en: 'The file {file} is empty.' },
  excel: {
    zh: '{file} 是 Excel 文件。请在 Excel 里另存为“CSV UTF-8（逗号分隔）”，再导入。',
    en: '{file} is an Excel file. Save it as "CSV UTF-8" in Excel and import that.',
  },
  encoding: {
    zh: '文件 {file} 的编码既不是 UTF-8 也不是 GBK/GB18030。请在 Excel 里另存为“CSV UTF-8”，或用 --encoding 指明编码。',
    en: 'The file {file} is neither UTF-8 nor GBK/GB18030. Save it as "CSV UTF-8" in Excel, or name its encoding with --encoding.',
  },
  noEncoding: {
    zh: '没有叫“{name}”的编码。可以写 utf-8、gb18030、big5、windows-1252 等。',
    en: 'There is no encoding called "{name}". Some are utf-8, gb18030, big5, windows-1252.',
  },
  openQuote: {
    zh: '从第 {line} 行开始有一个引号没有结束。请补上或删掉这个引号。',
    en: 'A quotation mark on line {line} or soon after is never closed. Close it or take it out.',
  },
  noField: {
    zh: '没有叫“{field}”的字段。可用的字段：{fields}。',
    en: 'There is no field called "{field}". The fields are: {fields}.',
  },
  noColumn: {
    zh: '文件里没有“{column}”这一列，不能当作“{field}”。文件里的列：{columns}。',
    en: 'The file has no column "{column}" to take as {field}. Its columns are: {columns}.',
  },
  missingColumns: {
    zh: '没有找到这些内容所在的列：{missing}。文件里的列：{columns}。请写明是哪一列，例如 --map {field}=列名；文件里没有的，请加上这一列。',
    en: 'No column was recognised as {missing}. The columns are: {columns}. Say which one it is, for example --map {field}=COLUMN; where the file has none, add it.',
  },
  changed: {
    zh: '行数对不上：先数到 {counted} 行，实际处理 {came} 行。文件在导入时可能被改动，请重新运行，不会重复。',
    en: 'The numbers do not add up: {counted} rows were counted and {came} came. The file may have changed meanwhile; run it again, nothing is doubled.',
  },
  mixedDates: {
    zh: '日期的写法不一致：第 {monthLine} 行“{month}”是月在前，第 {dayLine} 行“{day}”是日在前。请统一写法，或用 --dates mdy 或 --dates dmy 指明（不符合的行会报错）。',
    en: 'Its dates are written in two ways: "{month}" on line {monthLine} has the month first, "{day}" on line {dayLine} the day. Write them in one way, or say --dates mdy or --dates dmy, and the other rows will be reported.',
  },
  unclearDates: {
    zh: '看不出日期是月在前还是日在前，例如第 {line} 行“{text}”。请用 --dates mdy（月/日/年）或 --dates dmy（日/月/年）指明。',
    en: 'Nothing tells whether its dates have the month or the day first, for example "{text}" on line {line}. Say --dates mdy (month/day/year) or --dates dmy (day/month/year).',
  },
} satisfies Record<string, Text>;

/** At the head of the error file. A file with these columns can be corrected and imported as it is. */
export const errorColumns = {
  line: { zh: '原文件行号', en: 'Line in the file' },
  what: { zh: '问题', en: 'What is wrong' },
  remedy: { zh: '怎么处理', en: 'What to do' },
} satisfies Record<string, Text>;

export interface Problem {
  readonly what: Saying;
  /** What to do about it. */
  readonly remedy: Saying;
}

type Trouble = Readonly<Record<'what' | 'remedy', Text>>;

export const troubles = {
  missing: {
    what: { zh: '缺少“{field}”', en: '{field} is missing' },
    remedy: { zh: '填写这一列', en: 'Fill it in' },
  },
  tooLong: {
    what: {
      zh: '“{field}”有 {length} 个字，最多 {max} 个',
      en: '{field} has {length} characters; {max} is the most',
    },
    remedy: { zh: '写短一些', en: 'Shorten it' },
  },
  surplus: {
    what: { zh: '这一行比表头多 {count} 列', en: 'The row has {count} more cells than there are columns' },
    remedy: {
      zh: '可能某个值里有分隔符，请给这个值加上引号',
      en: 'A separator within a value may be the cause: put that value in quotation marks',
    },
  },
  badMoney: {
    what: { zh: '“{field}”读不懂：“{text}”', en: '{field} cannot be read: "{text}"' },
    remedy: {
      zh: '写成 20000、20,000.50 或 2万，不能是负数',
      en: 'Write it like 20000 or 20,000.50, not below zero',
    },
  },
  shortened: {
    what: {
      zh: '“{field}”的号码被 Excel 缩短了，后面的数字已经丢失：“{text}”',
      en: '{field} was shortened by Excel, and its last digits are lost: "{text}"',
    },
    remedy: {
      zh: '在原表里把这一列的格式设为文本，填写完整的号码',
      en: 'Format the column as text where the file comes from, and write the whole number',
    },
  },
  twoCurrencies: {
    what: {
      zh: '金额“{text}”和币种“{currency}”不一致',
      en: 'The amount "{text}" is not in {currency}, as the currency says',
    },
    remedy: { zh: '改正其中一个', en: 'Correct one of them' },
  },
  badCurrency: {
    what: { zh: '不认识的币种：“{text}”', en: 'The currency "{text}" is not known' },
    remedy: { zh: '写成 CNY、USD、EUR 这样的代码', en: 'Write a code such as CNY, USD or EUR' },
  },
  badDay: {
    what: { zh: '“{field}”不是日期：“{text}”', en: '{field} is not a date: "{text}"' },
    remedy: { zh: '写成 2026-12-31', en: 'Write it like 2026-12-31' },
  },
  serialDay: {
    what: {
      zh: '“{field}”不是日期，是 Excel 的日期序号：“{text}”',
      en: '{field} is no date but the number by which Excel counts it: "{text}"',
    },
    remedy: {
      zh: '在 Excel 里把这一列的格式设为日期，再另存为 CSV',
      en: 'Format the column as dates in Excel, and save it as CSV again',
    },
  },
  badTax: {
    what: { zh: '税率读不懂：“{text}”', en: 'The tax rate cannot be read: "{text}"' },
    remedy: { zh: '写成 13% 或 6%', en: 'Write it like 13% or 6%' },
  },
  badLocale: {
    what: { zh: '不支持的语言：“{text}”', en: 'The language "{text}" is not supported' },
    remedy: { zh: '写 zh-CN 或 en', en: 'Write zh-CN or en' },
  },
  badZone: {
    what: { zh: '没有这个时区：“{text}”', en: 'There is no time zone "{text}"' },
    remedy: { zh: '写成 Asia/Shanghai 这样的名称', en: 'Write a name such as Asia/Shanghai' },
  },
  badRole: {
    what: { zh: '角色“{text}”太长，最多 40 个字', en: 'The role "{text}" has more than 40 characters' },
    remedy: { zh: '写短一些；多个角色用分号隔开', en: 'Shorten it; put a semicolon between roles' },
  },
  badStatus: {
    what: {
      zh: '在职状态读不懂：“{text}”',
      en: 'It cannot be told from "{text}" whether they work here',
    },
    remedy: { zh: '写“在职”或“离职”', en: 'Write "active" or "left"' },
  },
  badEmail: {
    what: { zh: '邮箱“{text}”不是邮箱地址', en: '"{text}" is no e-mail address' },
    remedy: {
      zh: '写成 name@example.com，没有就留空',
      en: 'Write it like name@example.com, or leave it empty',
    },
  },
  repeats: {
    what: { zh: '和第 {line} 行是同一条记录', en: 'Line {line} is the same record' },
    remedy: {
      zh: '只保留正确的一行；如果是另一个（例如同名的另一个人），写上各自的编号或工号',
      en: 'Keep the right one of them; another one, such as somebody of the same name, needs a number of its own',
    },
  },
  kept: {
    what: { zh: '导入之后有人在系统里修改过 {record}', en: 'Somebody has changed {record} in Dealdesk' },
    remedy: {
      zh: '以系统里的内容为准；需要时请在系统里修改',
      en: 'It stays as they made it; change it in Dealdesk where the file is right',
    },
  },
  noPerson: {
    what: { zh: '“{field}”没有这个人：“{text}”', en: '{field}: nobody is called "{text}"' },
    remedy: { zh: '先导入人员，或改正姓名', en: 'Import the people first, or correct the name' },
  },
  nearPerson: {
    what: {
      zh: '“{field}”没有这个人：“{text}”，是不是{near}？',
      en: '{field}: nobody is called "{text}". Is it {near}?',
    },
    remedy: {
      zh: '改正姓名；如果是另一个人，先导入这个人',
      en: 'Correct the name; or import that person first, if it is another',
    },
  },
  severalPeople: {
    what: {
      zh: '“{field}”有不止一个人叫“{text}”：{people}',
      en: '{field}: more than one person is called "{text}": {people}',
    },
    remedy: { zh: '改写工号', en: 'Write the staff number instead' },
  },
  severalDepartments: {
    what: {
      zh: '有几个部门叫“{text}”：{paths}',
      en: 'More than one department is called "{text}": {paths}',
    },
    remedy: { zh: '写明是哪一个，例如“上级部门/部门”', en: 'Write which one, as it stands there' },
  },
  noProduct: {
    what: { zh: '没有产品“{text}”', en: 'There is no product "{text}"' },
    remedy: { zh: '先导入产品，或改正名称', en: 'Import the products first, or correct the name' },
  },
  severalProducts: {
    what: { zh: '产品“{text}”可能是：{names}', en: 'The product "{text}" may be any of: {names}' },
    remedy: { zh: '写完整的名称或编码', en: 'Write its full name or its code' },
  },
  noCustomer: {
    what: { zh: '没有客户“{text}”', en: 'There is no customer "{text}"' },
    remedy: { zh: '先导入客户，或改正名称', en: 'Import the customers first, or correct the name' },
  },
  nearCustomer: {
    what: {
      zh: '没有客户“{text}”，是不是{near}？',
      en: 'There is no customer "{text}". Is it {near}?',
    },
    remedy: {
      zh: '改正名称；如果是另一个客户，先导入这个客户',
      en: 'Correct the name; or import that customer first, if it is another',
    },
  },
  severalCustomers: {
    what: { zh: '客户“{text}”可能是：{names}', en: 'The customer "{text}" may be any of: {names}' },
    remedy: { zh: '写完整的名称或客户编号', en: 'Write its full name or its number' },
  },
  noStage: {
    what: { zh: '没有阶段“{text}”', en: 'There is no stage "{text}"' },
    remedy: { zh: '写其中一个：{stages}', en: 'Write one of: {stages}' },
  },
  noCloseDay: {
    what: { zh: '商机已结束，但没有“{field}”', en: 'The deal is over, but has no {field} date' },
    remedy: { zh: '填写这一列', en: 'Fill it in' },
  },
  otherCurrency: {
    what: {
      zh: '没有金额；产品“{product}”的标价是 {price}，和币种“{currency}”不一致',
      en: 'It has no amount, and the list price of "{product}" is {price}, not {currency}',
    },
    remedy: {
      zh: '填写金额，或用正确的币种重新导入产品',
      en: 'Fill in the amount, or import the products again in the right currency',
    },
  },
  ownCircle: {
    what: { zh: '上级关系绕成了一圈：{names}', en: 'The line of managers goes round in a circle: {names}' },
    remedy: { zh: '改正其中一个人的上级', en: 'Correct the manager of one of them' },
  },
  managerFaulty: {
    what: {
      zh: '上级“{text}”所在的第 {line} 行有问题',
      en: 'The manager "{text}" is on line {line}, which has a problem',
    },
    remedy: { zh: '先改正那一行', en: 'Correct that line' },
  },
  noSuchManager: {
    what: { zh: '没有找到上级“{text}”', en: 'There is no manager "{text}"' },
    remedy: { zh: '写姓名或已有的工号', en: 'Write a name, or a staff number that exists' },
  },
  emailTaken: {
    what: { zh: '邮箱“{email}”已经是 {person} 的', en: 'The e-mail {email} belongs to {person}' },
    remedy: { zh: '改正邮箱或工号', en: 'Correct the e-mail or the staff number' },
  },
  longCode: {
    what: {
      zh: '没有编码，而名称太长，不能当编码',
      en: 'It has no code, and its name is too long to be one',
    },
    remedy: { zh: '填写 60 个字以内的产品编码', en: 'Give it a code of at most 60 characters' },
  },
} satisfies Record<string, Trouble>;

type Params = Readonly<Record<string, Param>>;

export const problem = ({ what, remedy }: Trouble, params: Params = {}): Problem => ({
  what: saying(what, params),
  remedy: saying(remedy, params),
});

/** What was understood differently from what is written, or filled in. */
export const notes = {
  sum: { zh: '是合计行，不导入', en: 'a row that adds up the others is left out' },
  understood: { zh: '{field}“{text}”按“{as}”导入', en: '{field} "{text}" was understood as "{as}"' },
  ownRole: {
    zh: '角色“{text}”不是 legal（法务）、finance（财务）、general-manager（总经理）或 admin（管理员）：只有你自己的流程写到它才有用',
    en: 'the role "{text}" is none of legal, finance, general-manager and admin: it is of use only where a flow of your own names it',
  },
  leaves: {
    zh: '离职：角色收回，经手的审批、未结束的商机和客户交给上级',
    en: 'leaves: has no role any more, and approvals, open deals and customers go to the manager',
  },
  generatedNumber: {
    zh: '没有写工号，自动编号（IMP-0001 起）；以后导入带工号的名单会替换',
    en: 'no staff number is given: numbered from IMP-0001, until a file with numbers is imported',
  },
  defaultCurrency: {
    zh: '没有写币种，按 {currency} 导入；其他币种请加 --set currency=USD',
    en: 'no currency is given: taken as {currency}; for another, say --set currency=USD',
  },
  listPrice: {
    zh: '没有写金额，按产品标价估算',
    en: 'no amount is given: the list price of the product stands for it',
  },
  lostAtListPrice: {
    zh: '输单写的是 0（没有收到钱），按产品标价记为丢失的金额',
    en: 'lost with 0, which is what came in: the list price of the product stands for what was lost',
  },
  noAmount: {
    zh: '没有写金额，也没有产品标价，按 0 导入',
    en: 'no amount is given and no product to estimate it by: 0',
  },
  noCustomer: { zh: '没有写客户，导入后请补充', en: 'no customer is given: add it later' },
  gate: {
    zh: '阶段“{from}”需要走合同审批，按“{to}”导入',
    en: '{from} needs an approved contract, so it is imported as {to}',
  },
} satisfies Record<string, Text>;

/** What the timeline of a record says behind "imported it from a file". */
export const marks = {
  nothing: { zh: '', en: '' },
  listPrice: {
    zh: '：文件没有写金额，按产品标价估算',
    en: ': its amount is the list price of its product, as the file has none',
  },
  lostAtListPrice: {
    zh: '：文件的金额是 0，按产品标价记',
    en: ': its amount is the list price of its product, as the file has 0',
  },
} satisfies Record<string, Text>;
