/** The fake DingTalk, which keeps DingTalk's limits, in a process of its own. */
import { type FakeDingTalk, startFakeDingTalk } from '../../test/support/dingtalk/fake.js';
import type { Chatting, Opening, Taken } from '../chats.js';
import { serve } from './leash.js';

/** A month of 企业应用开发增购包: the free one ends at 5,000. */
const MONTHLY_CALLS = 5_000_000;

let dingtalk: FakeDingTalk | undefined;

serve({
  start: async ({ userIds }: Opening): Promise<Chatting> => {
    dingtalk = await startFakeDingTalk({
      users: userIds.map((userid) => ({ userid, name: userid })),
      monthlyCalls: MONTHLY_CALLS,
    });
    const { clientId, clientSecret, templateId, url } = dingtalk;
    return {
      workspaceId: clientId,
      settings: {
        PUBLIC_URL: 'https://crm.example.com',
        DINGTALK_CLIENT_ID: clientId,
        DINGTALK_CLIENT_SECRET: clientSecret,
        DINGTALK_CARD_TEMPLATE_ID: templateId,
        DINGTALK_MONTHLY_CALLS: String(MONTHLY_CALLS),
        DINGTALK_API_URL: url,
        DINGTALK_OAPI_URL: url,
      },
    };
  },
  taken: (): Taken => {
    const { cards, calls } = dingtalk ?? { cards: new Map<string, { userId: string }>(), calls: [] };
    const sent = calls.filter(({ api, outcome }) => api === 'createAndDeliver' && outcome === 'ok');
    return {
      cards: sent.map(({ body, atMs }) => {
        const place = String(body.outTrackId);
        return { place, to: cards.get(place)?.userId ?? '', at: atMs };
      }),
      refused: calls
        .filter(({ outcome }) => outcome !== 'ok')
        .map(({ api, outcome }) => `${api}: ${outcome}`),
      dropped: 0,
    };
  },
});
