import { readTaxBp } from '../../../handlers/import/products.js';
import { listProducts } from '../../../models/product.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { countsOf, importing } from '../../support/importing.js';

test.each([
  ['13%', 1300],
  ['13', 1300],
  ['0.13', 1300],
  ['6％', 600],
  ['0.06', 600],
  ['0', 0],
  ['0.5%', 50],
  ['12.5%', 1250],
])('the tax %s is %i hundredths of a per cent', (text, bp) => {
  expect(readTaxBp(text)).toBe(bp);
});

test.each(['', 'no', '130%', '-6%', '1.2.3'])('%j is no tax', (text) => {
  expect(readTaxBp(text)).toBeUndefined();
});

describeOnEachDatabase('importing products', (open) => {
  test('takes names as codes where there are none, and CNY where no currency is given, and says so', async () => {
    const database = await open();

    const { notes, tally } = await importing(
      database,
      'products',
      '产品名称,系列,单价,税率\n企业版,协同,"3,600.50",6%\n标准版,协同,1200元,\n',
    );

    expect(tally.counts.created).toBe(2);
    expect(notes).toEqual(['1 × no currency is given: taken as CNY; for another, say --set currency=USD']);
    expect(await database.read(listProducts)).toMatchObject(
      [
        {
          code: '企业版',
          name: '企业版',
          category: '协同',
          unitPriceCents: 3600_50,
          currency: 'CNY',
          taxBp: 600,
          active: true,
        },
        { code: '标准版', unitPriceCents: 1200_00, currency: 'CNY', taxBp: 0 },
      ].sort((a, b) => (a.code < b.code ? -1 : 1)),
    );
  });

  test('twice changes nothing; with another currency or price it changes that', async () => {
    const database = await open();
    const sets = new Map([['currency', 'USD']]);
    const file = 'product,sku,sales_price\nGTX Pro,G1,4821\nGTX Basic,G2,550\n';

    await importing(database, 'products', file, { sets });

    expect(countsOf(await importing(database, 'products', file, { sets }))).toMatchObject({ unchanged: 2 });
    const cheaper = await importing(database, 'products', file.replace('4821', '"4,800.50"'), { sets });
    expect(countsOf(cheaper)).toMatchObject({ unchanged: 1, updated: 1 });
    expect(
      countsOf(await importing(database, 'products', 'product,price\nGTX  pro,4800.50\n')),
    ).toMatchObject({ updated: 1 });
    expect(await database.read(listProducts)).toMatchObject([
      { code: 'G1', name: 'GTX  pro', unitPriceCents: 4800_50, currency: 'USD' },
      { code: 'G2', unitPriceCents: 550_00 },
    ]);
  });

  test('tells what is wrong with a row', async () => {
    const { told } = await importing(
      await open(),
      'products',
      [
        'product,code,price,currency,tax',
        'A,1,free,,',
        `${'B'.repeat(61)},,5,,`,
        'C,3,¥5,USD,',
        'D,4,5,JPY,',
        'E,5,5,,lots',
        'F,6,-5,,',
        'G,7,5,,,surplus',
        'A,1,5,,',
      ].join('\n'),
    );

    expect(told).toEqual([
      'line 2 failed: Price cannot be read: "free" → Write it like 20000 or 20,000.50, not below zero',
      'line 3 failed: It has no code, and its name is too long to be one → Give it a code of at most 60 characters',
      'line 4 failed: The amount "¥5" is not in USD, as the currency says → Correct one of them',
      'line 5 failed: The currency "JPY" is not known → Write a code such as CNY, USD or EUR',
      'line 6 failed: The tax rate cannot be read: "lots" → Write it like 13% or 6%',
      'line 7 failed: Price cannot be read: "-5" → Write it like 20000 or 20,000.50, not below zero',
      'line 8 failed: The row has 1 more cells than there are columns → A separator within a value may be the cause: put that value in quotation marks',
      'line 9 skipped: Line 2 is the same record → Keep the right one of them; another one, such as somebody of the same name, needs a number of its own',
    ]);
  });
});
