import type { Text } from '../../models/text.js';
import type { ContractContent, ContractLine } from './content.js';

/**
 * What a firm may write in braces in its template, by its Chinese or its English name: `{客户名称}` and
 * `{customer_name}` are the same.
 */
export const contractTags: Record<Exclude<keyof ContractContent, 'lines'>, Text> = {
  contractNumber: { zh: '合同编号', en: 'contract_number' },
  version: { zh: '合同版本', en: 'contract_version' },
  date: { zh: '签订日期', en: 'contract_date' },
  sellerName: { zh: '卖方名称', en: 'seller_name' },
  sellerTaxNumber: { zh: '卖方税号', en: 'seller_tax_number' },
  sellerAddress: { zh: '卖方地址', en: 'seller_address' },
  sellerPhone: { zh: '卖方电话', en: 'seller_phone' },
  sellerBank: { zh: '卖方开户行', en: 'seller_bank' },
  sellerAccount: { zh: '卖方账号', en: 'seller_account' },
  customerName: { zh: '客户名称', en: 'customer_name' },
  customerTaxNumber: { zh: '客户税号', en: 'customer_tax_number' },
  customerAddress: { zh: '客户地址', en: 'customer_address' },
  customerContact: { zh: '客户联系人', en: 'customer_contact' },
  customerPhone: { zh: '客户电话', en: 'customer_phone' },
  dealNumber: { zh: '商机编号', en: 'deal_number' },
  dealTitle: { zh: '商机名称', en: 'deal_title' },
  currency: { zh: '币种', en: 'currency' },
  net: { zh: '不含税合计', en: 'net_total' },
  tax: { zh: '税额合计', en: 'tax_total' },
  total: { zh: '价税合计', en: 'total' },
  capital: { zh: '大写金额', en: 'total_in_capitals' },
  paymentTerms: { zh: '付款方式', en: 'payment_terms' },
  deliveryTerms: { zh: '交付方式', en: 'delivery_terms' },
  otherTerms: { zh: '其他约定', en: 'other_terms' },
  owner: { zh: '销售负责人', en: 'sales_owner' },
};

/** Stand in a table row between `{#明细}` and `{/明细}`; the row is repeated for each line of the deal. */
export const lineTags: Record<keyof ContractLine, Text> = {
  row: { zh: '序号', en: 'row' },
  name: { zh: '产品名称', en: 'product' },
  quantity: { zh: '数量', en: 'quantity' },
  unitPrice: { zh: '单价', en: 'unit_price' },
  discount: { zh: '折扣', en: 'discount' },
  net: { zh: '金额', en: 'line_net' },
  taxRate: { zh: '税率', en: 'tax_rate' },
  tax: { zh: '税额', en: 'line_tax' },
  total: { zh: '小计', en: 'line_total' },
};

export const linesTag: Text = { zh: '明细', en: 'lines' };

export const namesOf = (tags: Readonly<Record<string, Text>>): string[] =>
  Object.values(tags).flatMap(({ zh, en }) => [zh, en]);

const NOT_IN_XML = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Whatever a person typed, without what a Word file cannot hold (XML 1.0, production 2). */
const printable = (value: string): string => value.replace(/\r\n?/g, '\n').replace(NOT_IN_XML, '');

const byName = <Key extends string>(tags: Record<Key, Text>, values: Record<Key, string>) =>
  Object.fromEntries(
    (Object.keys(tags) as Key[]).flatMap((key) => {
      const value = printable(values[key]);
      return [
        [tags[key].zh, value],
        [tags[key].en, value],
      ];
    }),
  );

/** The values of a contract under the names that a template calls them by. */
export const tagValues = (content: ContractContent) => {
  const lines = content.lines.map((line) => byName(lineTags, line));

  return { ...byName(contractTags, content), [linesTag.zh]: lines, [linesTag.en]: lines };
};
