import { Button } from '@base-ui/react/button';
import type { NoticeView } from '../../models/views.js';
import type { Deeds } from '../deeds.js';
import { Problem } from '../parts.js';
import { useSpeaker } from '../speaker.js';

/** A question back: some sentences and some buttons. */
export const Notice = ({ view, deeds }: { readonly view: NoticeView; readonly deeds: Deeds }) => {
  const { say } = useSpeaker();
  return (
    <section className="card question" role="alert">
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
            disabled={deeds.busy !== undefined}
            focusableWhenDisabled
            onClick={() => deeds.press(press)}
          >
            {say(label)}
          </Button>
        ))}
      </div>
    </section>
  );
};
