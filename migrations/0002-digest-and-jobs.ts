import { DataTypes, type QueryInterface } from 'sequelize';

/**
 * All that the digest counts, so that it never reads a row. What is open (`closedAt` NULL) comes first and what was
 * closed lately last, so that the closed past is not read; then the owner, so that a team's part is read alone.
 */
const digestIndex = {
  name: 'deals_digest',
  fields: ['closedAt', 'ownerId', 'stage', 'currency', 'amountCents', 'stageChangedAt', 'expectedClose'],
};

/** The digest's index does its work. */
const replacedIndex = ['stage', 'ownerId'];

/** What the jobs look for. */
const indexes: readonly (readonly [string, readonly string[]])[] = [
  ['approval_tasks', ['state', 'openedAt']],
  ['contracts', ['sha256']],
  ['inbox', ['receivedAt']],
  ['job_runs', ['finishedAt', 'leaseEndsAt']],
  ['shown_cards', ['subject', 'subjectId']],
];

export async function up(schema: QueryInterface) {
  await schema.addIndex('deals', digestIndex);
  await schema.removeIndex('deals', replacedIndex);
  await schema.addColumn('job_runs', 'progress', {
    type: DataTypes.INTEGER,
    allowNull: false,
    defaultValue: 0,
  });
  await schema.addColumn('approval_tasks', 'remindedAt', { type: DataTypes.DATE(3), allowNull: true });
  await schema.createTable('clocks', {
    name: { type: DataTypes.STRING(40), primaryKey: true, allowNull: false },
    readAt: { type: DataTypes.DATE(3), allowNull: false },
  });
  for (const [table, fields] of indexes) await schema.addIndex(table, [...fields]);
}

export async function down(schema: QueryInterface) {
  for (const [table, fields] of indexes) await schema.removeIndex(table, [...fields]);
  await schema.dropTable('clocks');
  await schema.removeColumn('approval_tasks', 'remindedAt');
  await schema.removeColumn('job_runs', 'progress');
  await schema.addIndex('deals', replacedIndex);
  await schema.removeIndex('deals', digestIndex.name);
}
