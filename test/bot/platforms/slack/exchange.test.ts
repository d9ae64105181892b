import { setTimeout as sleep } from 'node:timers/promises';
import type { Handle, Outcome } from '../../../../bot/platforms/platform.js';
import type { FormView } from '../../../../models/views.js';
import { startFakeSlack } from '../../../support/fake-slack.js';
import { answered, shows, words } from '../../../support/outcomes.js';
import { startSlackApp } from '../../../support/slack/app.js';
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

/** 李 and a Dealdesk that answers what is called slow only when it is told to, with what it is told. */
const openOffice = async (quick: Handle) => {
  const fake = await startFakeSlack({ users: [{ id: 'U1' }], burst: 100 });
  let release: (outcome: Outcome) => void = () => {};
  const app = await startSlackApp({
    fake,
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

type Office = Awaited<ReturnType<typeof openOffice>>;

const nothing = async (): Promise<void> => {};

/** What is loaded and compiled on first use takes a while, which is no part of any answer. */
let lastReady: Promise<unknown> = (async () => {
  const { li, close } = await openOffice(async () => shows('D-7', { Do: 'quick' }));
  await li.types('/deal show');
  await li.presses('Do');
  await close();
})();

/** One after the other, so that none keeps another from being quick. @param before  what 李 does before it gets slow */
const office = (quick: Handle, before: (li: Office['li']) => Promise<unknown> = nothing): Promise<Office> => {
  const ready = lastReady.then(async () => {
    const opened = await openOffice(quick);
    await before(opened.li);
    return opened;
  });
  lastReady = ready.catch(nothing);
  return ready;
};

// We answer before Slack gives up after its three seconds, and nothing else has happened until then; so these tests must
// wait, and they do it at the same time.
describe('when it takes longer than Slack waits', () => {
  test.concurrent('a command says so in time, and the answer follows', async () => {
    const { li, release, close } = await office(async () => words('quick'));
    const answer = await li.types('/slow');
    expect(answer.body).toContain('Still working on it.');
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
    const { li, release, close } = await office(
      async () => shows('D-7', { Do: 'slow' }),
      (she) => she.types('/deal show'),
    );
    await li.presses('Do');
    await li.sees('Still working on it.');
    release(words('At last.'));
    await li.sees('At last.');
    await close();
  });

  test.concurrent('a press that leads to a form says: click again', async () => {
    const { li, release, close } = await office(
      async () => shows('D-7', { Do: 'slow' }),
      (she) => she.types('/deal show'),
    );
    await li.presses('Do');
    release(opensForm);
    await li.sees('Please click again.');
    await close();
  });

  test.concurrent('a submitted form shows that it waits, and then what came of it', async () => {
    const { li, release, close } = await office(
      async () => opensForm,
      (she) => she.types('/deal new'),
    );
    await li.submits({ Title: 'slow' });
    expect(li.screen()).toContain('Still working on it.');
    release(shows('D-9 was created'));
    await li.sees('D-9 was created');
    await close();
  });

  test.concurrent('a press in a modal changes the modal', async () => {
    const { li, release, close } = await office(
      async ({ ask }) => (ask.kind === 'submit' ? shows('Card', { Do: 'slow' }) : opensForm),
      async (she) => {
        await she.types('/deal new');
        await she.submits({ Title: 'a' });
      },
    );
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
      if (deliveries === 1) await sleep(2600);
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
    const answer = await li.types('/deal new');
    expect(answer.body).toContain('The form did not open in time.');
    await close();
  });
});
