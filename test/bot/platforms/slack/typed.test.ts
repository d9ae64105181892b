import { mentionAway, typed } from '../../../../bot/platforms/slack/typed.js';
import { cpuMsOf } from '../../../support/cpu.js';

test.each([
  ['Tom &amp; Jerry &lt;Ltd&gt;', 'Tom & Jerry <Ltd>'],
  ['&amp;lt; stays as typed', '&lt; stays as typed'],
  ['see <https://acme.com|acme.com> now', 'see acme.com now'],
  ['see <https://acme.com/>', 'see https://acme.com/'],
  ['<https://acme.com/deal|our deal>', 'our deal https://acme.com/deal'],
  ['<mailto:li@acme.com|li@acme.com>', 'li@acme.com'],
  ['<tel:13800000000|13800000000>', '13800000000'],
  ['ask <@U012ABCDEF|li> and <#C012|deals>', 'ask <@U012ABCDEF|li> and <#C012|deals>'],
  ['<!here> <!subteam^S1|@sales>', '@here @sales'],
  ['1 &lt; 2', '1 < 2'],
  ['', ''],
])('%s reads as %s', (sent, read) => {
  expect(typed(sent)).toBe(read);
});

test('the mention of the bot is taken away, other mentions stay', () => {
  expect(mentionAway('<@UBOT> deal show D-7 for <@U2>', 'UBOT')).toBe('deal show D-7 for <@U2>');
  expect(mentionAway('ask <@UBOT|dealdesk> help', 'UBOT')).toBe('ask  help');
  expect(mentionAway('<@UX9> help', undefined)).toBe('help');
  expect(mentionAway('help <@U2>', undefined)).toBe('help <@U2>');
});

test('a megabyte of angle brackets is read in no time', async () => {
  const tookMs = await cpuMsOf(() => {
    typed('<'.repeat(1_000_000));
    typed('<a|'.repeat(300_000));
  });
  expect(tookMs).toBeLessThan(1000);
});
