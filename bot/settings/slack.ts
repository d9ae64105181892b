import { z } from 'zod';
import type { Text } from '../../models/text.js';
import type { SlackSettings } from '../platforms/slack/index.js';
import { beginning, missing, must, secret, url } from './fields.js';

const workspaces = z
  .string()
  .transform((list) => list.split(',').map((id) => id.trim()))
  .refine(
    (ids) => ids.every((id) => /^[TE][A-Z0-9]+$/.test(id)),
    must('是用逗号分开的工作区或组织 ID，例如 T012AB3CD,E045EF6GH', 'be ids such as T012AB3CD,E045EF6GH'),
  );

export const slackShape = {
  SLACK_SIGNING_SECRET: secret.optional(),
  SLACK_BOT_TOKEN: beginning('xoxb-').optional(),
  SLACK_CLIENT_ID: secret.optional(),
  SLACK_CLIENT_SECRET: secret.optional(),
  SLACK_STATE_SECRET: secret.optional(),
  SLACK_WORKSPACES: workspaces.optional(),
  SLACK_APP_TOKEN: beginning('xapp-').optional(),
  SLACK_API_URL: url('https://slack.com/api/').default('https://slack.com/api/'),
};
type Environment = z.infer<z.ZodObject<typeof slackShape>>;

export type SlackCredentials = Omit<SlackSettings, 'publicUrl'>;

export const slackNames = [
  'SLACK_SIGNING_SECRET',
  'SLACK_BOT_TOKEN',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'SLACK_APP_TOKEN',
] as const;
const oauthNames = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

const where: Text = {
  zh: '在 Slack 应用的 Basic Information 页面上',
  en: 'find it under Basic Information of your Slack app',
};

export function missingForSlack(env: Environment): Text[] {
  if (!slackNames.some((name) => env[name])) return [];
  const oauthMissing = oauthNames.filter((name) => !env[name]);
  const faults: Text[] = [];
  if (!env.SLACK_SIGNING_SECRET) faults.push(missing('SLACK_SIGNING_SECRET', where));
  if (!env.SLACK_BOT_TOKEN && oauthMissing.length > 0) {
    const why = {
      zh: `只用一个工作区就设置它；要装到多个工作区，设置 ${oauthMissing.join('、')}`,
      en: `set it for one workspace, or ${oauthMissing.join(', ')} for installation in many`,
    };
    faults.push(missing('SLACK_BOT_TOKEN', why));
  }
  return faults;
}

export const slackOf = (env: Environment): SlackCredentials | undefined => {
  if (!env.SLACK_SIGNING_SECRET) return undefined;
  return {
    signingSecret: env.SLACK_SIGNING_SECRET,
    apiUrl: env.SLACK_API_URL,
    ...(env.SLACK_BOT_TOKEN && { botToken: env.SLACK_BOT_TOKEN }),
    ...(env.SLACK_CLIENT_ID && { clientId: env.SLACK_CLIENT_ID }),
    ...(env.SLACK_CLIENT_SECRET && { clientSecret: env.SLACK_CLIENT_SECRET }),
    ...(env.SLACK_STATE_SECRET && { stateSecret: env.SLACK_STATE_SECRET }),
    ...(env.SLACK_WORKSPACES && { allowedWorkspaces: env.SLACK_WORKSPACES }),
    ...(env.SLACK_APP_TOKEN && { appToken: env.SLACK_APP_TOKEN }),
  };
};
