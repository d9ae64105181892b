import type { Caller } from '../caller.js';

export interface Todo {
  /** The same to-do if it is made again. */
  readonly sourceId: string;
  readonly subject: string;
  readonly url: string;
}

const todosOf = (unionId: string): string => `/v1.0/todo/users/${encodeURIComponent(unionId)}/tasks`;
const asOperator = (unionId: string): string => `?operatorId=${encodeURIComponent(unionId)}`;

/** Lines in people's to-do lists (待办). */
export const todoCalls = ({ ask }: Pick<Caller, 'ask'>) => ({
  /**
   * A line in the person's to-do list. Third parties' lines cannot be ticked there, only opened. The card notifies
   * already, so this one does not.
   * @see https://open.dingtalk.com/document/development/add-dingtalk-to-do-task
   */
  createTodo: async (unionId: string, { sourceId, subject, url }: Todo): Promise<string> => {
    const { id } = await ask('todo/create', 'POST', `${todosOf(unionId)}${asOperator(unionId)}`, {
      sourceId,
      subject,
      creatorId: unionId,
      executorIds: [unionId],
      detailUrl: { appUrl: url, pcUrl: url },
      isOnlyShowExecutor: true,
      priority: 20,
      notifyConfigs: { dingNotify: '0' },
    });
    return String(id);
  },

  findTodo: async (unionId: string, sourceId: string): Promise<string> => {
    const path = `${todosOf(unionId)}/sources/${encodeURIComponent(sourceId)}`;
    return String((await ask('todo/find', 'GET', path)).id);
  },

  finishTodo: async (unionId: string, todoId: string): Promise<void> => {
    const path = `${todosOf(unionId)}/${encodeURIComponent(todoId)}${asOperator(unionId)}`;
    await ask('todo/finish', 'PUT', path, { done: true });
  },
});
