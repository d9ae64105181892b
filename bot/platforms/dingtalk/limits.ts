/**
 * What DingTalk takes.
 * @see https://open.dingtalk.com/document/development/create-and-deliver-cards
 */
export const limits = {
  /** Of one variable of a card, in UTF-8. More is often taken and sometimes shows an empty card. */
  valueBytes: 1024,
  /** Variables of the template that hold lines, and those that hold buttons. */
  lineBlocks: 4,
  buttonBlocks: 4,
  /** A conversation's summary, a notification. */
  summary: 200,
  title: 120,
  /** A line in the to-do list; DingTalk takes up to 1024. */
  todo: 300,
  buttonLabel: 40,
  url: 1000,
  /** The address of a button, its data included, has to fit with the button into one variable. */
  buttonBytes: 900,
  /** One text message; what is longer comes in several. */
  text: 2000,
  /** Buttons on a `sampleActionCard2…5`. */
  links: 5,
} as const;
