import { people } from '../../../../bot/platforms/dingtalk/people.js';

const MORE_THAN_ANY_FIRM_HAS = 20_000;

const tryLater = { code: 'no_list', retryable: true };

const peopleWith = (answer: object) => {
  let pages = 0;
  const membersOf = async () => {
    pages += 1;
    if (pages > MORE_THAN_ANY_FIRM_HAS) throw new Error('It goes on for ever.');
    return { ...answer };
  };
  const api = { departmentsUnder: async () => ({}), membersOf };
  return people({ api, workspaceId: 'firm', now: () => new Date() });
};

describe('whoever is looked for by e-mail in DingTalk', () => {
  test('is not looked for without end, where each page says that there is another', async () => {
    const endless = peopleWith({ has_more: true, list: [{ userid: 'li', email: 'li@firm.example' }] });
    await expect(endless.findByEmail('li@firm.example')).rejects.toMatchObject(tryLater);
  });

  test('is not said to be nobody, where the answer names nobody at all', async () => {
    await expect(peopleWith({}).findByEmail('li@firm.example')).rejects.toMatchObject(tryLater);
  });
});
