import { counted } from '../../../bot/cli/count.js';

test.each([
  [counted(0, 'approval'), '0 approvals'],
  [counted(1, 'approval'), '1 approval'],
  [counted(2, 'approval'), '2 approvals'],
  [counted(1, 'entry', 'entries'), '1 entry'],
  [counted(3, 'entry', 'entries'), '3 entries'],
])('%s is how one says it', (said, expected) => expect(said).toBe(expected));
