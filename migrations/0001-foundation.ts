import { DataTypes, type ModelAttributeColumnOptions, type QueryInterface } from 'sequelize';

type Column = ModelAttributeColumnOptions;

const id = { type: DataTypes.INTEGER, primaryKey: true, allowNull: false };
/** What differs by the database. MySQL's plain TEXT ends at 64 KB, which is less than people can paste. */
const dialects = {
  mysql: {
    auto: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true },
    longText: { type: DataTypes.TEXT('medium'), allowNull: false },
  },
  sqlite: {
    auto: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    longText: { type: DataTypes.TEXT, allowNull: false },
  },
} satisfies Record<string, Record<string, Column>>;
type Dialect = (typeof dialects)[keyof typeof dialects];
const text = (length: number) => ({ type: DataTypes.STRING(length), allowNull: false });
const optionalText = (length: number) => ({ type: DataTypes.STRING(length), allowNull: true });
/** Compared byte by byte: keys of other systems differ by case. */
const key = (length: number) => ({ type: DataTypes.STRING(length, true), allowNull: false });
const count = { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 };
const cents = { type: DataTypes.BIGINT, allowNull: false, defaultValue: 0 };
const instant = { type: DataTypes.DATE(3), allowNull: false };
const optionalInstant = { type: DataTypes.DATE(3), allowNull: true };
const day = { type: DataTypes.CHAR(10), allowNull: true };
const json = { type: DataTypes.JSON, allowNull: false };
const flag = (defaultValue: boolean) => ({ type: DataTypes.BOOLEAN, allowNull: false, defaultValue });
const ref = (table: string) => ({
  type: DataTypes.INTEGER,
  allowNull: false,
  references: { model: table, key: 'id' },
});
const optionalRef = (table: string) => ({ ...ref(table), allowNull: true });
const keyPart = <T extends object>(column: T) => ({ ...column, primaryKey: true });

/** In order of dependence; `down` drops them the other way round. */
const tables = ({ auto, longText }: Dialect): Record<string, Record<string, Column>> => ({
  sequences: { name: keyPart(text(40)), next: { type: DataTypes.INTEGER, allowNull: false } },
  settings: { name: keyPart(text(80)), value: json },
  departments: {
    id,
    name: text(120),
    parentId: optionalRef('departments'),
    externalId: { ...key(120), allowNull: true },
  },
  employees: {
    id,
    staffNumber: key(40),
    name: text(120),
    email: optionalText(190),
    mobile: optionalText(40),
    departmentId: optionalRef('departments'),
    position: optionalText(120),
    managerId: optionalRef('employees'),
    locale: text(10),
    timeZone: text(60),
    active: flag(true),
    createdAt: instant,
  },
  employee_roles: { employeeId: keyPart(ref('employees')), role: keyPart(text(40)) },
  identities: {
    platform: keyPart(key(20)),
    workspaceId: keyPart(key(64)),
    userId: keyPart(key(64)),
    employeeId: ref('employees'),
    lastUsedAt: instant,
  },
  customers: {
    id,
    name: text(500),
    /** Byte by byte as well: to MySQL's usual order, all emoji and all rarer characters are one and the same. */
    normalisedName: key(500),
    category: optionalText(60),
    taxNumber: optionalText(40),
    address: optionalText(500),
    phone: optionalText(60),
    ownerId: optionalRef('employees'),
    externalId: { ...key(120), allowNull: true },
    createdAt: instant,
    updatedAt: instant,
  },
  contacts: {
    id,
    customerId: ref('customers'),
    name: text(120),
    title: optionalText(120),
    phone: optionalText(60),
    email: optionalText(190),
  },
  products: {
    id,
    code: key(60),
    name: text(200),
    category: optionalText(120),
    unitPriceCents: cents,
    currency: text(3),
    taxBp: count,
    active: flag(true),
  },
  deals: {
    id,
    title: text(200),
    customerId: optionalRef('customers'),
    ownerId: ref('employees'),
    stage: key(40),
    amountCents: cents,
    currency: key(3),
    expectedClose: day,
    stageChangedAt: instant,
    closedAt: optionalInstant,
    closedReason: optionalText(500),
    externalId: { ...key(120), allowNull: true },
    createdAt: instant,
    updatedAt: instant,
  },
  deal_lines: {
    dealId: keyPart(ref('deals')),
    position: keyPart({ type: DataTypes.INTEGER, allowNull: false }),
    productId: optionalRef('products'),
    name: text(200),
    quantityMilli: cents,
    unitPriceCents: cents,
    discountBp: count,
    taxBp: count,
    totalCents: cents,
  },
  contracts: {
    id,
    dealId: ref('deals'),
    version: { type: DataTypes.INTEGER, allowNull: false },
    content: json,
    contentHash: key(64),
    file: { type: DataTypes.BLOB('medium'), allowNull: true },
    sha256: { ...key(64), allowNull: true },
    drawnAt: optionalInstant,
    createdAt: instant,
  },
  flows: {
    id,
    flowKey: key(60),
    version: { type: DataTypes.INTEGER, allowNull: false },
    definition: json,
    publishedAt: optionalInstant,
  },
  approvals: {
    id,
    flowId: ref('flows'),
    purpose: key(40),
    subjectKind: key(20),
    subjectId: { type: DataTypes.INTEGER, allowNull: false },
    initiatorId: ref('employees'),
    state: key(20),
    round: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 1 },
    facts: json,
    contentHash: key(64),
    steps: json,
    /** `deal:12:contract` while it runs, nothing afterwards: the unique key lets only one run. */
    runningKey: { ...key(80), allowNull: true },
    submittedAt: instant,
    endedAt: optionalInstant,
  },
  approval_tasks: {
    approvalId: keyPart(ref('approvals')),
    seq: keyPart({ type: DataTypes.INTEGER, allowNull: false }),
    stepKey: key(60),
    round: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 1 },
    assigneeId: ref('employees'),
    state: key(20),
    openedAt: optionalInstant,
    decidedAt: optionalInstant,
    decidedById: optionalRef('employees'),
    comment: { type: DataTypes.TEXT, allowNull: true },
  },
  history: {
    id: auto,
    subjectKind: key(20),
    subjectId: { type: DataTypes.INTEGER, allowNull: false },
    happenedAt: instant,
    actorId: optionalRef('employees'),
    onBehalfOfId: optionalRef('employees'),
    surface: key(20),
    action: key(60),
    detail: json,
  },
  inbox: {
    eventKey: keyPart(key(190)),
    receivedAt: instant,
    answer: longText,
  },
  lanes: {
    employeeId: keyPart(ref('employees')),
    leaseOwner: optionalText(60),
    leaseEndsAt: optionalInstant,
    epoch: count,
    nextAt: optionalInstant,
  },
  shown_cards: {
    id: auto,
    employeeId: ref('employees'),
    subject: key(20),
    subjectId: { type: DataTypes.INTEGER, allowNull: false },
    state: key(12),
    wanted: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 1 },
    shown: count,
    fresh: flag(false),
    platform: { ...key(20), allowNull: true },
    ref: { type: DataTypes.JSON, allowNull: true },
    attempts: count,
    dueAt: instant,
    shownAt: optionalInstant,
    lastError: optionalText(500),
  },
  job_runs: {
    job: keyPart(key(60)),
    slot: keyPart(key(60)),
    owner: text(60),
    epoch: count,
    leaseEndsAt: instant,
    startedAt: instant,
    finishedAt: optionalInstant,
    outcome: optionalText(500),
  },
  installations: {
    platform: keyPart(key(20)),
    workspaceId: keyPart(key(64)),
    sealed: { type: DataTypes.TEXT, allowNull: false },
    updatedAt: instant,
  },
  console_messages: {
    id: auto,
    userId: key(64),
    messageKey: key(250),
    sender: key(4),
    kind: key(12),
    text: longText,
    body: { type: DataTypes.JSON, allowNull: true },
    unread: flag(false),
    createdAt: instant,
    updatedAt: instant,
  },
});

const uniques: readonly (readonly [string, readonly string[]])[] = [
  ['employees', ['staffNumber']],
  ['employees', ['email']],
  ['customers', ['externalId']],
  ['products', ['code']],
  ['deals', ['externalId']],
  ['contracts', ['dealId', 'version']],
  ['flows', ['flowKey', 'version']],
  ['approvals', ['runningKey']],
  ['shown_cards', ['employeeId', 'subject', 'subjectId']],
  ['console_messages', ['userId', 'messageKey']],
];

const indexes: readonly (readonly [string, readonly string[]])[] = [
  ['customers', ['normalisedName']],
  ['deals', ['stage', 'ownerId']],
  ['deals', ['customerId', 'id']],
  ['approvals', ['subjectKind', 'subjectId']],
  ['approvals', ['initiatorId', 'state']],
  ['approval_tasks', ['assigneeId', 'state']],
  ['history', ['subjectKind', 'subjectId', 'id']],
  ['shown_cards', ['state', 'dueAt', 'employeeId']],
  ['console_messages', ['userId', 'id']],
  ['console_messages', ['updatedAt']],
];

const sequences: Record<string, number> = {
  department: 1,
  employee: 1,
  customer: 1,
  contact: 1,
  product: 1,
  deal: 1001,
  contract: 1,
  flow: 1,
  approval: 1,
};

const tablesFor = (schema: QueryInterface) =>
  tables(schema.sequelize.getDialect() === 'sqlite' ? dialects.sqlite : dialects.mysql);

export async function up(schema: QueryInterface) {
  for (const [name, columns] of Object.entries(tablesFor(schema))) {
    await schema.createTable(name, columns, { charset: 'utf8mb4', collate: 'utf8mb4_unicode_ci' });
  }
  for (const [table, fields] of uniques) await schema.addIndex(table, [...fields], { unique: true });
  for (const [table, fields] of indexes) await schema.addIndex(table, [...fields]);
  await schema.bulkInsert(
    'sequences',
    Object.entries(sequences).map(([name, next]) => ({ name, next })),
  );
}

export async function down(schema: QueryInterface) {
  for (const name of Object.keys(tablesFor(schema)).reverse()) await schema.dropTable(name);
}
