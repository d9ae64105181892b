/** The invented firm that all samples are from. */
import type { Money, Saying, Text } from '../../models/text.js';
import type { StageView, TimelineEntry } from '../../models/view-parts.js';
import type { View } from '../../models/views.js';

export interface Sample {
  readonly name: string;
  readonly view: View;
}

export const cny = (cents: number): Money => ({ cents, currency: 'CNY' });
export const text = (zh: string, en: string): Text => ({ zh, en });
export const said = (zh: string, en: string, params?: Saying['params']): Saying => ({
  text: text(zh, en),
  ...(params && { params }),
});

/** Everything that must not break a card or reach beyond it. */
const nasty = {
  markdown:
    '**bold** _it_ ~~no~~ `code` [x](http://evil.example) ![i](http://evil.example/i.png) # > - + 1. |',
  mention:
    '<!channel> <@U012ABCDEF> <script>alert(1)</script> & &amp; {{DATE(2026-01-01T00:00:00Z)}} {title}',
  reversed: '\u202Egnp.exe\u202C \u2067abc\u2069 \u0000\u0007',
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈🇨🇳 𠮷野家 é',
  long: '很长的文字 Ünïcödé 🎉 '.repeat(600),
};
export const allNasty = `${nasty.markdown}\n${nasty.mention}\n\n${nasty.reversed}\n${nasty.emoji} ${nasty.long}`;

export const stages = {
  lead: { key: 'lead', name: text('线索', 'Lead') },
  proposal: { key: 'proposal', name: text('方案', 'Proposal') },
  negotiation: { key: 'negotiation', name: text('谈判', 'Negotiation') },
  signing: { key: 'signing', name: text('待签约', 'To be signed') },
  won: { key: 'won', name: text('已签约', 'Signed'), outcome: 'won' },
  lost: { key: 'lost', name: text('输单', 'Lost'), outcome: 'lost' },
} satisfies Record<string, StageView>;

export const zhang = { id: 7, name: '张伟' };
export const li = { id: 8, name: '李娜' };
export const hash = '3f1c9a7be2d04586'.repeat(4);

export const moved = (at: string, who: string, stage: StageView): TimelineEntry => ({
  at,
  who,
  what: said('推进到 {stage}', 'moved it to {stage}', { stage: stage.name }),
});

export const noted = (at: string, who: string, note: string): TimelineEntry => ({
  at,
  who,
  what: said('跟进：{note}', 'noted: {note}', { note }),
});
