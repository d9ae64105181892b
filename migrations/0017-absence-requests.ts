import { DataTypes, type QueryInterface } from 'sequelize';

const INDEX = 'absences_request_id';

/** An approved request may say that somebody is away, once. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('absences', 'requestId', { type: DataTypes.INTEGER, allowNull: true });
  await schema.addIndex('absences', ['requestId'], { name: INDEX, unique: true });
}

export async function down(schema: QueryInterface) {
  await schema.removeIndex('absences', INDEX);
  await schema.removeColumn('absences', 'requestId');
}
