import { DataTypes, type QueryInterface } from 'sequelize';

/** When the newest messages were sent to each person, so that all that WeCom takes in a minute can be sent at once. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('wecom_turns', 'sentAtMs', {
    type: DataTypes.STRING(600),
    allowNull: false,
    defaultValue: '',
  });
}

/** By SQL: Sequelize drops a column on SQLite by making the table anew. */
export async function down(schema: QueryInterface) {
  await schema.sequelize.query('ALTER TABLE wecom_turns DROP COLUMN sentAtMs');
}
