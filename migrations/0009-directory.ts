import { DataTypes, type QueryInterface } from 'sequelize';

const person = {
  type: DataTypes.INTEGER,
  allowNull: false,
  references: { model: 'employees', key: 'id' },
};
const keyPart = <T extends object>(column: T) => ({ ...column, primaryKey: true });

/** To whom went what somebody held who left. Made anew each time, as Sequelize writes its dialect's types into it. */
const handovers = () => ({
  leaverId: keyPart(person),
  subjectKind: keyPart({ type: DataTypes.STRING(20, true), allowNull: false }),
  subjectId: keyPart({ type: DataTypes.INTEGER, allowNull: false }),
  heirId: person,
  handedOverAt: { type: DataTypes.DATE(3), allowNull: false },
});

/** `preferred`: where the person wants their cards, before where they were last. */
export async function up(schema: QueryInterface) {
  await schema.createTable('handovers', handovers(), { charset: 'utf8mb4', collate: 'utf8mb4_unicode_ci' });
  await schema.addIndex('handovers', ['heirId', 'leaverId']);
  await schema.addColumn('identities', 'preferred', {
    type: DataTypes.BOOLEAN,
    allowNull: false,
    defaultValue: false,
  });
}

export async function down(schema: QueryInterface) {
  await schema.removeColumn('identities', 'preferred');
  await schema.dropTable('handovers');
}
