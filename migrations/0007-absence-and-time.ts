import { DataTypes, type QueryInterface } from 'sequelize';

const instant = { type: DataTypes.DATE(3), allowNull: false };
const optionalInstant = { type: DataTypes.DATE(3), allowNull: true };
const key = (length: number) => ({ type: DataTypes.STRING(length), allowNull: false });
const auto = { type: DataTypes.INTEGER, primaryKey: true, allowNull: false, autoIncrement: true };
const employee = {
  type: DataTypes.INTEGER,
  allowNull: false,
  references: { model: 'employees', key: 'id' },
};

/** Who is away from when until when, and who acts for them. */
const absences = {
  id: { type: DataTypes.INTEGER, primaryKey: true, allowNull: false },
  employeeId: employee,
  proxyId: employee,
  /** Only approvals of this flow; all, without it. */
  flowKey: { ...key(40), allowNull: true },
  startsAt: instant,
  endsAt: instant,
  setById: employee,
  setAt: instant,
  /** When it begins or ends next; nothing when it is over. */
  nextAt: optionalInstant,
};

/** How long each step took; what is read are the latest of a step. */
const stepTimes = {
  id: auto,
  flowKey: key(40),
  stepKey: key(60),
  tookMs: { type: DataTypes.BIGINT, allowNull: false },
  endedAt: instant,
};

const taskColumns = {
  dueAt: optionalInstant,
  clockedAt: optionalInstant,
  fired: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
};

const indexes: readonly (readonly [string, readonly string[]])[] = [
  ['absences', ['nextAt']],
  ['absences', ['employeeId', 'nextAt']],
  ['step_times', ['flowKey', 'stepKey', 'id']],
  ['step_times', ['endedAt']],
  ['approval_tasks', ['dueAt']],
];

const letters = { charset: 'utf8mb4', collate: 'utf8mb4_unicode_ci' };

export async function up(schema: QueryInterface) {
  await schema.createTable('absences', absences, letters);
  await schema.createTable('step_times', stepTimes, letters);
  for (const [name, column] of Object.entries(taskColumns))
    await schema.addColumn('approval_tasks', name, column);
  for (const [table, fields] of indexes) await schema.addIndex(table, [...fields]);
  await schema.bulkInsert('sequences', [{ name: 'absence', next: 1 }]);
}

export async function down(schema: QueryInterface) {
  await schema.bulkDelete('sequences', { name: 'absence' });
  await schema.removeIndex('approval_tasks', ['dueAt']);
  for (const name of Object.keys(taskColumns)) await schema.removeColumn('approval_tasks', name);
  await schema.dropTable('step_times');
  await schema.dropTable('absences');
}
