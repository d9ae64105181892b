import { pageOf } from '../../bot/miniapp/paths.js';
import { actions } from '../../handlers/index.js';
import { draftIn, mailTo, pathBehind, pathIn, pathOf, routeOf } from '../../miniapp/route.js';
import type { FormView } from '../../models/views.js';

test.each([
  ['/app', '', { page: 'todo' }],
  ['/app/', '', { page: 'todo' }],
  ['/app/deal/1024', '', { page: 'record', subject: 'deal', id: '1024' }],
  ['/app/approval/31/', '', { page: 'record', subject: 'approval', id: '31' }],
  ['/app/forms/ab-C_9', '', { page: 'form', token: 'ab-C_9' }],
  ['/app/draft/7', '', { page: 'draft', id: '7' }],
  ['/app/list/drafts', '?page=2', { page: 'answer', press: { do: 'request.drafts', input: { page: 2 } } }],
  ['/app/list/mine/', '?page=3', { page: 'answer', press: { do: 'approval.mine', input: { page: 3 } } }],
  ['/app/list/deals', '', { page: 'answer', press: { do: 'deal.list', input: {} } }],
  ['/app/list/deals', '?page=-1', { page: 'answer', press: { do: 'deal.list', input: { page: 1 } } }],
  ['/app/list/deals', '?page=1.5', { page: 'answer', press: { do: 'deal.list', input: { page: 1 } } }],
  ['/app/list/deals', '?page=1e99', { page: 'answer', press: { do: 'deal.list', input: { page: 1 } } }],
  ['/app/digest', '', { page: 'answer', press: { do: 'digest.show', input: {} } }],
  ['/app/new', '', { page: 'new' }],
  ['/app/search/', '', { page: 'search' }],
  ['/app/sign-in', '?next=%2Fapp%2F', { page: 'sign-in' }],
  ['/app/constructor', '', { page: 'nowhere' }],
  ['/app/deal/x', '', { page: 'nowhere' }],
  ['/app/ticket/7', '', { page: 'nowhere' }],
])('%s%s is its page', (path, query, route) => {
  expect(routeOf(path, query)).toEqual(route);
});

test.each([
  [{ do: 'deal.list', input: { team: true, closeBefore: '2026-11-27' } }],
  [{ do: 'deal.list', input: { team: true, outcome: 'any', search: 'true & 100% 云帆 + #1?' } }],
  [{ do: 'deal.list', input: { team: true, unmovedSince: '2026-11-13T00:30:00.000Z', page: 3 } }],
  [{ do: 'approval.list', input: { of: 'decided' } }],
  [{ do: 'request.newForm', input: { flow: 'expense' } }],
  [{ do: 'customer.newForm', input: {} }],
])('%j has an address that makes it again', (press) => {
  const { pathname, search } = new URL(pathOf(press) ?? '', 'https://dealdesk.example');
  expect(routeOf(pathname, search)).toEqual({ page: 'answer', press });
  expect(pageOf(pathname + search)).toBe(pathname + search);
});

test('no address does what changes something, whoever sends it', () => {
  const changing = /approve|reject|withdraw|won|lost|submit|discard|transfer|off$|\.new$/;
  const names = Object.keys(actions).filter((name) => pathOf({ do: name, input: { id: 1 } }));
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => changing.test(name))).toEqual([]);
  expect(routeOf('/app/new/deal', '?do=approval.approve')).toMatchObject({ press: { do: 'deal.newForm' } });
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

test('an e-mail address that somebody typed adds no other reader to what is written to it', () => {
  expect(mailTo('li.na+crm@acme.example')).toBe('mailto:li.na%2Bcrm@acme.example');
  expect(mailTo('li@acme.example?bcc=spy%40evil.example')).toBe(
    'mailto:li@acme.example%3Fbcc%3Dspy%2540evil.example',
  );
});
