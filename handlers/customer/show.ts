import { formatNumber } from '../input/id.js';
import { useCase, withId, withText } from '../useCase.js';
import { changeTyped } from './edit.js';
import { customerWithId, isNow, listFound, withCustomersSought, withCustomerTyped } from './find.js';
import { customerCard } from './view.js';

export const showCustomer = useCase(withId, async (ctx, { id }) => {
  const customer = await customerWithId(ctx, id);
  const isItself = customer.id === id;
  return customerCard(ctx, customer, isItself ? undefined : isNow(formatNumber('customer', id), customer));
});

/** `/customer show C-88`, `/customer show 上海云帆`, `C-88 电话改成021-5555` */
export const typeShowCustomer = useCase(
  withText,
  async (ctx, { text }) =>
    (await changeTyped(ctx, text)) ??
    withCustomerTyped(ctx, text, { zh: '/客户 查看', en: '/customer show' }, (found, said) =>
      customerCard(ctx, found, said),
    ),
);

/** `/customer find 云帆`, `/customer find 138 0000` */
export const typeFindCustomer = useCase(withText, async (ctx, { text }) => {
  const search = text.trim();
  if (search === '') return listFound.run(ctx, { search, page: 1 });
  return withCustomersSought(ctx, search, (found, said) => customerCard(ctx, found, said));
});
