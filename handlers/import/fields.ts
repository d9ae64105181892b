import type { Fields } from './row.js';

const list = (...texts: readonly string[]) => texts.flatMap((text) => text.split(', '));

/** What a file of people may say about each. */
export const peopleFields = {
  name: {
    label: { zh: '姓名', en: 'Name' },
    headings: list(
      'name, full name, employee, employee name, staff, staff name, person, user, user name, agent',
      'sales agent, sales person, sales rep, rep, seller',
      '姓名, 名字, 员工, 员工姓名, 人员, 人员姓名, 成员, 销售, 销售员, 销售人员, 业务员, 客户经理',
    ),
    max: 120,
    required: true,
  },
  staffNumber: {
    label: { zh: '工号', en: 'Staff number' },
    headings: list(
      'staff number, staff no, staff id, employee number, employee no, employee id, number, id',
      '工号, 员工号, 员工编号, 人员编号, 编号, 职工号',
    ),
    max: 40,
  },
  email: {
    label: { zh: '邮箱', en: 'E-mail' },
    headings: list(
      'email, e-mail, mail, email address, work email',
      '邮箱, 电子邮箱, 邮件, 工作邮箱, 企业邮箱, 邮箱地址',
    ),
    max: 190,
  },
  mobile: {
    label: { zh: '手机', en: 'Mobile' },
    headings: list(
      'mobile, mobile phone, mobile number, cell phone, phone, phone number',
      '手机, 手机号, 手机号码, 移动电话, 联系电话, 电话',
    ),
    max: 40,
  },
  department: {
    label: { zh: '部门', en: 'Department' },
    headings: list(
      'department, dept, team, office, regional office, region, division',
      '部门, 所属部门, 部门名称, 团队, 区域, 大区, 办事处',
    ),
    max: 120,
  },
  position: {
    label: { zh: '职位', en: 'Position' },
    headings: list('position, title, job title, job, post', '职位, 职务, 岗位, 职称'),
    max: 120,
  },
  manager: {
    label: { zh: '上级', en: 'Manager' },
    headings: list(
      'manager, manager name, reports to, supervisor, boss, line manager, sales manager',
      '上级, 直属上级, 直接上级, 主管, 直属主管, 经理, 领导, 汇报对象, 上级姓名, 上级工号',
    ),
    max: 190,
  },
  locale: {
    label: { zh: '语言', en: 'Language' },
    headings: list('locale, language, lang', '语言, 界面语言'),
  },
  timeZone: {
    label: { zh: '时区', en: 'Time zone' },
    headings: list('time zone, zone, tz', '时区'),
    max: 60,
  },
  roles: {
    label: { zh: '角色', en: 'Roles' },
    headings: list('roles, role', '角色, 权限角色'),
  },
  status: {
    label: { zh: '在职状态', en: 'Status' },
    headings: list(
      'status, employment status, employee status, active, still employed',
      '在职状态, 状态, 员工状态, 人员状态, 在职, 是否在职',
    ),
  },
} satisfies Fields;

export const customerFields = {
  name: {
    label: { zh: '客户名称', en: 'Name' },
    headings: list(
      'name, customer, customer name, account, account name, company, company name, client',
      'organisation, organization, legal name',
      '客户, 客户名称, 客户名, 公司, 公司名称, 企业名称, 单位名称, 单位, 名称',
    ),
    max: 500,
    required: true,
  },
  number: {
    label: { zh: '客户编号', en: 'Number' },
    headings: list(
      'number, id, customer id, customer number, customer no, customer code, account id',
      'account number, external id, code',
      '客户编号, 客户编码, 客户代码, 客户号, 编号, 编码, 外部编号',
    ),
    max: 120,
  },
  category: {
    label: { zh: '类别', en: 'Category' },
    headings: list(
      'category, sector, industry, segment, type',
      '类别, 分类, 行业, 所属行业, 客户类别, 客户类型',
    ),
    max: 60,
  },
  taxNumber: {
    label: { zh: '税号', en: 'Tax number' },
    headings: list(
      'tax number, tax no, tax id, vat number, vat id, vat',
      '税号, 纳税人识别号, 统一社会信用代码, 信用代码, 社会信用代码',
    ),
    max: 40,
  },
  address: {
    label: { zh: '地址', en: 'Address' },
    headings: list(
      'address, location, office location, country, city, billing address, street',
      '地址, 公司地址, 联系地址, 注册地址, 所在地, 城市',
    ),
    max: 500,
  },
  phone: {
    label: { zh: '电话', en: 'Phone' },
    headings: list('phone, telephone, tel, company phone', '电话, 公司电话, 座机, 电话号码'),
    max: 60,
  },
  owner: {
    label: { zh: '负责人', en: 'Owner' },
    headings: list(
      'owner, account owner, account manager, sales agent, sales person, sales rep',
      '负责人, 客户负责人, 客户经理, 销售, 销售员, 业务员, 跟进人, 归属人',
    ),
    max: 190,
  },
  contact: {
    label: { zh: '联系人', en: 'Contact' },
    headings: list('contact, contact name, contact person', '联系人, 联系人姓名, 主要联系人'),
    max: 120,
  },
  contactTitle: {
    label: { zh: '联系人职务', en: 'Contact title' },
    headings: list('contact title, contact position', '联系人职务, 联系人职位'),
    max: 120,
  },
  contactPhone: {
    label: { zh: '联系人电话', en: 'Contact phone' },
    headings: list('contact phone, mobile, contact mobile', '联系人电话, 联系电话, 手机, 手机号, 联系人手机'),
    max: 60,
  },
  contactEmail: {
    label: { zh: '联系人邮箱', en: 'Contact e-mail' },
    headings: list('contact email, email, e-mail', '联系人邮箱, 邮箱, 电子邮箱'),
    max: 190,
  },
} satisfies Fields;

export const productFields = {
  name: {
    label: { zh: '产品名称', en: 'Name' },
    headings: list('name, product, product name, item', '产品, 产品名称, 品名, 商品, 商品名称, 名称'),
    max: 200,
    required: true,
  },
  code: {
    label: { zh: '产品编码', en: 'Code' },
    headings: list(
      'code, product code, product id, product number, sku, item code, id, number',
      '编码, 产品编码, 产品编号, 编号, 物料编码, 料号, 商品编码, 货号',
    ),
    max: 60,
  },
  category: {
    label: { zh: '类别', en: 'Category' },
    headings: list(
      'category, series, family, product family, line, product line, type',
      '类别, 系列, 分类, 产品类别, 产品线',
    ),
    max: 120,
  },
  price: {
    label: { zh: '单价', en: 'Price' },
    headings: list(
      'price, unit price, list price, sales price, standard price',
      '单价, 价格, 售价, 标价, 目录价, 标准价, 销售价',
    ),
    type: 'money',
    required: true,
  },
  currency: {
    label: { zh: '币种', en: 'Currency' },
    headings: list('currency, currency code', '币种, 货币, 币别'),
    type: 'currency',
  },
  tax: {
    label: { zh: '税率', en: 'Tax rate' },
    headings: list('tax, tax rate, vat rate', '税率, 增值税率'),
  },
} satisfies Fields;

export const dealFields = {
  number: {
    label: { zh: '编号', en: 'Number' },
    headings: list(
      'number, id, deal id, deal number, opportunity id, opportunity number, external id, deal no',
      '编号, 商机编号, 商机号, 商机id, 机会编号, 项目编号, 外部编号',
    ),
    max: 120,
    required: true,
  },
  title: {
    label: { zh: '标题', en: 'Title' },
    headings: list(
      'title, deal, deal name, opportunity, opportunity name, subject, name',
      '标题, 商机, 商机名称, 机会名称, 项目, 项目名称, 名称, 主题',
    ),
    max: 200,
  },
  customer: {
    label: { zh: '客户', en: 'Customer' },
    headings: list(
      'customer, customer name, account, account name, company, company name, client',
      '客户, 客户名称, 公司, 公司名称, 客户编号, 单位名称',
    ),
    max: 500,
  },
  owner: {
    label: { zh: '负责人', en: 'Owner' },
    headings: list(
      'owner, deal owner, opportunity owner, agent, sales agent, sales person, sales rep, rep, seller',
      '负责人, 商机负责人, 销售, 销售员, 销售人员, 业务员, 客户经理, 跟进人',
    ),
    max: 190,
    required: true,
  },
  product: {
    label: { zh: '产品', en: 'Product' },
    headings: list('product, product name, product code, item', '产品, 产品名称, 商品, 产品编码, 意向产品'),
    max: 200,
  },
  stage: {
    label: { zh: '阶段', en: 'Stage' },
    headings: list(
      'stage, deal stage, opportunity stage, sales stage, status',
      '阶段, 商机阶段, 销售阶段, 状态',
    ),
    max: 60,
    required: true,
  },
  amount: {
    label: { zh: '金额', en: 'Amount' },
    headings: list(
      'amount, value, deal value, deal amount, close value, total, revenue, total value',
      '金额, 商机金额, 合同金额, 成交金额, 总金额, 预计金额, 销售金额, 总额',
    ),
    type: 'money',
  },
  currency: {
    label: { zh: '币种', en: 'Currency' },
    headings: list('currency, currency code', '币种, 货币, 币别'),
    type: 'currency',
  },
  created: {
    label: { zh: '开始日期', en: 'Started' },
    headings: list(
      'created, created at, created date, create date, engage date, start date, opened, open date',
      '创建日期, 创建时间, 开始日期, 立项日期, 接触日期, 登记日期',
    ),
    type: 'day',
  },
  closed: {
    label: { zh: '结束日期', en: 'Closed' },
    headings: list(
      'closed, closed at, close date, closed date, won date, signed date, end date',
      '结束日期, 关闭日期, 成交日期, 签约日期, 结单日期, 签单日期, 签约日, 成交日, 实际签约日, 实际签约日期',
    ),
    type: 'day',
  },
  expectedClose: {
    label: { zh: '预计签约日', en: 'Expected close' },
    headings: list(
      'expected close, expected close date, expected date, forecast date, due date',
      '预计成交, 预计成交日, 预计成交日期, 预计签约, 预计签约日期, 预计结束日期, 预计成交时间',
    ),
    type: 'day',
  },
  reason: {
    label: { zh: '输赢原因', en: 'Reason' },
    headings: list(
      'reason, loss reason, lost reason, close reason, win reason',
      '原因, 输单原因, 赢单原因, 丢单原因, 输赢原因',
    ),
    max: 500,
  },
} satisfies Fields;
