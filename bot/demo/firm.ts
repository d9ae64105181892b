/** The demo firm. All invented. */

interface DemoPerson {
  readonly staffNumber: string;
  readonly name: string;
  readonly position: string;
  readonly department: string;
  readonly manager?: string;
  readonly locale?: 'en';
  readonly roles?: readonly string[];
  readonly isHead?: boolean;
}

export const people: readonly DemoPerson[] = [
  {
    staffNumber: 'E001',
    name: '王建国',
    position: '总经理',
    department: '总经办',
    isHead: true,
    roles: ['general-manager'],
  },
  {
    staffNumber: 'E002',
    name: '李娜',
    position: '销售总监',
    department: '销售部',
    manager: 'E001',
    isHead: true,
    roles: ['sales-manager'],
  },
  { staffNumber: 'E003', name: '张伟', position: '客户经理', department: '销售部', manager: 'E002' },
  {
    staffNumber: 'E004',
    name: 'Emma Clarke',
    position: 'Account manager',
    department: '销售部',
    manager: 'E002',
    locale: 'en',
  },
  {
    staffNumber: 'E005',
    name: '陈静',
    position: '法务',
    department: '法务部',
    manager: 'E001',
    isHead: true,
    roles: ['legal'],
  },
  {
    staffNumber: 'E006',
    name: '刘洋',
    position: '财务经理',
    department: '财务部',
    manager: 'E001',
    isHead: true,
    roles: ['finance'],
  },
  {
    staffNumber: 'E007',
    name: '周宁',
    position: '系统管理员',
    department: '信息部',
    manager: 'E001',
    isHead: true,
    roles: ['admin'],
  },
];

export const customers = [
  {
    name: '上海云帆科技有限公司',
    category: '软件',
    taxNumber: '91310000DEMO00001X',
    address: '上海市浦东新区示例路 88 号',
    phone: '021-0000 0100',
    contact: { name: '林晓', title: '采购经理', phone: '000-0000-0001', email: 'lin.xiao@yunfan.example' },
    owner: 'E003',
  },
  {
    name: '杭州青禾食品股份有限公司',
    category: '食品',
    taxNumber: '91330000DEMO00002Y',
    address: '杭州市余杭区示例街 6 号',
    phone: '0571-0000 0200',
    contact: { name: '何敏', title: '信息部主任', phone: '000-0000-0002', email: 'he.min@qinghe.example' },
    owner: 'E003',
  },
  {
    name: '深圳星桥物流有限公司',
    category: '物流',
    taxNumber: '91440300DEMO00003Z',
    address: '深圳市南山区示例大道 12 号',
    phone: '0755-0000 0300',
    contact: { name: '郑凯', title: '运营总监', phone: '000-0000-0003', email: 'zheng.kai@xingqiao.example' },
    owner: 'E003',
  },
  {
    name: 'Northwind Example GmbH',
    category: 'Retail',
    taxNumber: 'DE000000000',
    address: '1 Sample Street, Hamburg',
    phone: '+49 40 0000 0400',
    contact: {
      name: 'Jonas Weber',
      title: 'Head of IT',
      phone: '000-0000-0004',
      email: 'jonas.weber@northwind.example',
    },
    owner: 'E004',
  },
] as const;

export const products = [
  { code: 'ENT', name: '协同平台 企业版', unitPriceCents: 3600_00, taxBp: 600 },
  { code: 'STD', name: '协同平台 标准版', unitPriceCents: 1200_00, taxBp: 600 },
  { code: 'IMPL', name: '实施服务（人天）', unitPriceCents: 2500_00, taxBp: 600 },
] as const;

interface DemoDeal {
  readonly title: string;
  readonly customer: number;
  readonly owner: string;
  readonly stage: string;
  readonly product: (typeof products)[number]['code'];
  readonly quantity: number;
  readonly closeInDays: number;
  readonly movedDaysAgo: number;
}

export const deals: readonly DemoDeal[] = [
  {
    title: '云帆协同平台续约',
    customer: 0,
    owner: 'E003',
    stage: 'negotiation',
    product: 'ENT',
    quantity: 50,
    closeInDays: 9,
    movedDaysAgo: 3,
  },
  {
    title: '青禾门店系统',
    customer: 1,
    owner: 'E003',
    stage: 'proposal',
    product: 'STD',
    quantity: 120,
    closeInDays: 30,
    movedDaysAgo: 21,
  },
  {
    title: '星桥调度实施',
    customer: 2,
    owner: 'E003',
    stage: 'lead',
    product: 'IMPL',
    quantity: 40,
    closeInDays: 60,
    movedDaysAgo: 5,
  },
  {
    title: 'Northwind rollout',
    customer: 3,
    owner: 'E004',
    stage: 'negotiation',
    product: 'ENT',
    quantity: 200,
    closeInDays: -4,
    movedDaysAgo: 16,
  },
];

export const firm = {
  legalName: '示例软件（上海）有限公司',
  taxNumber: '91310000DEMO00000W',
  address: '上海市徐汇区示例路 1 号',
  phone: '021-0000 0000',
  bank: '示例银行上海分行',
  bankAccount: '0000 0000 0000 0000',
};

/** By which the invented people are known from those of a real firm. */
export const emailOf = ({ staffNumber }: DemoPerson) => `${staffNumber.toLowerCase()}@dealdesk.example`;
