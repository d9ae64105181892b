/** What cannot be undone is asked once more. */

import { useState } from 'react';
import { Button } from './button.js';
import { useSpeaker } from './speaker.js';
import { words } from './words.js';

/** As a `ref`: what appears with it has the focus at once. One function, so that it does so once. */
export const takeFocus = (element: HTMLElement | null): void => element?.focus();

interface Asked<T> {
  /** What one is asked about, instead of the button that it stood on. */
  readonly asked: T | undefined;
  /** What one has said no to: its button, which is there again, takes the focus. */
  readonly spared: T | undefined;
}

const nothing = { asked: undefined, spared: undefined };

export const useAsked = <T,>() => {
  const [state, setState] = useState<Asked<T>>(nothing);
  return {
    ...state,
    ask: (asked: T) => setState({ ...nothing, asked }),
    leave: () => setState(({ asked }) => ({ ...nothing, spared: asked })),
    done: () => setState(nothing),
  };
};

/** Whoever holds Enter down, or presses Escape, has said no. */
export const Sure = ({
  question,
  yes,
  style = 'danger',
  act,
  leave,
}: {
  readonly question: string;
  readonly yes: string;
  readonly style?: 'primary' | 'danger';
  readonly act: () => void;
  readonly leave: () => void;
}) => {
  const { tell } = useSpeaker();
  return (
    <fieldset className="buttons" onKeyDown={({ key }) => key === 'Escape' && leave()}>
      <legend>{question}</legend>
      <Button className={`button ${style}`} onClick={act}>
        {yes}
      </Button>
      <Button className="button" ref={takeFocus} onClick={leave}>
        {tell(words.no)}
      </Button>
    </fieldset>
  );
};
