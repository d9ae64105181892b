import { useEffect, useRef } from 'react';
import type { NoticeView } from '../../models/views.js';
import { Button } from '../button.js';
import type { Deeds } from '../deeds.js';
import { Problem } from '../parts.js';
import { useSpeaker } from '../speaker.js';

/** A question back: some sentences and some buttons. It has the focus, as it may come where nobody looks. */
export const Notice = ({ view, deeds }: { readonly view: NoticeView; readonly deeds: Deeds }) => {
  const { say } = useSpeaker();
  const question = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is to be seen as well
  useEffect(() => question.current?.focus(), [view]);
  return (
    <section className="card question" role="alert" tabIndex={-1} ref={question}>
      <h2>{say(view.title)}</h2>
      {view.body.map((each) => (
        <p key={say(each)}>{say(each)}</p>
      ))}
      {deeds.failure && <Problem failure={deeds.failure} />}
      <div className="buttons">
        {view.buttons.map(({ label, press, style }) => (
          <Button
            key={say(label)}
            className={`button ${style ?? ''}`}
            isBusy={deeds.busy !== undefined}
            onClick={() => deeds.press(press)}
          >
            {say(label)}
          </Button>
        ))}
      </div>
    </section>
  );
};
