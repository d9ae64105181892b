import type { ContractRecords } from '../../handlers/contract/content.js';

/** The contract of a small deal: what tests change is said in the test. */
export const contractRecords = (over: Partial<ContractRecords> = {}): ContractRecords => ({
  contract: { number: 'D-1024-1', version: 1, day: '2026-11-22' },
  seller: {
    legalName: '上海晨帆软件技术有限公司',
    taxNumber: '91310000MA1FL0000X',
    address: '上海市浦东新区张江路 88 号',
    phone: '021-5000 0000',
    bank: '招商银行上海张江支行',
    bankAccount: '1219 0000 0000 001',
  },
  customer: {
    legalName: '杭州青禾精密制造有限公司',
    taxNumber: '91330100MA2B00000T',
    address: '杭州市余杭区文一西路 1000 号',
    phone: '0571-8000 0000',
    contact: { name: '陈静', phone: '138 0000 0000' },
  },
  deal: {
    number: 'D-1024',
    title: '青禾 MES 一期',
    amount: { cents: 411_300_00, currency: 'CNY' },
    lines: [
      {
        name: '生产执行系统',
        quantityMilli: 1_000,
        unitPriceCents: 320_000_00,
        discountBp: 1_000,
        taxBp: 1_300,
      },
      { name: '现场实施', quantityMilli: 22_500, unitPriceCents: 3_600_00, discountBp: 0, taxBp: 600 },
    ],
  },
  terms: { payment: null, delivery: null, other: null },
  owner: { name: '李伟' },
  ...over,
});
