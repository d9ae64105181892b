import type { Text } from '../../models/text.js';

export const words = {
  nothing: {
    zh: '今天没有需要汇报的内容：没有待你审批的事项，也没有进行中的商机。',
    en: 'Nothing to report today: nothing waits for your approval, and there are no open deals.',
  },
} satisfies Record<string, Text>;
