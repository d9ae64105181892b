/** Phrases that mean something to do, without the name of a command. */

/** What one asks, or says of one’s own settings, and the line that does it. */
const QUESTIONS: readonly (readonly [asks: RegExp, line: string])[] = [
  [
    /^(?:有什么|有啥|有哪些|哪些)?(?:要|等|需要)我?(?:审批?|批)的?$|^what (?:do|should) i .*approve$/iu,
    'approval mine',
  ],
  [/^(?:我的?|my )?(?:草稿|drafts?)$/iu, 'approval drafts'],
  [/^(?:催一?下|催办|撤回|撤销)$/u, 'approval sent'],
  [/^我?(?:发起|提交)的(?:审批|申请)?$|^我的申请$|^my requests$/iu, 'approval sent'],
  [
    /^(?:anything|what(?:['’]s| is) there) (?:for me )?to approve$|^what(?:['’]s| is) pending$/iu,
    'approval mine',
  ],
  [
    /^我?(?:不(?:想|要)?|取消|撤[回销])(?:请假|报销|申请)了?$|^我?(?:的|提交的|发起的)(?:审批|申请|报销|请假)(?:到(?:哪|谁).*|怎么样了)$|^(?:cancel|withdraw|where(?:['’]s| is)) my (?:leave|expense|request|approval)s?$/iu,
    'approval sent',
  ],
  [/^(?:all|team|全部|所有|团队|下属)\s*(?:deals|商机)$/iu, 'deal list team'],
  [/^(?:all|全部|所有)的?\s*(?:customers|客户)$/iu, 'customer find'],
  [/^(?:有什么|有哪些|哪些)?(?:要|等|需要)我?(?:处理|办|做)的?事?$|^what(?:['’]s| is) waiting.*$/iu, 'todo'],
  [
    /^my to-?dos?$|^(?:is )?(?:there )?anything waiting(?: for me)?$|^what(?:['’]?s| is) on my plate$/iu,
    'todo',
  ],
  [
    /^我?今天(?:有什么事|要做什么|有什么要做的?)$|^what (?:do i have|should i do|is there) (?:to do )?today$/iu,
    'todo',
  ],
  [/^(?:(?:the|my|how(?:['’]?s| is) my) )?(?:pipeline|forecast)$|^(?:本月|本季度|销售)?预测$/iu, 'digest'],
  [/^今[天日]的?日报$|^(?:daily|today['’]s|my) digest$/iu, 'digest'],
  [/^(?:what|which) deals (?:do i have|are mine)$/iu, 'deal list'],
  [
    /^(?:关闭|关掉|取消|不要|停发)日报$|^(?:turn off|stop|no) (?:the )?(?:daily )?digest$/iu,
    'settings digest off',
  ],
  [
    /^把?日报(?:时间)?(?:改[成为到])?\s*((?:[\d早晚上下]|[一二三四五六七八九十]+点).{0,8}?)发?$/iu,
    'settings digest $1',
  ],
  [/^(?:免打扰|勿扰|dnd|do not disturb)[\s:：]*(.{1,40})$/iu, 'settings quiet $1'],
  [
    /^(?:我的?)?时区(?:改[成为到]|是)?[\s:：]*(.{1,40})$|^my time ?zone is (.{1,40})$/iu,
    'settings zone $1$2',
  ],
  [
    /^(?:切换[到成为]|改[成用]|换成|说)(中文|英文|英语)$|^(?:switch to|speak) (english|chinese)$/iu,
    'settings language $1$2',
  ],
];

/** The line that one would type for it. */
export const lineFor = (text: string): string | undefined => {
  const [asks, line = ''] = QUESTIONS.find(([one]) => one.test(text)) ?? [];
  return asks && text.replace(asks, line);
};

const GREETING =
  /^(?:(?:你好|您好|早上?好?|[下晚][午上]好|嗨|在吗|谢谢你?|多谢|辛苦了?|好的?|嗯+|哦+|哈+|收到|hi|hello|hey|thanks?(?: you)?(?: for .*)?|thx|(?:good )?(?:morning|afternoon|evening)|ok(?:ay)?|\p{Extended_Pictographic}+)(?:[\s,，!！。.~～]+|$))+/iu;
const ASKING_HOW = /^(?:怎么用|how do i\b.*|what can you do)$/iu;
export const isGreeting = (text: string): boolean => GREETING.test(text) || ASKING_HOW.test(text);

/** What else somebody says who greets or thanks first. */
export const behindGreeting = (text: string): string => text.replace(GREETING, '');

const BACK = /^(?:我|本人)?(?:已经?)?回来(?:了|上班了?)$|^i(?:['’]m| am) back$/iu;
export const isBack = (text: string): boolean => BACK.test(text);

/** What one says with a card before one's eyes. */
const DECISION =
  /^\s*[/／]?(?:全部?|都|一律|all )?(?:同意|通过|批[准了]|拒绝|驳回|approved?|reject(?:ed)?)(?:全部|所有| all)?(?!\p{L})/iu;
export const isDecision = (text: string): boolean => DECISION.test(text);
