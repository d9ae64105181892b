import { z } from 'zod';
import { sealed } from '../../../bot/miniapp/sealed.js';
import type { Session } from '../../../bot/miniapp/sessions.js';
import { openDatabase } from '../../../models/database.js';
import { openChat } from '../../support/chat.js';
import { secret, startMiniapp } from '../../support/miniapp.js';
import type { World } from '../../support/world.js';

test('while the database is away, who is signed in is asked to come again, in both languages', async () => {
  const database = await openDatabase('mysql://nobody@127.0.0.1:1/nothing');
  const handle = () => Promise.reject(new Error('Nobody gets here.'));
  const app = await startMiniapp({ database, handle, chat: openChat(), bugs: [] } as unknown as World);
  const browser = app.open();
  const session: Session = {
    id: 'a'.repeat(32),
    who: { platform: 'console', workspaceId: '', userId: 'E003' },
    endsAtMs: Date.now() + 60_000,
  };
  const cookie = sealed<Session>('mini-app session', z.any())(secret).write(session);
  browser.cookies.set('dealdesk_session', cookie);

  const answer = await browser.get('/api/v1/me');
  expect(answer.status).toBe(503);
  expect(answer.body.error.text).toEqual({
    zh: '数据库暂时连不上，什么都没有保存。请过一会儿再试。',
    en: 'The database cannot be reached right now and nothing was saved. Please try again in a moment.',
  });
  await app.stop();
  await database.close();
});
