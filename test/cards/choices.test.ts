import { type Choice, choicesOn, customerChoices, requestChoices } from '../../cards/choices.js';
import { viewOf } from './reading.js';

const offered = <View extends Parameters<typeof choicesOn>[1]>(
  place: 'card' | 'page',
  view: View,
  all: readonly Choice<View>[],
) => choicesOn(place, view, all).map(({ label }) => label.en);

test('only a page offers to merge a customer with any other: a card has no room for it', () => {
  const view = { ...viewOf('customer', 'Customer'), can: ['customer.edit', 'customer.mergeWith'] };
  expect(offered('page', view, customerChoices)).toEqual(['Edit', 'Merge with another']);
  expect(offered('card', view, customerChoices)).toEqual(['Edit']);
});

test('only a card has a button to the approval of a request: a page has a link to it', () => {
  const view = { ...viewOf('request', 'Request, on its way'), can: ['request.approval', 'request.again'] };
  expect(offered('card', view, requestChoices)).toEqual(['Open approval', 'Another like this']);
  expect(offered('page', view, requestChoices)).toEqual(['Another like this']);
});
