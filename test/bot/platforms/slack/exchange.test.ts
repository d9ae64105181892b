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

/** What is loaded and compiled on first use takes a while, which is no part of any answer. */
const warmedUp = (async () => {
  const { li, close } = await openOffice(async () => shows('D-7', { Do: 'quick' }));
  await li.types('/deal show');
  await li.presses('Do');
  await close();
})();

const office = async (quick: Handle) => {
  await warmedUp;
  return openOffice(quick);
};

/** Slack's own: after that it tells the person that we did not answer. */
const LIMIT_MS = 3000;
const BEAT_MS = 20;
/** A timer of a quiet process is not later than that. */
const TIMER_MS = 2;

/** How long the machine has kept this process from working, as far as its beats came late by more than a timer may. */
let heldUpMs = 0;
let lastBeat = performance.now();
const pulse = setInterval(() => {
  const now = performance.now();
  const lateMs = now - lastBeat - BEAT_MS;
  if (lateMs > TIMER_MS) heldUpMs += lateMs;
  lastBeat = now;
}, BEAT_MS);
afterAll(() => clearInterval(pulse));

/** How long we took for an answer, without what the machine took for other things. */
const ownMs = async (asked: Promise<{ readonly ms: number }>): Promise<number> => {
  const before = heldUpMs;
  const { ms } = await asked;
  return ms - (heldUpMs - before);
};

// Slack waits three seconds, and so must these tests; they do it at the same time.
describe('when it takes longer than Slack waits', () => {
  test.concurrent('a command says so in time, and the answer follows', async () => {
    const { li, release, close } = await office(async () => words('quick'));
    const typed = li.types('/slow');
    expect(await ownMs(typed)).toBeLessThan(LIMIT_MS);
    const answer = await typed;
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
    const { li, release, close } = await office(async () => shows('D-7', { Do: 'slow' }));
    await li.types('/deal show');
    expect(await ownMs(li.presses('Do'))).toBeLessThan(LIMIT_MS);
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
    expect(await ownMs(li.submits({ Title: 'slow' }))).toBeLessThan(LIMIT_MS);
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
    const typed = li.types('/deal new');
    expect(await ownMs(typed)).toBeLessThan(LIMIT_MS);
    const answer = await typed;
    expect(answer.body).toContain('The form did not open in time.');
    await close();
  });
});
