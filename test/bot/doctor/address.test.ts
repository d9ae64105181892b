import { addressCheck } from '../../../bot/doctor/address.js';

test('whoever has a proxy in front that is not counted is told, as all come from its address then', async () => {
  const answer = jest.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ ok: true }));
  const publicUrl = 'https://deals.example.com';
  const look = (trustedProxies: number, isReal = true) =>
    addressCheck({ publicUrl, trustedProxies }, isReal).run();

  expect(await look(0)).toMatchObject({
    wrong: { text: { en: expect.stringContaining('TRUSTED_PROXIES is 0') } },
  });
  expect(await look(1)).toEqual({});
  expect(await look(0, false)).toEqual({});
  answer.mockRestore();
});
