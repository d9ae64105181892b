/** What is said back and asked back where the answers to presses are about what a page shows. */
import { useEffect, useMemo, useState } from 'react';
import type { Shown } from '../bot/miniapp/protocol.js';
import type { Saying } from '../models/text.js';
import type { NoticeView } from '../models/views.js';
import { type Deeds, useDeeds } from './deeds.js';
import { Flash } from './parts.js';
import { take } from './route.js';
import { Notice } from './views/notice.js';

/** Somebody else was faster, or it is another by now: what it is like is read anew. */
const REFUSED = 409;

interface Talking {
  readonly said: Saying | undefined;
  readonly question: NoticeView | undefined;
  /** Puts the question away. */
  readonly leave: () => void;
  readonly deeds: Deeds;
}

/** As if one came to the page: what was pressed may be gone, and with it one's place. */
const toTop = (): void => {
  scrollTo({ top: 0 });
  document.querySelector('main')?.focus({ preventScroll: true });
};

/**
 * @param again  looks what it is like now
 * @param put  takes an answer that shows it
 */
export const useTalk = (again: () => void | Promise<void>, put: (shown: Shown) => void): Talking => {
  const [said, setSaid] = useState(() => take('flash'));
  const [question, setQuestion] = useState<NoticeView>();
  const landing = useMemo(
    () => ({
      said: (saying: Saying) => {
        setSaid(saying);
        setQuestion(undefined);
        toTop();
        return again();
      },
      shown: (shown: Shown) => {
        if (shown.view.kind === 'notice') setQuestion(shown.view);
        else put(shown);
      },
    }),
    [again, put],
  );
  const deeds = useDeeds(landing);
  useEffect(() => {
    if (deeds.failure?.status === REFUSED) again();
  }, [deeds.failure, again]);
  return { said, question, leave: () => setQuestion(undefined), deeds };
};

export const Talk = ({ said, question, leave, deeds }: Talking) => (
  <>
    <Flash saying={said} />
    {question && <Notice view={question} deeds={deeds} leave={leave} />}
  </>
);
