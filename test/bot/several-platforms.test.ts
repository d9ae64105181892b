/** One firm, in DingTalk and in Slack at once. */

import { mastersChange } from '../../models/database/masters.js';
import { findEmployeeByStaffNumber } from '../../models/employee.js';
import { show } from '../../models/shown-card.js';
import type { Running } from '../story/running.js';
import { startTwoPlatforms, type TwoPlatforms } from '../story/two-platforms.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { until } from '../support/until.js';

describeOnEachDatabase('somebody who is in DingTalk and in Slack', (_open, _freshUrl, readyUrl) => {
  let firm: TwoPlatforms;
  let running: Running;

  beforeAll(async () => {
    firm = await startTwoPlatforms(await readyUrl());
    ({ running } = firm);
  });
  afterAll(async () => {
    await firm.stop();
    expect(running.bugs).toEqual([]);
  });

  const inDingTalk = (n: number) => firm.inDingTalk(n);
  const inSlack = (n: number) => firm.inSlack(n);
  const slackTexts = (n: number) =>
    inSlack(n)
      .messages()
      .filter(({ onlyFor }) => !onlyFor)
      .map(({ blocks, text }) => `${text}\n${JSON.stringify(blocks)}`);
  const cardsInSlack = (n: number, says: string) => slackTexts(n).filter((text) => text.includes(says));
  const cardsInDingTalk = (n: number, says: string) =>
    inDingTalk(n)
      .screen()
      .filter(({ text }) => text.includes(says));

  test('asks in Slack, and the approver reads it in DingTalk; a decision there redraws the card in Slack', async () => {
    await inDingTalk(2).types('待办');
    await inSlack(3).types('/deal stage D-1001 待签约');
    await inDingTalk(2).sees('云帆协同平台续约');
    await until(() => cardsInSlack(3, '待签约').length > 0);
    expect(cardsInSlack(2, '云帆协同平台续约')).toEqual([]);

    await inDingTalk(2).presses('同意');
    await until(() => cardsInSlack(3, '李娜').length > 0);
    const shown = cardsInSlack(3, 'D-1001');
    expect(shown).toHaveLength(1);
  });

  test('gets each card once: what is there is changed where it is, what is new comes to where they wrote last', async () => {
    const before = cardsInSlack(3, 'D-1002').length;
    await inSlack(3).types('/deal note D-1002 在 Slack 里');
    await until(() => cardsInSlack(3, 'D-1002').length === before + 1);

    await inDingTalk(3).types('待办');
    await inDingTalk(3).sees('待办');
    await inDingTalk(3).types('商机 备注 D-1002 在钉钉里');
    await until(() => cardsInSlack(3, '在钉钉里').length === 1);
    expect(cardsInDingTalk(3, '客户经理')).toEqual([]);

    await inDingTalk(3).types('商机 备注 D-1003 第一次');
    await until(() => cardsInDingTalk(3, 'D-1003').length > 0);
    expect(cardsInSlack(3, 'D-1003')).toEqual([]);
  });

  test('says where the cards should come, and an old one there points to where it went', async () => {
    await inDingTalk(5).types('待办');
    await inSlack(5).types('/todo here');
    await inDingTalk(5).types('待办');
    await inDingTalk(4).types('商机 推进 D-1004 待签约');
    await inDingTalk(2).presses('同意');
    await until(() => cardsInSlack(5, 'Northwind').length === 1);
    expect(cardsInDingTalk(5, 'Northwind')).toEqual([]);

    await inDingTalk(5).types('待办 随我');
    await running.app.database.transaction(async (tx) => {
      tx.later(`UPDATE identities SET lastUsedAt = ? WHERE platform = 'dingtalk' AND userId = 'manager005'`, [
        new Date('2040-01-01T00:00:00Z'),
      ]);
      mastersChange(tx);
      const legal = await findEmployeeByStaffNumber(tx, 'E005');
      show(tx, legal?.id ?? 0, 'approval', 2, { fresh: true });
    });
    await until(() => cardsInDingTalk(5, 'Northwind').length === 1);
    await until(() => cardsInSlack(5, '这张卡片已移到钉钉').length === 1);
  });

  test('is told the commands as they can be typed: in Slack, behind a slash, only the English ones', async () => {
    await inSlack(5).types('/deal help');
    await until(() => inSlack(5).screen().includes('/deal 新建'));
    await inDingTalk(5).types('商机 帮助');
    await inDingTalk(5).sees('/商机 新建');
  });
});
