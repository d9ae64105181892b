import { initials } from '../../../../../bot/platforms/console/page/avatar.js';

test.each([
  ['张伟', '张伟'],
  ['欧阳文静', '文静'],
  ['Emma Clarke', 'EC'],
  ['Juan de la Cruz', 'JC'],
  ['li', 'L'],
  ['', ''],
])('the face of %s says %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
