import { setTimeout as sleep } from 'node:timers/promises';
import type { Handle, Outcome } from '../../../../bot/platforms/platform.js';
import type { FormView } from '../../../../models/views.js';
import { answered, shows, words } from '../../../support/outcomes.js';
import { startSlackApp } from '../../../support/slack/app.js';
import { startFakeSlack } from '../../../support/slack/fake.js';
import { person } from '../../../support/slack/person.js';

const form: FormView = {
  kind: 'form',
  form: 'deal.new',
  title: { zh: '新建', en: 'New' },
  submit: { zh: '保存', en: 'Save' },
  fields: [{ name: 'title', label: { zh: '标题', en: 'Title' }, type: 'text', required: true }],
  context: {},
};
const opensForm = answered({ type: 'form', form });

/** Instead of Slack's three seconds. */
const LIMIT_MS = 800;

/** 李 and a Dealdesk that answers what is called slow only when it is told to, with what it is told. */
const office = async (quick: Handle, limit: { limitMs?: number } = { limitMs: LIMIT_MS }) => {
  const fake = await startFakeSlack({ users: [{ id: 'U1' }], burst: 100 });
  let release: (outcome: Outcome) => void = () => {};
  const app = await startSlackApp({
    fake,
    ...limit,
    handle: (incoming) => {
      const isSlow = JSON.stringify(incoming.ask).includes('slow');
      return isSlow
        ? new Promise((resolve) => {
            release = resolve;
          })
        : quick(incoming);
    },
  });
  return {
    fake,
    app,
    li: person(fake, app.url, 'U1'),
    release: (outcome: Outcome) => release(outcome),
    close: async () => {
      await app.stop();
      await fake.stop();
    },
  };
};

// What is slow is released only after the answer: without an answer in time, none of these would come to an end.
describe('when it takes longer than Slack waits', () => {
  test.concurrent('a command says so in time, and the answer follows', async () => {
    const { li, release, close } = await office(async () => words('quick'));
    expect((await li.types('/slow')).body).toContain('Still working on it.');
    release(words('At last.'));
    await li.sees('At last.');
    await close();
  });

  test.concurrent('a form that comes too late to open has a button', async () => {
    const { li, release, close } = await office(async () => words('quick'));
    await li.types('/slow');
    release(opensForm);
    await li.sees('Open the form');
    await close();
  });

  test.concurrent('a press says so, and the answer follows', async () => {
    const { li, release, close } = await office(async () => shows('D-7', { Do: 'slow' }));
    await li.types('/deal show');
    await li.presses('Do');
    await li.sees('Still working on it.');
    release(words('At last.'));
    await li.sees('At last.');
    await close();
  });

  test.concurrent('a press that leads to a form says: click again', async () => {
    const { li, release, close } = await office(async () => shows('D-7', { Do: 'slow' }));
    await li.types('/deal show');
    await li.presses('Do');
    release(opensForm);
    await li.sees('Please click again.');
    await close();
  });

  test.concurrent('a submitted form shows that it waits, and then what came of it', async () => {
    const { li, release, close } = await office(async () => opensForm);
    await li.types('/deal new');
    await li.submits({ Title: 'slow' });
    expect(li.screen()).toContain('Still working on it.');
    release(shows('D-9 was created'));
    await li.sees('D-9 was created');
    await close();
  });

  test.concurrent('a press in a modal changes the modal', async () => {
    const { li, release, close } = await office(async ({ ask }) =>
      ask.kind === 'submit' ? shows('Card', { Do: 'slow' }) : opensForm,
    );
    await li.types('/deal new');
    await li.submits({ Title: 'a' });
    await li.pressesInModal('Do');
    release(words('At last.'));
    await li.sees('At last.');
    await close();
  });

  test.concurrent('a press on the Home tab draws it again', async () => {
    let drawn = 0;
    const { li, release, close } = await office(async () => {
      drawn += 1;
      return shows(`drawn ${drawn}`, { Do: 'slow' });
    });
    await li.opensHome();
    await li.sees('drawn 1');
    await li.pressesOnHome('Do');
    release(words('done'));
    await li.sees('drawn 2');
    await close();
  });

  test.concurrent('a message shortcut answers with a message', async () => {
    const { li, release, close } = await office(async () => words('quick'));
    await li.choosesMessageShortcut('note_from_message', { text: 'slow' });
    await li.sees('Still working on it.');
    release(words('Noted.'));
    await li.sees('Noted.');
    await close();
  });

  test.concurrent('an event is delivered again, and answered once', async () => {
    let deliveries = 0;
    const { li, fake, app, close } = await office(async () => {
      deliveries += 1;
      if (deliveries === 1) await sleep(LIMIT_MS + 500);
      return words('Nothing waits for you.');
    });
    expect(await li.says('todo', [0])).toEqual([503, 200]);
    await app.listener.stop();
    expect(fake.accepted).toHaveLength(1);
    await close();
  });

  test.concurrent('a form does not wait for a Slack that hangs', async () => {
    const { li, fake, close } = await office(async () => opensForm);
    fake.fault({ method: 'views.open', kind: 'slow', delayMs: 5000 });
    expect((await li.types('/deal new')).body).toContain('The form did not open in time.');
    await close();
  });
});

test('our usual limit is within Slack’s three seconds', async () => {
  const { li, release, close } = await office(async () => words('quick'), {});
  expect((await li.types('/slow')).ms).toBeLessThan(3_000);
  release(words('At last.'));
  await li.sees('At last.');
  await close();
});
