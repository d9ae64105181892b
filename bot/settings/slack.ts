import { z } from 'zod';
import type { SlackSettings } from '../platforms/slack/index.js';
import { secret, url } from './fields.js';

export const slackShape = {
  SLACK_SIGNING_SECRET: secret.optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must begin with xoxb-').optional(),
  SLACK_CLIENT_ID: secret.optional(),
  SLACK_CLIENT_SECRET: secret.optional(),
  SLACK_STATE_SECRET: secret.optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must begin with xapp-').optional(),
  SLACK_API_URL: url('https://slack.com/api/').default('https://slack.com/api/'),
};
type Environment = z.infer<z.ZodObject<typeof slackShape>>;

export type SlackCredentials = Omit<SlackSettings, 'publicUrl' | 'allowedWorkspaces'>;

export const slackNames = [
  'SLACK_SIGNING_SECRET',
  'SLACK_BOT_TOKEN',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'SLACK_APP_TOKEN',
] as const;
const oauthNames = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

export function missingForSlack(env: Environment): string[] {
  if (!slackNames.some((name) => env[name])) return [];
  const oauthMissing = oauthNames.filter((name) => !env[name]);
  const lines: string[] = [];
  if (!env.SLACK_SIGNING_SECRET)
    lines.push('SLACK_SIGNING_SECRET is missing: find it under Basic Information of your Slack app');
  if (!env.SLACK_BOT_TOKEN && oauthMissing.length > 0) {
    lines.push(
      `SLACK_BOT_TOKEN is missing: set it for one workspace, or ${oauthMissing.join(', ')} for installation in many`,
    );
  }
  return lines;
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
    ...(env.SLACK_APP_TOKEN && { appToken: env.SLACK_APP_TOKEN }),
  };
};
