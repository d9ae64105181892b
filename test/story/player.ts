/** Somebody of the firm in front of their chat, whichever it is. */
export interface Player {
  types(line: string): Promise<void>;
  /** The newest button of this label. */
  presses(label: string): Promise<void>;
  /** Waits until this is on the screen. @returns the whole message or card that says it, the newest */
  sees(words: string): Promise<string>;
  /** How many messages and cards on the screen have a button of this label. */
  offers(label: string): number;
  /** The address behind the newest link of this label. */
  link(label: string): Promise<string>;
}

export type Firm = (staffNumber: string) => Player;
