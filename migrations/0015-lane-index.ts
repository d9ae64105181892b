import type { QueryInterface } from 'sequelize';

/**
 * The next card of one person, and all people who have one: with the time in front, each taking of a card read through
 * everything that was waiting for everybody.
 */
const byPerson = ['state', 'employeeId', 'dueAt'];
const byTime = ['state', 'dueAt', 'employeeId'];

export async function up(schema: QueryInterface) {
  await schema.addIndex('shown_cards', byPerson);
  await schema.removeIndex('shown_cards', byTime);
}

export async function down(schema: QueryInterface) {
  await schema.addIndex('shown_cards', byTime);
  await schema.removeIndex('shown_cards', byPerson);
}
