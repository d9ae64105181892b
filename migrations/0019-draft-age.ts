import type { QueryInterface } from 'sequelize';

/** The oldest drafts of all people: those that are cleaned up at night. */
const byAge = ['updatedAt'];

export async function up(schema: QueryInterface) {
  await schema.addIndex('request_drafts', byAge);
}

export async function down(schema: QueryInterface) {
  await schema.removeIndex('request_drafts', byAge);
}
