/** The fake WeCom, which keeps WeCom's limits, in a process of its own. */
import { type FakeWecom, startFakeWecom } from '../../test/support/wecom/fake.js';
import type { Chatting, Opening, Taken } from '../chats.js';
import { serve } from './leash.js';

let wecom: FakeWecom | undefined;

/** A card is sent once or changed, and a text belongs to a card: anything else is refused. */
const refusals = ({ calls }: FakeWecom) => calls.filter(({ outcome }) => outcome !== 'ok');

serve({
  start: async ({ userIds }: Opening): Promise<Chatting> => {
    wecom = await startFakeWecom({ members: userIds.map((userid) => ({ userid, name: userid })) });
    const { corpId, agentId, secret, token, encodingAesKey, url } = wecom;
    return {
      workspaceId: corpId,
      settings: {
        PUBLIC_URL: 'https://crm.example.com',
        WECOM_CORP_ID: corpId,
        WECOM_AGENT_ID: String(agentId),
        WECOM_SECRET: secret,
        WECOM_TOKEN: token,
        WECOM_ENCODING_AES_KEY: encodingAesKey,
        WECOM_API_URL: url,
      },
    };
  },
  taken: (): Taken => ({
    cards: (wecom?.messages ?? []).map(({ taskId, to, atMs }) => ({ place: taskId, to, at: atMs })),
    refused: wecom ? refusals(wecom).map(({ api, outcome }) => `${api}: ${outcome}`) : [],
    dropped: wecom?.dropped.length ?? 0,
  }),
});
