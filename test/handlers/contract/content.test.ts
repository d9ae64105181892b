import fc from 'fast-check';
import { type ContractRecords, contractContent } from '../../../handlers/contract/content.js';
import { dealTotals } from '../../../handlers/deal/totals.js';
import { contractRecords } from '../../support/contract.js';

const priced = (cents: number, currency: string, lines: ContractRecords['deal']['lines'] = []) =>
  contractRecords({ deal: { number: 'D-7', title: '年度框架', amount: { cents, currency }, lines } });

describe('what a contract says', () => {
  test('a Chinese contract shows the lines, the tax and the sum in capitals', () => {
    expect(contractContent(contractRecords(), 'zh-CN')).toEqual({
      contractNumber: 'D-1024-1',
      version: 'V1',
      date: '2026年11月22日',
      sellerName: '上海晨帆软件技术有限公司',
      sellerTaxNumber: '91310000MA1FL0000X',
      sellerAddress: '上海市浦东新区张江路 88 号',
      sellerPhone: '021-5000 0000',
      sellerBank: '招商银行上海张江支行',
      sellerAccount: '1219 0000 0000 001',
      customerName: '杭州青禾精密制造有限公司',
      customerTaxNumber: '91330100MA2B00000T',
      customerAddress: '杭州市余杭区文一西路 1000 号',
      customerContact: '陈静',
      customerPhone: '138 0000 0000',
      dealNumber: 'D-1024',
      dealTitle: '青禾 MES 一期',
      currency: '人民币',
      net: '369,000.00',
      tax: '42,300.00',
      total: '¥411,300.00',
      capital: '人民币肆拾壹万壹仟叁佰元整',
      paymentTerms: '',
      deliveryTerms: '',
      otherTerms: '',
      owner: '李伟',
      lines: [
        {
          row: '1',
          name: '生产执行系统',
          quantity: '1',
          unitPrice: '320,000.00',
          discount: '10%',
          net: '288,000.00',
          taxRate: '13%',
          tax: '37,440.00',
          total: '325,440.00',
        },
        {
          row: '2',
          name: '现场实施',
          quantity: '22.5',
          unitPrice: '3,600.00',
          discount: '—',
          net: '81,000.00',
          taxRate: '6%',
          tax: '4,860.00',
          total: '85,860.00',
        },
      ],
    });
  });

  test('an English contract names the currency, as ¥ could be two of them', () => {
    const content = contractContent(contractRecords(), 'en');

    expect(content).toMatchObject({
      date: '22 November 2026',
      currency: 'Chinese Yuan',
      total: 'CNY 411,300.00',
      capital: '人民币肆拾壹万壹仟叁佰元整',
    });
  });

  test.each([
    ['dollars', 12_000_50, 'USD', 'US$12,000.50', '美元壹万贰仟元零伍角整'],
    ['yen, which have no cents', 12_000, 'JPY', 'JP¥12,000', '日元壹万贰仟元整'],
    ['dinars, whose thousandths capitals cannot say', 12_345, 'KWD', 'KWD 12.345', '—'],
  ])('a contract in %s', (_, cents, currency, total, capital) => {
    expect(contractContent(priced(cents, currency), 'zh-CN')).toMatchObject({ total, capital });
  });

  test('a deal with an amount but no lines is one line, and claims nothing about tax', () => {
    const content = contractContent(priced(20_000_00, 'CNY'), 'zh-CN');

    expect(content.lines).toEqual([
      expect.objectContaining({
        row: '1',
        name: '年度框架',
        quantity: '1',
        taxRate: '—',
        total: '20,000.00',
      }),
    ]);
    expect(content).toMatchObject({ net: '—', tax: '—', total: '¥20,000.00', capital: '人民币贰万元整' });
  });

  test('what is not known yet is left to be filled in by hand', () => {
    const customer = { legalName: '某公司', taxNumber: null, address: '  ', phone: null, contact: null };
    const content = contractContent(contractRecords({ customer }), 'zh-CN');

    expect(content.customerName).toBe('某公司');
    expect([
      content.customerTaxNumber,
      content.customerAddress,
      content.customerContact,
      content.customerPhone,
    ]).toEqual(Array(4).fill('____________'));
  });

  test('a contact without a phone is reached on the firm’s', () => {
    const { customer } = contractRecords();
    const content = contractContent(
      contractRecords({ customer: { ...customer, contact: { name: '陈静', phone: null } } }),
      'zh-CN',
    );

    expect(content.customerPhone).toBe('0571-8000 0000');
  });

  test('small parts and large sums keep every digit', () => {
    const lines = [
      { name: '线缆', quantityMilli: 1_234_567_005, unitPriceCents: 7, discountBp: 1_275, taxBp: 5 },
      { name: '设备', quantityMilli: 1_000, unitPriceCents: 9_000_000_000_000_99, discountBp: 0, taxBp: 0 },
    ];
    const [cable, machine] = contractContent(priced(0, 'CNY', lines), 'zh-CN').lines;

    expect(cable).toMatchObject({ quantity: '1,234,567.005', discount: '12.75%', taxRate: '0.05%' });
    expect(machine).toMatchObject({ unitPrice: '9,000,000,000,000.99', total: '9,000,000,000,000.99' });
  });

  test('the printed rows add up to the printed total, whatever was sold', () => {
    const line = fc.record({
      name: fc.string(),
      quantityMilli: fc.nat(1_000_000),
      unitPriceCents: fc.nat(100_000_00),
      discountBp: fc.nat(10_000),
      taxBp: fc.nat(2_000),
    });
    const cents = (printed: string) => BigInt(printed.replace(/[^0-9]/g, ''));

    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const content = contractContent(priced(0, 'CNY', lines), 'zh-CN');
        const sum = content.lines.reduce((total, row) => total + cents(row.total), 0n);

        expect(cents(content.total)).toBe(sum);
        expect(cents(content.net) + cents(content.tax)).toBe(sum);
        expect(Number(sum)).toBe(dealTotals(lines).totalCents);
      }),
    );
  });
});
