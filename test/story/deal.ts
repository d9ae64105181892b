/** The main job, end to end: a deal typed in chat becomes a signed contract, and the manager reads of it next morning. */
import { isWorkingDay } from '../../handlers/working-days.js';
import type { Database } from '../../models/database.js';
import { readBacklog } from '../../models/shown-card.js';
import { openJobs } from '../support/jobs.js';
import { until } from '../support/until.js';
import { textOf } from '../support/word.js';
import type { Firm } from './player.js';

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;

/** A working day's morning in Shanghai: before the digest and after it. */
const nextMorning = (): readonly [string, string] => {
  const days = Array.from({ length: 30 }, (_, index) => Date.now() + (index + 1) * DAY_MS).map((ms) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(ms),
  );
  const day = days.find((one) => isWorkingDay(one, ZONE)) ?? '';
  return [`${day}T08:10:00+08:00`, `${day}T08:31:00+08:00`];
};

export async function playDeal(firm: Firm, database: Database): Promise<void> {
  const [li, zhang, chen, liu] = ['E002', 'E003', 'E005', 'E006'].map(firm) as [
    ReturnType<Firm>,
    ReturnType<Firm>,
    ReturnType<Firm>,
    ReturnType<Firm>,
  ];

  await zhang.types('/deal new 上海云帆 2万 ERP升级 2030-12-31');
  await zhang.sees('没有叫“上海云帆”的客户');
  await zhang.presses('用 C-1 上海云帆科技有限公司');
  await zhang.sees('已创建商机 D-1005：ERP升级（¥20,000.00，线索）。');
  expect(await zhang.sees('商机 D-1005 ·')).toContain('●线索 › 方案 › 谈判 › 待签约');

  await zhang.types('/deal stage D-1005 待签约');
  await zhang.sees('D-1005 已进入“待签约”，合同第 1 版已生成，审批 A-1 已提交，等待 李娜。');
  await zhang.sees('等 李娜 处理');

  const contract = await fetch(await zhang.link('查看合同（第 1 版）'));
  expect(contract.status).toBe(200);
  const text = textOf(Buffer.from(await contract.arrayBuffer()));
  for (const words of ['上海云帆科技有限公司', '91310000DEMO00001X', '20,000.00', '贰万元整'])
    expect(text).toContain(words);

  expect(await li.sees('等你处理')).toContain('¥20,000.00');
  await li.presses('同意');
  await li.sees('已同意 A-1，接下来由 陈静、刘洋 处理。');
  await zhang.sees('等 陈静、刘洋 处理');
  await chen.sees('等你处理');
  await chen.presses('同意');
  await chen.sees('已同意 A-1，还在等 刘洋。');
  await liu.sees('等你处理');
  await liu.presses('同意');
  await liu.sees('已同意 A-1，审批通过。');

  const signed = await zhang.sees('●已签约');
  for (const words of [
    '商机 D-1005',
    '审批 A-1：已通过',
    '刘洋：同意 A-1',
    '阶段 待签约 → 已签约',
    '赢单：A-1 已通过',
  ])
    expect(signed).toContain(words);
  const result = await zhang.sees('由 刘洋 最后同意');
  for (const words of ['合同审批 A-1', '李娜', '陈静', '已通过']) expect(result).toContain(words);
  await li.sees('由 刘洋 最后同意');

  const jobs = openJobs(database);
  await jobs.at(...nextMorning());
  expect(jobs.complaints()).toEqual([]);
  expect(await li.sees('日报 ·')).toMatch(/赢单：1 个（[^）]+ 起）\s+¥20,000\.00/);
  await settled(database);
}

const settled = (database: Database) =>
  until(
    async () => (await database.read((tx) => readBacklog(tx, new Date()))).behind === 0,
    20_000,
    'Some cards were not brought up to date.',
  );

/** What a run leaves in each table; of times, only whether there is one, as no two runs have the same. */
const questions: Readonly<Record<string, string>> = {
  customers: 'SELECT id, name, normalisedName, taxNumber, ownerId FROM customers ORDER BY id',
  deals: `SELECT id, title, customerId, ownerId, stage, amountCents, currency, expectedClose, closedReason,
    closedAt IS NULL AS isOpen FROM deals ORDER BY id`,
  lines: 'SELECT * FROM deal_lines ORDER BY dealId, position',
  contracts: `SELECT id, dealId, version, contentHash, sha256, LENGTH(file) > 0 AS hasFile FROM contracts ORDER BY id`,
  approvals: `SELECT id, purpose, subjectKind, subjectId, initiatorId, state, round, contentHash, runningKey,
    endedAt IS NULL AS isOpen FROM approvals ORDER BY id`,
  tasks: `SELECT approvalId, seq, stepKey, round, assigneeId, state, decidedById, comment FROM approval_tasks
    ORDER BY approvalId, seq`,
  history: 'SELECT subjectKind, subjectId, actorId, action, detail FROM history ORDER BY id',
  cards: `SELECT employeeId, subject, CASE WHEN subject = 'digest' THEN 0 ELSE subjectId END AS subjectId, state, wanted,
    shown = wanted AS isNew, attempts, lastError FROM shown_cards ORDER BY employeeId, subject, subjectId`,
  digests:
    "SELECT COUNT(*) AS n, outcome FROM job_runs WHERE job = 'digest' GROUP BY outcome ORDER BY outcome",
};

export const endStateOf = (database: Database): Promise<unknown> =>
  database.read(async (tx) => {
    const state: Record<string, unknown> = {};
    for (const [name, sql] of Object.entries(questions))
      state[name] = (await tx.rows<Record<string, unknown>>(sql)).map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([column, value]) => [
            column,
            column === 'detail' && typeof value === 'string' ? JSON.parse(value) : value,
          ]),
        ),
      );
    return state;
  });
