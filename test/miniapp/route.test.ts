import { draftIn, pathBehind, pathIn, pathOf, routeOf } from '../../miniapp/route.js';
import type { FormView } from '../../models/views.js';

test.each([
  ['/app', '', { page: 'todo' }],
  ['/app/', '', { page: 'todo' }],
  ['/app/deal/1024', '', { page: 'record', subject: 'deal', id: '1024' }],
  ['/app/approval/31/', '', { page: 'record', subject: 'approval', id: '31' }],
  ['/app/forms/ab-C_9', '', { page: 'form', token: 'ab-C_9' }],
  ['/app/draft/7', '', { page: 'draft', id: '7' }],
  ['/app/list/drafts', '?page=2', { page: 'list', name: 'drafts', at: 2 }],
  ['/app/list/mine', '?page=3', { page: 'list', name: 'mine', at: 3 }],
  ['/app/list/deals', '?page=-1', { page: 'list', name: 'deals', at: 1 }],
  ['/app/list/deals', '?page=1.5', { page: 'list', name: 'deals', at: 1 }],
  ['/app/list/deals', '?page=1e99', { page: 'list', name: 'deals', at: 1 }],
  ['/app/sign-in', '?next=%2Fapp%2F', { page: 'sign-in' }],
  ['/app/deal/x', '', { page: 'nowhere' }],
  ['/app/ticket/7', '', { page: 'nowhere' }],
])('%s%s is its page', (path, query, route) => {
  expect(routeOf(path, query)).toEqual(route);
});

test('a press that shows a record leads to its page, any other does not', () => {
  expect(pathOf({ do: 'deal.show', input: { id: 1024 } })).toBe('/app/deal/1024');
  expect(pathOf({ do: 'approval.show', input: { id: 31 } })).toBe('/app/approval/31');
  expect(pathOf({ do: 'request.openDraft', input: { id: 7 } })).toBe('/app/draft/7');
  expect(pathOf({ do: 'deal.editForm', input: { id: 1024 } })).toBeUndefined();
  expect(pathOf({ do: 'constructor', input: { id: 1 } })).toBeUndefined();
  expect(pathOf({ do: 'deal.show' })).toBeUndefined();
});

test('a sentence about a record leads there', () => {
  const text = { zh: '{number}', en: '{number}' };
  expect(pathIn({ text, params: { number: 'D-1006' } })).toBe('/app/deal/1006');
  expect(pathIn({ text, params: { number: 'C-88' } })).toBe('/app/customer/88');
  expect(pathIn({ text, params: { number: 'T-7' } })).toBeUndefined();
  expect(pathIn({ text })).toBeUndefined();
});

test('a sentence about a draft leads to it', () => {
  const text = { zh: '', en: '' };
  expect(draftIn({ text, params: { draft: 7 } })).toBe('/app/draft/7');
  expect(draftIn({ text, params: { number: 'A-7' } })).toBeUndefined();
  expect(draftIn({ text })).toBeUndefined();
});

test('a form leads back to the record that it changes', () => {
  const form = (name: string, context: FormView['context']) =>
    ({
      kind: 'form',
      form: name,
      title: { zh: '', en: '' },
      fields: [],
      submit: { zh: '', en: '' },
      context,
    }) as const;
  expect(pathBehind(form('approval.reject', { id: 31, hash: 'x' }))).toBe('/app/approval/31');
  expect(pathBehind(form('deal.edit', { id: 1024 }))).toBe('/app/deal/1024');
  expect(pathBehind(form('deal.new', {}))).toBeUndefined();
});
