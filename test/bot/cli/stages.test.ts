import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stages } from '../../../bot/cli/stages.js';
import { defaultPipeline, type Pipeline, type Stage } from '../../../handlers/deal/pipeline.js';
import type { Database } from '../../../models/database.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

const trial: Stage = {
  key: 'trial',
  name: { zh: '试用', en: 'Trial' },
  aliases: ['poc'],
  probabilityBp: 4500,
  required: ['customer', 'expectedClose'],
};
const withTrial: Pipeline = { stages: defaultPipeline.stages.toSpliced(2, 0, trial) };

describeOnEachDatabase('npm run stages', (open) => {
  let folder: string;
  let database: Database;
  let world: World;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dealdesk-stages-'));
    database = await open();
    world = await openWorld(database);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const typing = async (line: string) => {
    const reader = { locale: 'en', timeZone: 'UTC', link: (path: string) => path } as const;
    const desk = { database, reader, now: new Date(), workingFolder: folder };
    return stages(line.split(' ').filter(Boolean), desk);
  };
  const given = (content: unknown) =>
    writeFile(join(folder, 'stages.json'), typeof content === 'string' ? content : JSON.stringify(content));

  test('lists what each needs and starts', async () => {
    const { lines } = await typing('');
    expect(lines).toContain('proposal  Proposal (30%), needs customer');
    expect(lines).toContain(
      'to-sign  To be signed (90%), needs customer, amount, starts the approval contract',
    );
    expect(lines).toContain('lost  Lost (0%), lost');
  });

  test('takes a stage of the firm, which asks for what the firm wants', async () => {
    await given(withTrial);
    expect(await typing('check')).toMatchObject({ exitCode: 0 });
    expect(await typing('import')).toEqual({ lines: ['They hold from now on.'], exitCode: 0 });

    const made = await world.type('E003', '/deal new 上海云帆科技有限公司 2万');
    const number = /D-\d+/.exec(made.text)?.[0];
    const { text } = await world.type('E003', `/deal stage ${number} poc`);
    expect(text).toContain('“试用”');
    expect(text).toContain('预计签约');
  });

  test('says all that is wrong at once, and changes nothing', async () => {
    const [lead, ...others] = defaultPipeline.stages.filter(({ key }) => key !== 'lost');
    await given({ stages: [{ ...lead, outcome: 'won' }, { ...trial, aliases: ['报价'] }, ...others] });

    expect(await typing('import')).toEqual({
      exitCode: 1,
      lines: [
        'To be mended:',
        '  · The first stage is where new deals are: it has neither outcome nor approval.',
        '  · At least one stage has the outcome lost.',
        '  · More than one stage has "报价" as its key, name or alias: typed, it could be either.',
      ],
    });
    expect((await typing('')).lines).toHaveLength(defaultPipeline.stages.length);
  });

  test('names an approval that leads nowhere', async () => {
    const approval = { flow: 'expense', approved: 'gone', otherwise: 'won' };
    await given({
      stages: [
        ...withTrial.stages,
        { ...trial, key: 'gate', name: { zh: '关', en: 'Gate' }, aliases: [], approval },
      ],
    });
    expect((await typing('check')).lines).toEqual([
      'To be mended:',
      '  · “Gate”: there is no flow expense that a deal can start (one with a form is none).',
      '  · “Gate”: there is no stage gone.',
      '  · “Gate”: there is no stage won.',
    ]);
  });

  test('leaves no deal without a stage', async () => {
    await world.type('E003', '/deal new 上海云帆科技有限公司 2万 谈判');
    await given({ stages: withTrial.stages.filter(({ key }) => key !== 'negotiation') });
    expect((await typing('import')).lines.join('\n')).toContain('deals are in the stage negotiation');
  });

  test('says where a file is not written as stages', async () => {
    await given('{"stages": [');
    expect((await typing('check')).lines[1]).toContain('This is no JSON');
    await given({ stages: [{ ...trial, required: ['budget'] }] });
    expect((await typing('check')).lines[1]).toBe(
      '  · stages.0.required.0: some of "customer", "amount" and "expectedClose", [] for none',
    );
    await given({ stages: [{ ...trial, wen: 1 }] });
    expect((await typing('check')).lines[1]).toContain('wen');
    expect((await typing('check nowhere.json')).lines).toEqual([
      'The file nowhere.json cannot be read. Check its path.',
    ]);
  });

  test('takes a file as an editor on Windows saves it', async () => {
    await given(`\uFEFF${JSON.stringify(withTrial)}`);
    expect(await typing('check')).toMatchObject({ exitCode: 0 });
  });

  test('writes them down, over no file that is there', async () => {
    await typing('export');
    expect(JSON.parse(await readFile(join(folder, 'stages.json'), 'utf8'))).toEqual(defaultPipeline);
    expect(await typing('export')).toEqual({
      lines: ['stages.json is there already and was left alone. Write another name, or move the file away.'],
      exitCode: 1,
    });
    expect(await typing('export nowhere/stages.json')).toEqual({
      lines: ['The file nowhere/stages.json cannot be written. Check its path.'],
      exitCode: 1,
    });
    expect(await typing('list me')).toMatchObject({ exitCode: 0 });
    expect(await typing('draw')).toMatchObject({ exitCode: 2 });
  });
});
