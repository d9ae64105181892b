import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { template } from '../../../bot/cli/template.js';
import { tableRow, textOf, wordFile } from '../../support/word.js';

describe('somebody checks a contract template', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'template-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const check = async (...body: string[]) => {
    const file = join(folder, 'contract.docx');
    await writeFile(file, wordFile(...body));
    const { lines, exitCode } = await template(['check', file]);
    return { printed: lines.join('\n'), exitCode };
  };

  test('and reads that it can be used', async () => {
    const row = tableRow('{#明细}{产品名称}', '{小计}{/明细}');

    expect(await check('{合同编号}{卖方名称}{客户名称}{价税合计}', row)).toEqual({
      printed: '模板没有问题，可以使用。\nThe template is fine and can be used.',
      exitCode: 0,
    });
  });

  test('and reads what to change and what may have been forgotten, in both languages', async () => {
    const { printed, exitCode } = await check('{合同编号}{卖方名称}{客户名}{价税合计}{#明细}{小计}{/明细}');

    expect(printed).toBe(
      [
        '模板需要修改：',
        'The template needs mending:',
        '  · 没有「{客户名}」这个标签，是不是想写「{客户名称}」',
        '    There is no tag "{客户名}"; did you mean "{客户名称}"',
        '请留意：',
        'Worth a look:',
        '  · 模板里没有「{客户名称}」，生成的合同里不会有这一项',
        '    The template has no "{customer_name}", so the contract will not say it',
      ].join('\n'),
    );
    expect(exitCode).toBe(1);
  });

  test('and reads that the path is wrong', async () => {
    const missing = join(folder, 'nowhere.docx');

    expect(await template(['check', missing])).toEqual({
      lines: [`读不到文件 ${missing}，请检查路径。`, `The file ${missing} cannot be read. Check its path.`],
      exitCode: 1,
    });
  });

  test('that lies where they called npm, although npm runs in the folder of the project', async () => {
    await writeFile(join(folder, 'here.docx'), wordFile('{合同编号}'));
    const environment = jest.replaceProperty(process, 'env', { ...process.env, INIT_CWD: folder });
    const { lines } = await template(['check', 'here.docx']);
    environment.restore();
    expect(lines[0]).not.toContain('读不到文件');
  });

  test('and sees what comes of it, before any contract is drawn', async () => {
    const file = join(folder, 'ours.docx');
    await writeFile(file, wordFile('{客户名称}：{大写金额}'));
    expect(await template(['try', file])).toMatchObject({
      lines: [expect.any(String), `Written to ${join(folder, 'ours.filled.docx')}: open it in Word.`],
      exitCode: 0,
    });
    expect(textOf(await readFile(join(folder, 'ours.filled.docx')))).toContain(
      '杭州示例制造有限公司：人民币肆拾壹万壹仟叁佰元整',
    );

    await writeFile(file, wordFile('{客户名}'));
    expect(await template(['try', file])).toMatchObject({ exitCode: 1 });
  });

  test('and gets the list of all tags', async () => {
    const { lines, exitCode } = await template(['tags']);

    expect(lines).toContain('  {客户名称}  {customer_name}');
    expect(lines).toContain('  {小计}  {line_total}');
    expect(exitCode).toBe(0);
  });

  test.each([[[]], [['check']], [['constructor']]])('and typing %j shows how to', async (args) => {
    const { lines, exitCode } = await template(args);

    expect(lines[1]).toMatch(/^Usage: npm run template -- check <file.docx>/);
    expect(exitCode).toBe(2);
  });
});
