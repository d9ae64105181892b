import fc from 'fast-check';
import { BadXml, buildXml, parseXml } from '../../../../bot/platforms/wecom/xml.js';
import { cpuMsOf } from '../../../support/cpu.js';

const billionLaughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
  { length: 9 },
  (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n === 0 ? '' : n};`.repeat(10)}">`,
).join('')}]><xml><Content>&lol9;</Content></xml>`;

const attacks = {
  'an entity that reads a file':
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Content>&f;</Content></xml>',
  'an entity that calls an address':
    '<!DOCTYPE x [<!ENTITY f SYSTEM "http://127.0.0.1:9/">]><xml><Content>&f;</Content></xml>',
  'a definition elsewhere': '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><xml><Content>a</Content></xml>',
  'a parameter entity': '<!DOCTYPE x [<!ENTITY % f SYSTEM "file:///etc/passwd">%f;]><xml>a</xml>',
  'a billion laughs': billionLaughs,
  'in small letters': '<!doctype x><xml><Content>a</Content></xml>',
  'within the tree': '<xml><!DOCTYPE x [<!ENTITY a "b">]><Content>&a;</Content></xml>',
  'an entity without a type': '<xml><!ENTITY a "b"><Content>&a;</Content></xml>',
  'behind a comment that opens a section':
    '<xml><!-- <![CDATA[ --><!DOCTYPE x [<!ENTITY a "b">]><Content>&a;</Content><!-- ]]> --></xml>',
  'behind a section that opens a comment':
    '<xml><A><![CDATA[<!--]]></A><!DOCTYPE x [<!ENTITY a "b">]><Content>&a;</Content><!-- --></xml>',
};

test.each(Object.entries(attacks))('no document type is ever processed: %s', (_what, text) => {
  expect(() => parseXml(text)).toThrow(BadXml);
});

test('a billion laughs are refused at once', async () => {
  const tookMs = await cpuMsOf(() => expect(() => parseXml(billionLaughs)).toThrow(BadXml));
  expect(tookMs).toBeLessThan(1_000);
});

test('somebody may write about document types', () => {
  const text = 'What is <!DOCTYPE html> for, and <!ENTITY a "b">?';
  expect(parseXml(`<xml><Content><![CDATA[${text}]]></Content></xml>`)).toEqual({ Content: text });
});

test('an entity in a text stays as it was typed', () => {
  expect(parseXml('<xml><Content><![CDATA[&lt;b&gt; &amp;amp; &lol;]]></Content></xml>')).toEqual({
    Content: '&lt;b&gt; &amp;amp; &lol;',
  });
});

test('ids that look like numbers stay as they are', () => {
  const tree = parseXml(
    '<xml><FromUserName><![CDATA[007]]></FromUserName><EventKey>1e5</EventKey><TaskId>0123</TaskId><MsgId>4561255354251345929</MsgId></xml>',
  );
  expect(tree).toEqual({
    FromUserName: '007',
    EventKey: '1e5',
    TaskId: '0123',
    MsgId: '4561255354251345929',
  });
});

test('one chosen option is a list of one', () => {
  const item = (id: string) =>
    `<SelectedItem><QuestionKey>q</QuestionKey><OptionIds><OptionId>${id}</OptionId></OptionIds></SelectedItem>`;
  const one = { QuestionKey: 'q', OptionIds: { OptionId: ['a'] } };
  expect(parseXml(`<xml><SelectedItems>${item('a')}</SelectedItems></xml>`)).toEqual({
    SelectedItems: { SelectedItem: [one] },
  });
  expect(parseXml(`<xml><SelectedItems>${item('a')}${item('b')}</SelectedItems></xml>`)).toEqual({
    SelectedItems: { SelectedItem: [one, { QuestionKey: 'q', OptionIds: { OptionId: ['b'] } }] },
  });
});

test.each(['', 'hello', '<xml>', '<xml><a></xml>', '<other/>', '<xml/><xml/>', '{"xml":1}'])(
  'what is no message is refused: %s',
  (text) => {
    expect(() => parseXml(text)).toThrow(BadXml);
  },
);

test('a tag that reaches for a prototype changes nothing', () => {
  for (const tag of ['__proto__', 'constructor', 'prototype'])
    try {
      parseXml(`<xml><${tag}><polluted>1</polluted></${tag}></xml>`);
    } catch (error) {
      expect(error).toBeInstanceOf(BadXml);
    }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('nobody breaks out of what we write: any text comes back as it was, alone', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.constantFrom(']]>', '<![CDATA[', '</Content>', '<Evil>', '&amp;', ']', '>', 'a'))
      .map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (content) => {
      const expected = content
        .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
        .trim();
      const tree = parseXml(buildXml({ Content: content, CreateTime: 5 }));
      expect(tree.CreateTime).toBe('5');
      expect(Object.keys(tree)).toEqual(['Content', 'CreateTime']);
      expect(String(tree.Content).replaceAll('\r\n', '\n').trim()).toBe(expected.replaceAll('\r\n', '\n'));
    }),
    { numRuns: 500 },
  );
});
