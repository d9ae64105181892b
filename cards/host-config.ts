/**
 * How the `adaptivecards` renderer draws our cards: sizes and light colours of a chat client. Plain JSON, so that a page
 * can fetch it; a page may paint its own colours over `containerStyles`. Text reaches a contrast of 4.5 : 1 on every
 * background. What the renderer does not take from here is for the page's style sheet: `.ac-fact-title` should not wrap
 * (a long value squeezes it), and `.ac-selectable` rows should react to the pointer.
 */

const foregroundColors = {
  default: { default: '#1f2329', subtle: '#5c636e' },
  accent: { default: '#1a56c4', subtle: '#1a56c4' },
  good: { default: '#1e6b34', subtle: '#1e6b34' },
  warning: { default: '#7a4d00', subtle: '#7a4d00' },
  attention: { default: '#b3261e', subtle: '#b3261e' },
};

const on = (backgroundColor: string) => ({ backgroundColor, foregroundColors });

export const hostConfig = {
  supportsInteractivity: true,
  fontFamily:
    '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  fontSizes: { small: 13, default: 14, medium: 15, large: 17, extraLarge: 20 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 19, default: 21, medium: 22, large: 25, extraLarge: 28 },
  spacing: { small: 6, default: 8, medium: 12, large: 18, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: '#e5e7eb' },
  containerStyles: {
    default: on('#ffffff'),
    emphasis: on('#f3f4f6'),
    accent: on('#e8f0fe'),
    good: on('#e6f4ea'),
    attention: on('#fce8e6'),
    warning: on('#fef3d6'),
  },
  textBlock: { headingLevel: 3 },
  factSet: {
    title: {
      color: 'default',
      size: 'default',
      isSubtle: true,
      weight: 'default',
      wrap: true,
      maxWidth: 140,
    },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 12,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', weight: 'default', spacing: 'small' },
  },
  actions: {
    maxActions: 6,
    spacing: 'medium',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    preExpandSingleShowCardAction: false,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
};
