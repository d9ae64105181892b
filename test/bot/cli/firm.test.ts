import { setFirm } from '../../../bot/cli/firm.js';
import type { Database } from '../../../models/database.js';
import { describeOnEachDatabase } from '../../support/databases.js';

describeOnEachDatabase('npm run firm', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  test('the administrator says who the firm is, and later adds its bank', async () => {
    await setFirm(database, ['legalName=Example Ltd', 'taxNumber=GB 123']);
    const firm = await setFirm(database, ['bank=Example Bank', 'payment=30 days']);

    expect(firm).toMatchObject({ legalName: 'Example Ltd', taxNumber: 'GB 123', bank: 'Example Bank' });
    expect(firm.terms.payment).toBe('30 days');
  });

  test('an empty value takes a setting away', async () => {
    await setFirm(database, ['legalName=Example Ltd', 'phone=020 0000']);

    expect(await setFirm(database, ['phone='])).toMatchObject({ legalName: 'Example Ltd', phone: null });
  });

  test('a misspelt name is refused with those that there are, and nothing is saved', async () => {
    await setFirm(database, ['legalName=Example Ltd']);

    await expect(setFirm(database, ['legalName=Other', 'taxnumber=1'])).rejects.toThrow(
      '"taxnumber=1" is not understood',
    );
    expect((await setFirm(database, [])).legalName).toBe('Example Ltd');
  });
});
