import { DataTypes, type QueryInterface } from 'sequelize';

/** When the newest messages were sent to each person, so that all that WeCom takes in a minute can be sent at once. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('wecom_turns', 'sentAtMs', {
    type: DataTypes.STRING(600),
    allowNull: false,
    defaultValue: '',
  });
}

export async function down(schema: QueryInterface) {
  await schema.removeColumn('wecom_turns', 'sentAtMs');
}
