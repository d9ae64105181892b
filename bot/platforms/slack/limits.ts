/**
 * What Slack takes, in UTF-16 units where it is text.
 * @see https://docs.slack.dev/reference/block-kit
 */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  viewBytes: 250_000,
  /** Of a message's `text`: `chat.update` refuses more. */
  notification: 4000,
  header: 150,
  text: 3000,
  fieldsPerSection: 10,
  field: 2000,
  elementsPerActions: 25,
  buttonLabel: 75,
  accessibilityLabel: 75,
  buttonValue: 2000,
  url: 3000,
  id: 255,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  inputLength: 3000,
  options: 100,
  optionLabel: 75,
  /** 150 by the documentation, 75 by the types: the smaller one is always taken. */
  optionValue: 75,
  viewTitle: 24,
  privateMetadata: 3000,
} as const;
