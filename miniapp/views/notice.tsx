import { useEffect, useRef } from 'react';
import type { Button as PressButton } from '../../models/view-parts.js';
import type { NoticeView } from '../../models/views.js';
import { Button } from '../button.js';
import type { Deeds } from '../deeds.js';
import { Problem } from '../parts.js';
import { pathOf } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { words } from '../words.js';

/** Whoever had the focus before has it again after. */
const useReturnOfFocus = (): void => {
  const before = useRef(document.activeElement);
  useEffect(
    () => () => {
      if (before.current instanceof HTMLElement) before.current.focus();
    },
    [],
  );
};

/** Beside a list stands no button that opens it. */
const leadsOn = ({ press }: PressButton): boolean => pathOf(press)?.split('?')[0] !== location.pathname;

/** A question back: some sentences and some buttons. It has the focus, as it may come where nobody looks. */
export const Notice = ({
  view,
  deeds,
  leave,
}: {
  readonly view: NoticeView;
  readonly deeds: Deeds;
  /** Puts it away, where there is something else on the page. */
  readonly leave?: () => void;
}) => {
  const { say, tell } = useSpeaker();
  const question = useRef<HTMLElement>(null);
  useReturnOfFocus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is to be seen as well
  useEffect(() => question.current?.focus(), [view]);
  return (
    <section
      className="card question"
      role="alert"
      tabIndex={-1}
      ref={question}
      onKeyDown={({ key }) => key === 'Escape' && leave?.()}
    >
      <h2>{say(view.title)}</h2>
      {view.body.map((each) => (
        <p key={say(each)}>{say(each)}</p>
      ))}
      {deeds.failure && <Problem failure={deeds.failure} />}
      <div className="buttons">
        {view.buttons.filter(leadsOn).map(({ label, press, style }) => (
          <Button
            key={say(label)}
            className={`button ${style ?? ''}`}
            isBusy={deeds.busy !== undefined}
            onClick={() => deeds.press(press)}
          >
            {say(label)}
          </Button>
        ))}
        {leave && (
          <Button className="button" onClick={leave}>
            {tell(words.close)}
          </Button>
        )}
      </div>
    </section>
  );
};
