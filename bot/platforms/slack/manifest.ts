/**
 * The app as Slack has to know it. `manifest.json` is this for `https://dealdesk.example.com`; a test keeps them alike.
 * @see https://docs.slack.dev/reference/app-manifest
 */
export const botScopes = [
  'commands',
  'chat:write',
  'im:write',
  'im:history',
  'app_mentions:read',
  'users:read',
  'users:read.email',
] as const;

const events = ['app_home_opened', 'app_mention', 'app_uninstalled', 'message.im', 'tokens_revoked'] as const;

interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint: string;
}

const commands: readonly SlashCommand[] = [
  {
    command: '/deal',
    description: 'Deals: create, find, move and close them · 商机',
    usage_hint:
      'new | show | list | stage | edit | note | won | follow | unfollow | lost | reopen | owner | help',
  },
  {
    command: '/customer',
    description: 'Customers: create, find and edit them · 客户',
    usage_hint: 'new | show | find | mine | edit | owner | merge | unmerge | help',
  },
  {
    command: '/approval',
    description: 'Approvals: what waits for you, and what you asked for · 审批',
    usage_hint: 'mine | new | drafts | show | sent | bulk | why | withdraw | help',
  },
  {
    command: '/todo',
    description: 'All that waits for you · 待办',
    usage_hint: 'show | here | anywhere | help',
  },
  {
    command: '/away',
    description: 'Away: who decides while you are · 外出',
    usage_hint: 'mine | set | off | help',
  },
  { command: '/digest', description: "Today's numbers · 日报", usage_hint: 'help' },
  {
    command: '/settings',
    description: 'My language, time zone, digest and quiet hours · 设置',
    usage_hint: 'show | language | zone | digest | quiet | help',
  },
];

const shortcuts = [
  {
    name: 'New deal 新建商机',
    type: 'global',
    callback_id: 'deal_new',
    description: 'Create a deal · 新建商机',
  },
  {
    name: 'Add to deal 记到商机',
    type: 'message',
    callback_id: 'note_from_message',
    description: "Put this message on a deal's timeline · 把这条消息记到商机",
  },
] as const;

/** @param publicUrl  where this service is reached from outside, without a slash at its end */
export const manifestFor = (publicUrl: string) => {
  const base = publicUrl.replace(/\/+$/, '');
  const url = `${base}/slack/events`;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Dealdesk',
      description: 'Deals, customers and approvals where you talk · 在聊天里管商机、客户和审批',
      long_description:
        'Dealdesk brings customers, deals and approvals into Slack. Type /deal to create a deal or to move it on; when it ' +
        'is ready to be signed, its contract is drawn and its approvers get a card with buttons. Your Home tab shows what ' +
        'waits for you, and managers read one digest in the morning. 在 Slack 里管理客户、商机和审批：输入 /deal 新建或推进商机，' +
        '到待签约时自动生成合同并发起审批，审批人在卡片上点按钮即可；首页显示你的待办，管理者每天早上看一份日报。',
      background_color: '#1f3a5f',
    },
    features: {
      bot_user: { display_name: 'dealdesk', always_online: true },
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      slash_commands: commands.map((each) => ({ ...each, url, should_escape: true })),
      shortcuts,
    },
    oauth_config: {
      redirect_urls: [`${base}/slack/oauth_redirect`, `${base}/app/login/slack/callback`],
      // A person's: for signing in to the mini-app.
      scopes: { bot: botScopes, user: ['openid'] },
    },
    settings: {
      event_subscriptions: { request_url: url, bot_events: events },
      interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
      org_deploy_enabled: true,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
};
