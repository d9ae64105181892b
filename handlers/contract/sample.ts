import type { ContractRecords } from './content.js';

/** An invented contract that leaves nothing empty, to see what a template makes of it. */
export const sampleContract: ContractRecords = {
  contract: { number: 'D-1024-1', version: 1, day: '2026-12-31' },
  seller: {
    legalName: '某某科技有限公司',
    taxNumber: '91310000DEMO00001X',
    address: '上海市示例路 1 号',
    phone: '021-5000 0000',
    bank: '示例银行上海分行',
    bankAccount: '1219 0000 0000 001',
  },
  customer: {
    legalName: '杭州示例制造有限公司',
    taxNumber: '91330100DEMO00002T',
    address: '杭州市示例路 2 号',
    phone: '0571-8000 0000',
    contact: { name: '陈静', phone: '138 0000 0000' },
  },
  deal: {
    number: 'D-1024',
    title: '示例项目',
    amount: { cents: 411_300_00, currency: 'CNY' },
    lines: [
      { name: '企业版', quantityMilli: 1_000, unitPriceCents: 320_000_00, discountBp: 1_000, taxBp: 1_300 },
      { name: '实施服务', quantityMilli: 22_500, unitPriceCents: 3_600_00, discountBp: 0, taxBp: 600 },
    ],
  },
  terms: { payment: '验收后三十日内付清。', delivery: '签订后六十日内交付。', other: '一式两份。' },
  owner: { name: '李伟' },
};
