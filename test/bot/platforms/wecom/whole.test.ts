/** The whole service with a WeCom at its other end, and what its instances share in a database. */
import { seedDemo } from '../../../../bot/demo.js';
import { insertIdentity } from '../../../../models/identity.js';
import { readBacklog, show } from '../../../../models/shown-card.js';
import { type Running, start } from '../../../story/running.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { onWecom } from '../../../support/environment.js';
import { found, until } from '../../../support/until.js';
import { type FakeWecom, startFakeWecom } from '../../../support/wecom/fake.js';
import { pages } from '../../../support/wecom/pages.js';
import { person } from '../../../support/wecom/person.js';
import { callbacks, eventXml, textXml } from '../../../support/wecom/wire.js';

const PATIENCE_MS = 60_000;

describeOnEachDatabase('two instances on WeCom', (_open, _freshUrl, readyUrl) => {
  let fake: FakeWecom;
  let one: Running;
  let other: Running;

  beforeAll(async () => {
    fake = await startFakeWecom({
      members: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ userid: `E00${n}`, name: `E00${n}` })),
    });
    const databaseUrl = await readyUrl();
    const begin = () =>
      start((publicUrl) => ({
        DATABASE_URL: databaseUrl,
        ...onWecom(fake, publicUrl),
      }));
    one = await begin();
    await seedDemo(one.app.database, new Date());
    other = await begin();
  }, PATIENCE_MS);
  afterAll(async () => {
    await Promise.all([one.app.stop(), other.app.stop()]);
    await fake.stop();
    expect([...one.bugs, ...other.bugs]).toEqual([]);
  }, PATIENCE_MS);

  const first = () => callbacks(fake, one.url);
  const second = () => callbacks(fake, other.url);
  const settled = () =>
    until(
      async () => (await one.app.database.read((tx) => readBacklog(tx, new Date()))).behind === 0,
      PATIENCE_MS,
    );

  test('ask for one token between them', async () => {
    await until(() => fake.callsOf('gettoken').length > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(fake.callsOf('gettoken')).toHaveLength(1);
  });

  test(
    'do once what WeCom says eight times at once, and answer it once',
    async () => {
      const xml = textXml(fake, 'E003', '/deal note D-1001 只说一次');
      const wires = Array.from({ length: 8 }, (_, n) => (n % 2 ? first() : second()));
      const answers = await Promise.all(wires.map((wire) => wire.once(xml)));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
      const notes = await one.app.database.read((tx) =>
        tx.rows(
          "SELECT id FROM history WHERE action LIKE '%note%' AND subjectId = 1001 AND detail LIKE '%只说一次%'",
        ),
      );
      expect(notes).toHaveLength(1);
      await settled();
    },
    PATIENCE_MS,
  );

  test(
    'send one card for a question that came to both',
    async () => {
      const before = fake.messages.filter(({ to }) => to === 'E002').length;
      const xml = textXml(fake, 'E002', '/digest');
      await Promise.all([first().send('E002', xml), second().send('E002', xml), first().send('E002', xml)]);
      const cards = () => fake.messages.filter(({ to, card }) => to === 'E002' && card).slice(before);
      await until(() => cards().length > 0);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(cards()).toHaveLength(1);
    },
    PATIENCE_MS,
  );

  test(
    'take a form from the page behind its card',
    async () => {
      const zhang = person(fake, first(), 'E003');
      await zhang.types('/deal new 上海云帆科技有限公司');
      const token = (await zhang.link('填写')).split('/').at(-1) ?? '';
      const browser = pages(fake, one.url, 'E003');
      const { status, body } = await browser.get(`forms/${token}`);
      expect(status).toBe(200);
      const { fields } = (body as { form: { fields: readonly { name: string; value?: string }[] } }).form;
      const values = Object.fromEntries(fields.map(({ name, value }) => [name, value ?? '']));
      const sent = await browser.post(`forms/${token}`, {
        values: { ...values, amount: '2万', title: '手机填写' },
      });
      expect(sent.status).toBe(200);
      await zhang.sees('手机填写');
      expect((await pages(fake, one.url, 'E005').get(`forms/${token}`)).status).toBe(403);
    },
    PATIENCE_MS,
  );

  test(
    'open what is chosen from a list beside it, with the way to all of it, and go on with the next',
    async () => {
      await settled();
      const zhang = person(fake, second(), 'E003');
      await zhang.types('/deal list');
      const list = await zhang.find('a list', () => zhang.screen().find(({ options }) => options.length > 0));
      const opensDeal = async (nth: number): Promise<void> => {
        const count = zhang.screen().length;
        await zhang.pressesOn(list, list.options[nth]?.text ?? '');
        const opened = await zhang.find('the deal', () =>
          zhang.screen().length > count
            ? zhang.screen().find(({ page }) => page.includes('/app/deal/'))
            : undefined,
        );
        expect(await zhang.link('查看全部')).toBe(opened.page);
      };
      await opensDeal(0);
      await opensDeal(1);
      expect(zhang.screen().some(({ message }) => message.id === list.message.id)).toBe(true);
    },
    PATIENCE_MS,
  );

  test(
    'do not count waiting for the turn as an attempt',
    async () => {
      const { database } = one.app;
      const chen = await database.read((tx) =>
        tx.row<{ id: number }>("SELECT id FROM employees WHERE staffNumber = 'E005'"),
      );
      const deals = await database.read((tx) =>
        tx.rows<{ id: number }>('SELECT id FROM deals ORDER BY id LIMIT 4'),
      );
      await database.transaction(async (tx) => {
        tx.later("DELETE FROM identities WHERE platform = 'wecom' AND userId = 'E005'");
      });
      await database.transaction(async (tx) =>
        insertIdentity(
          tx,
          { platform: 'wecom', workspaceId: fake.corpId, userId: 'E005' },
          chen?.id ?? 0,
          new Date(),
        ),
      );
      // All but one of the turns are taken already.
      await database.transaction(async (tx) => {
        tx.later("DELETE FROM wecom_turns WHERE userId = 'E005'");
        const sentAtMs = Array(29)
          .fill(Date.now() - 57_500)
          .join(',');
        tx.insert('wecom_turns', { userId: 'E005', fullAtMs: 0, sentAtMs });
      });
      await database.transaction(async (tx) => {
        for (const { id } of deals.slice(0, 2)) show(tx, chen?.id ?? 0, 'deal', id);
      });
      const putOff = () =>
        database.read((tx) =>
          tx.row<{ attempts: number }>(
            "SELECT attempts FROM shown_cards WHERE employeeId = ? AND state = 'behind' AND lastError IS NOT NULL",
            [chen?.id ?? 0],
          ),
        );
      expect(await found(putOff, () => 'No card waited for its turn.')).toEqual({ attempts: 0 });
      await settled();
      expect(fake.dropped).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    'follow somebody to another user id',
    async () => {
      const change = { ChangeType: 'update_user', UserID: 'E007', NewUserID: 'e7' };
      const oldName = person(fake, first(), 'E007');
      await oldName.types('/todo');
      await oldName.find('an answer', () => oldName.screen()[0]);
      fake.members.set('e7', { userid: 'e7', name: 'E007' });
      fake.members.delete('E007');
      await first().send('sys', eventXml(fake, 'sys', 'change_contact', change));
      const newName = person(fake, second(), 'e7');
      await newName.types('/todo');
      await newName.find('an answer', () => newName.screen()[0]);
      expect(newName.screen()[0]?.text).not.toContain('工号');
    },
    PATIENCE_MS,
  );
});
