/** How the whole service is told, by its settings, that it talks to a fake platform. */
import type { FakeDingTalk } from './dingtalk/fake.js';
import type { FakeSlack } from './slack/fake.js';
import type { FakeWecom } from './wecom/fake.js';

export const SESSION_SECRET = 's'.repeat(32);

export const onSlack = (fake: FakeSlack) => ({
  SESSION_SECRET,
  SLACK_SIGNING_SECRET: fake.signingSecret,
  SLACK_BOT_TOKEN: fake.botToken,
  SLACK_API_URL: fake.apiUrl,
});

/** @param publicUrl where WeCom and people reach us */
export const onWecom = (fake: FakeWecom, publicUrl: string) => ({
  SESSION_SECRET,
  PUBLIC_URL: publicUrl,
  WECOM_CORP_ID: fake.corpId,
  WECOM_AGENT_ID: String(fake.agentId),
  WECOM_SECRET: fake.secret,
  WECOM_TOKEN: fake.token,
  WECOM_ENCODING_AES_KEY: fake.encodingAesKey,
  WECOM_API_URL: fake.url,
});

/** With a robot that connects. */
export const onWecomLine = ({ robot }: FakeWecom) => ({
  WECOM_ROBOT_ID: robot.account.id,
  WECOM_ROBOT_SECRET: robot.account.secret,
  WECOM_ROBOT_URL: robot.url(),
});

export const onDingTalk = (fake: FakeDingTalk) => ({
  SESSION_SECRET,
  DINGTALK_CLIENT_ID: fake.clientId,
  DINGTALK_CLIENT_SECRET: fake.clientSecret,
  DINGTALK_CARD_TEMPLATE_ID: fake.templateId,
  DINGTALK_API_URL: fake.url,
  DINGTALK_OAPI_URL: fake.url,
});
