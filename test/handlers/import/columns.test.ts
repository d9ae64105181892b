import { layOut, valuesOf } from '../../../handlers/import/columns.js';
import { customerFields, dealFields, peopleFields, productFields } from '../../../handlers/import/fields.js';
import type { Fields } from '../../../handlers/import/row.js';
import { refusalOf } from '../../support/importing.js';

const none = { maps: new Map<string, string>(), sets: new Map<string, string>() };
const meaning = (fields: Fields, ...headers: string[]) =>
  Object.fromEntries(layOut(headers, fields, none).columns.map(({ header, field }) => [header, field]));

test('headings are understood in English, however they are written', () => {
  expect(
    meaning(
      dealFields,
      'Opportunity_ID',
      'SALES AGENT',
      'Account-Name',
      'deal stage*',
      'Close value:',
      'close_date',
    ),
  ).toEqual({
    Opportunity_ID: 'number',
    'SALES AGENT': 'owner',
    'Account-Name': 'customer',
    'deal stage*': 'stage',
    'Close value:': 'amount',
    close_date: 'closed',
  });
});

test('and in Chinese', () => {
  expect(meaning(peopleFields, '姓名', '工号', '邮箱', '所属部门', '职务', '直属上级')).toEqual({
    姓名: 'name',
    工号: 'staffNumber',
    邮箱: 'email',
    所属部门: 'department',
    职务: 'position',
    直属上级: 'manager',
  });
  expect(meaning(customerFields, '客户名称', '统一社会信用代码', '行业', '联系人', '联系电话')).toEqual({
    客户名称: 'name',
    统一社会信用代码: 'taxNumber',
    行业: 'category',
    联系人: 'contact',
    联系电话: 'contactPhone',
  });
});

test('what means nothing is listed and does no harm', () => {
  const layout = layOut(['product', 'sales_price', 'colour', ''], productFields, none);
  expect(layout.unused).toEqual(['colour']);
  expect(valuesOf(layout, ['GTX', '55', 'red'])).toEqual({ name: 'GTX', price: '55' });
});

test('of two columns for one field the likelier is taken and the other is listed', () => {
  const layout = layOut(['客户', '客户名称', '编号'], customerFields, none);
  expect(layout.columns.map(({ header, field }) => [field, header])).toEqual([
    ['name', '客户名称'],
    ['number', '编号'],
  ]);
  expect(layout.unused).toEqual(['客户']);
});

test('a column that was named wins over a guess, by any spelling of its heading', () => {
  const maps = new Map([['price', 'Old Price']]);
  const layout = layOut(['product', 'price', 'OLD_PRICE'], productFields, { ...none, maps });
  expect(valuesOf(layout, ['GTX', '55', '50'])).toEqual({ name: 'GTX', price: '50' });
  expect(layout.unused).toEqual(['price']);
});

test('a constant stands where a row says nothing itself', () => {
  const sets = new Map([['currency', 'USD']]);
  const layout = layOut(['product', 'price', 'currency'], productFields, { ...none, sets });
  expect(valuesOf(layout, ['GTX', '55', ''])).toEqual({ name: 'GTX', price: '55', currency: 'USD' });
  expect(valuesOf(layout, ['GTX', '55', 'EUR'])).toEqual({ name: 'GTX', price: '55', currency: 'EUR' });
});

test('the unit in a heading belongs to its numbers', () => {
  const headers = ['编号', '负责人', '阶段', '合同金额（万元）'];
  expect(valuesOf(layOut(headers, dealFields, none), ['1', '张伟', '线索', '2.5']).amount).toBe('2.5万');
  const named = layOut(['产品', '单价(USD)'], productFields, none);
  expect(valuesOf(named, ['GTX', '55']).price).toBe('55usd');
  expect(valuesOf(named, ['GTX', '']).price).toBe('');
});

test('a file without a required column is refused, with what its columns are and how to say it', async () => {
  const headers = ['sales_agent', 'manager', 'regional_office'];
  expect(await refusalOf(() => layOut(headers, productFields, none))).toBe(
    'No column was recognised as "Name", "Price". The columns are: sales_agent, manager, regional_office. Say which one it is, for example --map name=COLUMN; where the file has none, add it.',
  );
});

test('a field or a column that does not exist is refused', async () => {
  const wrongField = { ...none, sets: new Map([['colour', 'red']]) };
  expect(await refusalOf(() => layOut(['product', 'price'], productFields, wrongField))).toBe(
    'There is no field called "colour". The fields are: name, code, category, price, currency, tax.',
  );
  const wrongColumn = { ...none, maps: new Map([['price', 'cost']]) };
  expect(await refusalOf(() => layOut(['product', 'price'], productFields, wrongColumn))).toBe(
    'The file has no column "cost" to take as price. Its columns are: product, price.',
  );
});
