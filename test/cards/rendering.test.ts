import { createRequire } from 'node:module';
import { hostConfig } from '../../cards/host-config.js';
import { describeInBrowser } from '../support/browser.js';
import { draw, viewOf, zh } from './reading.js';

const bundle = createRequire(__filename).resolve('adaptivecards/dist/adaptivecards.js');

interface Seen {
  readonly words: string;
  /** Elements that only Markdown or HTML from a text could have made. */
  readonly made: number;
  readonly headings: number;
}

describeInBrowser('A card', (openPage) => {
  test('shows what people typed letter by letter: no link, no script, no image, no bold', async () => {
    const page = await openPage();
    await page.addScriptTag({ path: bundle });
    const { body } = draw(viewOf('notice', 'Notice with anything typed'), zh);
    const seen: Seen = await page.evaluate(`(() => {
      const card = new AdaptiveCards.AdaptiveCard();
      card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig)});
      card.parse(${JSON.stringify(body)});
      document.body.append(card.render());
      return {
        words: document.body.innerText,
        made: document.body.querySelectorAll('a, b, strong, em, del, code, img, script, li').length,
        headings: document.body.querySelectorAll('[role=heading]').length,
      };
    })()`);

    expect(seen.words).toContain('**bold** _it_ ~~no~~ `code` [x](http://evil.example)');
    expect(seen.words).toContain('<!channel> <@U012ABCDEF> <script>alert(1)</script> & &amp;');
    expect(seen.words).toContain('DATE(2026-01-01T00:00:00Z)}}');
    expect(seen.made).toBe(0);
    expect(seen.headings).toBe(1);
  });
});
