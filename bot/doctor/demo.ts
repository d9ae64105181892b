import type { Database } from '../../models/database.js';
import { saying, type Text } from '../../models/text.js';
import { listDemoPeople } from '../demo.js';
import { wrong } from '../platforms/check.js';
import type { Check } from '../platforms/platform.js';

const what: Text = { zh: '演示公司', en: 'Demo firm' };

const words = {
  left: {
    zh: '演示公司的人还在这个数据库里，审批会等他们处理：{names}',
    en: 'The invented people of the demo firm are in this database, and approvals would wait for them: {names}',
  },
  leftTodo: {
    zh: '把 DATABASE_URL 改成一个新的数据库，再导入自己的人员。',
    en: 'Let DATABASE_URL name a new database, and import your own people there.',
  },
} satisfies Record<string, Text>;

/** Whoever goes on with the database of the trial has its people among those who approve. */
export const demoCheck = (database: Database): Check => ({
  what,
  run: async () => {
    const names = await listDemoPeople(database);
    if (names.length === 0) return {};
    return wrong(words.left, saying(words.leftTodo), {
      names: { zh: names.join('、'), en: names.join(', ') },
    });
  },
});
