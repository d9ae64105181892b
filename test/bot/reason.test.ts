import { once } from 'node:events';
import { connect } from 'node:net';
import { reasonOf } from '../../bot/reason.js';
import { openDatabase } from '../../models/database.js';

const whyNot = async (url: string): Promise<string> => {
  const database = await openDatabase(url);
  const why = await database.read((tx) => tx.number('SELECT 1')).then(String, reasonOf);
  await database.close();
  return why;
};

test('a database that is not there is told with what the network said', async () => {
  expect(await whyNot('mysql://nobody@127.0.0.1:1/nothing')).toBe(
    'The database cannot be reached. connect ECONNREFUSED 127.0.0.1:1',
  );
});

test('so is one whose name has several addresses, at none of which anybody answers', async () => {
  const lookup = (_name: string, _options: object, done: (...found: unknown[]) => void) =>
    done(
      null,
      ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 })),
    );
  const [cause] = await once(connect({ host: 'several', port: 1, lookup: lookup as never }), 'error');
  expect(reasonOf(new Error('It cannot be reached.', { cause }))).toBe('It cannot be reached. ECONNREFUSED');
});

test('what is no error is told as it is', () => {
  expect(reasonOf('no')).toBe('no');
});
