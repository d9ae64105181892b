import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile } from '../../../bot/cli/import.js';
import { seedDemo } from '../../../bot/demo.js';
import { openDatabase } from '../../../models/database.js';
import type { Locale } from '../../../models/text.js';
import { describeOnEachDatabase } from '../../support/databases.js';

let folder: string;

beforeEach(async () => {
  // It says when it makes a database.
  jest.spyOn(console, 'error').mockImplementation();
  folder = await mkdtemp(join(tmpdir(), 'dealdesk-import-'));
});
afterEach(() => rm(folder, { recursive: true }));
afterAll(() => jest.restoreAllMocks());

const given = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);

/** What somebody reads who types this in the folder of the files. */
const typing = async (line: string, databaseUrl: string, locale: Locale = 'en') => {
  const printed: string[] = [];
  const progress: string[] = [];
  const exitCode = await importFile(
    line.split(' ').filter(Boolean),
    { databaseUrl, locale, timeZone: 'Asia/Shanghai' },
    { workingFolder: folder, print: (text) => printed.push(text), progress: (text) => progress.push(text) },
  );
  return { printed, progress, exitCode };
};

const rowsIn = async (url: string, select: string) => {
  const database = await openDatabase(url);
  const rows = await database.read((tx) => tx.rows(select));
  await database.close();
  return rows;
};
const dealsIn = (url: string) => rowsIn(url, 'SELECT externalId, amountCents FROM deals ORDER BY id');
const customersIn = (url: string) => rowsIn(url, 'SELECT name, phone FROM customers');

const people = 'sales_agent,manager,regional_office\nBo Hart,Ann Lee,North\n';
const deals = `Deal no;Seller;Stage;Value;Won on;Colour
O1;Bo Hart;Won;1,054.50;2017-03-01;red
O2;Nobody;Won;7;2017-03-01;blue
`;
const map = '--map closed=won_on --set currency=USD';

describeOnEachDatabase('the import command', (_open, _freshUrl, readyUrl) => {
  test('warns whoever imports their own firm into the database of the trial', async () => {
    const url = await readyUrl();
    const database = await openDatabase(url);
    await seedDemo(database, new Date());
    await database.close();
    await given('teams.csv', people);
    const { printed } = await typing('people teams.csv --dry-run', url);
    expect(printed.filter((line) => line.startsWith('Mind: the invented people'))).toEqual([
      expect.stringContaining('王建国, 李娜'),
    ]);
  });

  test('shows what it understood, writes, and hands back the rows that need a person', async () => {
    const url = await readyUrl();
    await given('teams.csv', people);
    await given('deals.csv', deals);

    const first = await typing('people teams.csv', url);
    expect(first.exitCode).toBe(0);
    expect(first.printed.slice(0, -2)).toEqual([
      'teams.csv: 1 rows of people (UTF-8, commas)',
      'What its columns are',
      '  sales_agent → Name',
      '  regional_office → Department',
      '  manager → Manager',
      'The first rows, as understood',
      '  line 2 (new): Name Bo Hart · Department North · Manager Ann Lee',
      '  Also new: departments (1): North',
      '  Also new: managers without a row of their own (1): Ann Lee',
      'Read differently from what is written, or filled in',
      '  1 ×  no staff number is given: numbered from IMP-0001, until a file with numbers is imported',
      'Preview: 1 read = 1 new + 0 changed + 0 same + 0 skipped + 0 faulty',
    ]);
    expect(first.printed.at(-2)).toMatch(
      /^Done: 1 read = 1 created \+ 0 updated \+ 0 unchanged \+ 0 skipped \+ 0 failed \(.+ s, .+ rows\/s\)$/,
    );

    const second = await typing(`deals deals.csv ${map}`, url);
    expect(second.exitCode).toBe(1);
    expect(second.progress).toEqual(['Writing 2 of 2']);
    expect(second.printed).toEqual([
      'deals.csv: 2 rows of deals (UTF-8, semicolons, dates year-month-day)',
      'What its columns are',
      '  Won on → Closed',
      '  Deal no → Number',
      '  Seller → Owner',
      '  Stage → Stage',
      '  Value → Amount',
      '  (every row) Currency: USD',
      '  Not imported: Colour',
      'The first rows, as understood',
      '  line 2 (new): Number O1 · Title O1 · Owner Bo Hart · Stage Signed · Amount USD 1,054.50 · Closed 1 Mar 2017',
      '  line 3 (faulty): Number O2 · Title O2 · Stage Signed · Amount USD 7.00 · Closed 1 Mar 2017',
      'Read differently from what is written, or filled in',
      '  1 ×  no customer is given: add it later',
      'Rows that cannot be imported',
      '  1 ×  Owner: nobody is called "Nobody" (line 3)',
      'Preview: 2 read = 1 new + 0 changed + 0 same + 0 skipped + 1 faulty',
      expect.stringMatching(/^Done: 2 read = 1 created \+ 0 updated \+ 0 unchanged \+ 0 skipped \+ 1 failed/),
      `The rows with problems are in ${join(folder, 'deals.csv.errors.csv')}: correct them there and import that file.`,
    ]);
    expect(await dealsIn(url)).toEqual([{ externalId: 'O1', amountCents: 1054_50 }]);
  });

  test('takes the corrected error file as it is', async () => {
    const url = await readyUrl();
    await given('teams.csv', people);
    await given('deals.csv', deals);
    await typing('people teams.csv', url);
    await typing(`deals deals.csv ${map}`, url);

    const errors = await readFile(join(folder, 'deals.csv.errors.csv'), 'utf8');
    expect(errors).toBe(
      [
        '\ufeffLine in the file,What is wrong,What to do,Deal no,Seller,Stage,Value,Won on,Colour',
        '3,"Owner: nobody is called ""Nobody""","Import the people first, or correct the name",O2,Nobody,Won,7,2017-03-01,blue',
        '',
      ].join('\n'),
    );
    await given('deals.csv.errors.csv', errors.replace(',Nobody,', ',Bo Hart,'));
    const { printed, exitCode } = await typing(`deals deals.csv.errors.csv ${map}`, url);

    expect(exitCode).toBe(0);
    expect(printed).toContain('  Not imported: Colour');
    expect(await dealsIn(url)).toEqual([
      { externalId: 'O1', amountCents: 1054_50 },
      { externalId: 'O2', amountCents: 7_00 },
    ]);
  });

  test('does not put a repeated row among those to correct, as it would replace the first one', async () => {
    const url = await readyUrl();
    await given(
      'accounts.csv',
      'Name,Phone,Owner\nAcme Inc.,555-0100,\n"ACME, Inc",555-0199,\nBeta,1,Nobody\n',
    );
    const { printed } = await typing('customers accounts.csv', url);
    expect(printed.at(-1)).toMatch(
      /^The rows that were skipped are in .+accounts\.csv\.skipped\.csv: an earlier row/,
    );
    expect(await readFile(join(folder, 'accounts.csv.skipped.csv'), 'utf8')).toContain('555-0199');

    await typing('customers accounts.csv.errors.csv', url);
    expect(await customersIn(url)).toEqual([{ name: 'Acme Inc.', phone: '555-0100' }]);
  });

  test('writes over no error file, as somebody may be correcting it since the preview', async () => {
    const url = await readyUrl();
    await given('deals.csv', deals);
    await typing(`deals deals.csv ${map} --dry-run`, url);
    await given('deals.csv.errors.csv', 'corrected');

    const { printed } = await typing(`deals deals.csv ${map}`, url);
    expect(printed.at(-1)).toContain(`${join(folder, 'deals.csv.errors-2.csv')}: correct them there`);
    expect(await readFile(join(folder, 'deals.csv.errors.csv'), 'utf8')).toBe('corrected');
  });

  test('says which roles nobody has that approvals need', async () => {
    const url = await readyUrl();
    await given('staff.csv', 'name,roles\nAnn,legal;admin;general-manager\nBo,finance\n');
    expect((await typing('people staff.csv', url)).printed.at(-1)).toMatch(/^Done: 2 read/);

    await given('change.csv', 'name,roles\nBo,staff\n');
    expect((await typing('people change.csv', url)).printed.at(-1)).toMatch(
      /^Mind: nobody has these roles: finance\./,
    );
  });

  test('hands what a leaver held to their manager', async () => {
    const url = await readyUrl();
    await given('teams.csv', people);
    await given('deals.csv', 'Deal no,Seller,Stage,Value\nO1,Bo Hart,Lead,7\n');
    await typing('people teams.csv', url);
    await typing('deals deals.csv --set currency=USD', url);

    await given('leavers.csv', 'name,status\nBo Hart,left\n');
    const { printed } = await typing('people leavers.csv', url);

    expect(printed.at(-2)).toBe('Handed over: 0 approvals, 1 deals, 0 customers');
    const owner = 'SELECT e.name FROM deals d JOIN employees e ON e.id = d.ownerId';
    expect(await rowsIn(url, owner)).toEqual([{ name: 'Ann Lee' }]);
    expect((await typing('people leavers.csv', url)).printed.join()).not.toContain('Handed over');
  });

  test('hands back rows in which office software calculates nothing, and takes them as they were written', async () => {
    const url = await readyUrl();
    await given('teams.csv', people);
    await given('accounts.csv', 'Name,Phone,Owner\n=1+1,+8613800000000,Nobody\n');
    await typing('people teams.csv', url);
    await typing('customers accounts.csv', url);

    const errors = await readFile(join(folder, 'accounts.csv.errors.csv'), 'utf8');
    expect(errors).toContain("'=1+1,'+8613800000000,Nobody");
    await given('accounts.csv.errors.csv', errors.replace(',Nobody', ',Bo Hart'));
    await typing('customers accounts.csv.errors.csv', url);
    expect(await customersIn(url)).toEqual([{ name: '=1+1', phone: '+8613800000000' }]);
  });

  test('with --dry-run stops before it writes, and hands back the rows all the same', async () => {
    const url = await readyUrl();
    await given('deals.csv', deals);

    const { printed, exitCode, progress } = await typing(`deals deals.csv ${map} --dry-run`, url);

    expect(exitCode).toBe(1);
    expect(progress).toEqual([]);
    expect(printed.slice(-3)).toEqual([
      'Preview: 2 read = 0 new + 0 changed + 0 same + 0 skipped + 2 faulty',
      'This was a preview. Nothing was written.',
      expect.stringMatching(/^The rows with problems are in .+deals\.csv\.errors\.csv: /),
    ]);
    expect(await dealsIn(url)).toEqual([]);
  });
});

describe('somebody who imports a file', () => {
  const url = () => `sqlite:${join(folder, 'dealdesk.db')}`;

  test('reads it all in Chinese where the firm speaks Chinese', async () => {
    await given('产品.csv', '产品名称,单价,颜色\n企业版,3600,红\n标准版,免费,蓝\n');

    const { printed } = await typing('products 产品.csv', url(), 'zh-CN');

    expect(printed).toEqual([
      '产品.csv：2 行产品（UTF-8，逗号分隔）',
      '列的含义',
      '  产品名称 → 产品名称',
      '  单价 → 单价',
      '  不导入的列：颜色',
      '前几行将这样导入',
      '  第 2 行（新增）：产品名称 企业版 · 单价 ¥3,600.00',
      '  第 3 行（有误）：产品名称 标准版',
      '和文件写的不完全一样的地方',
      '  1 行：没有写币种，按 CNY 导入；其他币种请加 --set currency=USD',
      '不能导入的行',
      '  1 行：“单价”读不懂：“免费”（第 3 行）',
      '预览：读取 2 行 = 新增 1 + 更新 0 + 不变 0 + 跳过 0 + 有误 1',
      expect.stringMatching(
        /^完成：读取 2 行 = 新增 1 \+ 更新 0 \+ 不变 0 \+ 跳过 0 \+ 失败 1（.+ 秒，每秒 .+ 行）$/,
      ),
      `有问题的行在 ${join(folder, '产品.csv.errors.csv')}：改好以后导入这个文件即可。`,
    ]);
  });

  test('need not care how Excel saved it', async () => {
    const gbk = [0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb9, 0xa4, 0xba, 0xc5, 0x0d, 0x0a];
    await given('人员.csv', Uint8Array.from([...gbk, 0xd5, 0xc5, 0xce, 0xb0, ...Buffer.from(',E003\r\n')]));

    const { printed } = await typing('people 人员.csv', url(), 'zh-CN');

    expect(printed).toContain('人员.csv：1 行人员（GB18030 (GBK)，逗号分隔）');
    expect(printed).toContain('  第 2 行（新增）：姓名 张伟 · 工号 E003');
  });

  test('finds the error file in the working folder when it cannot be beside the file', async () => {
    await mkdir(join(folder, 'theirs', 'deals.csv.errors.csv'), { recursive: true });
    await given('theirs/deals.csv', deals);

    const { printed } = await typing(`deals theirs/deals.csv ${map} --dry-run`, url());

    expect(printed.at(-1)).toContain(` ${join(folder, 'deals.csv.errors.csv')}: `);
    expect(await readFile(join(folder, 'deals.csv.errors.csv'), 'utf8')).toMatch(/^\ufeffLine in the file,/);
  });

  test.each([
    ['', 2, 'Usage: npm run import -- <people|customers|products|deals> <file.csv> [options]'],
    ['tickets a.csv', 2, 'Usage: npm run import -- <people|customers|products|deals> <file.csv> [options]'],
    ['deals', 2, 'Usage: npm run import -- <people|customers|products|deals> <file.csv> [options]'],
    [
      'deals a.csv b.csv',
      2,
      'Usage: npm run import -- <people|customers|products|deals> <file.csv> [options]',
    ],
    ['deals nowhere.csv', 1, 'The file nowhere.csv cannot be read. Check its path.'],
    ['deals .', 1, 'The file . cannot be read. Check its path.'],
    ['deals a.csv --map amount', 1, '"amount" must be NAME=VALUE'],
    ['deals a.csv --dates mmddyy', 1, '--dates is mdy, dmy or ymd'],
    ['deals a.csv --wet-run', 1, "This option is not understood: Unknown option '--wet-run'"],
  ])('and types "%s" is told how to', async (line, exitCode, sentence) => {
    const told = await typing(line, url());

    expect(told.exitCode).toBe(exitCode);
    expect(told.printed[0]).toEqual(sentence);
  });

  test('and asks what a file may have is told, with the headings by which it is known', async () => {
    const { printed } = await typing('people', url());
    expect(printed).toContain('  name  Name (must be there)');
    expect(printed).toContain('  status  Status');
    expect(printed.join()).toContain('在职状态, 状态');
  });

  test('and has a title above its headings reads where they were found', async () => {
    await given('people.csv', '员工名单,\n姓名,工号\n张伟,1\n');
    expect((await typing('people people.csv', url())).printed).toContain(
      'Its headings are on line 2; what is above is left out',
    );
  });

  test('and has none in it is told so', async () => {
    await given('empty.csv', '\n\n');

    expect(await typing('people empty.csv', url())).toMatchObject({
      exitCode: 1,
      printed: ['The file empty.csv is empty.'],
    });
  });

  test('and has only headings imports nothing, and no number is missing', async () => {
    await given('people.csv', 'name\n');

    const { printed, exitCode } = await typing('people people.csv', url());

    expect(exitCode).toBe(0);
    expect(printed).toContain('Preview: 0 read = 0 new + 0 changed + 0 same + 0 skipped + 0 faulty');
  });

  test('and cannot reach the database is told so', async () => {
    await given('teams.csv', people);

    const { printed, exitCode } = await typing('people teams.csv', 'mysql://nobody@127.0.0.1:1/nothing');

    expect(exitCode).toBe(1);
    expect(printed.at(-1)).toMatch(/^The database cannot be reached: /);
  });
});
