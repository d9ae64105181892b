import { useCallback, useRef, useState } from 'react';
import type { Answered, Shown } from '../bot/miniapp/protocol.js';
import type { Answer } from '../models/answer.js';
import type { Saying } from '../models/text.js';
import type { Press } from '../models/view-parts.js';
import type { View } from '../models/views.js';
import { type Failure, newKey } from './api.js';
import { pressOrGoOn } from './begun.js';
import { failureOf, forget } from './load.js';
import { go, pathTo, type Subject, subjects } from './route.js';

/** Where an answer leads: a form has a page, a record has one; words are said where one is. */
interface Landing {
  /** Done when what was said of is seen as it is now. */
  readonly said: (saying: Saying) => void | Promise<void>;
  readonly shown: (shown: Shown) => void;
}

const isRecord = (view: View): view is Extract<View, { kind: Subject }> =>
  subjects.some((each) => each === view.kind);

/** The page of a record, unless one is there already. */
const pageOf = (view: View): string | undefined => {
  const path = isRecord(view) ? pathTo(view.kind, view.id) : undefined;
  return path === location.pathname ? undefined : path;
};

/**
 * What is said of a record that was made is words about it. What took the place of a question and leaves nothing to press is
 * words all the same.
 */
const wordsIn = (answer: Answer): Saying | undefined => {
  if (answer.type === 'words') return answer.words;
  if (answer.type !== 'view') return undefined;
  const { view } = answer;
  if (isRecord(view) && 'intro' in view) return view.intro;
  if (view.kind !== 'notice') return undefined;
  const { title, body, buttons } = view;
  return body.length + buttons.length === 0 ? title : undefined;
};

const arrive = (what: Shown, shown: Landing['shown']): void => {
  const path = pageOf(what.view);
  if (path) go(path);
  else shown(what);
};

export const land = async ({ answer, links, form }: Answered, { said, shown }: Landing): Promise<void> => {
  if (answer.type !== 'form') forget();
  const words = wordsIn(answer);
  if (words) await said(words);
  else if (answer.type === 'view') arrive({ view: answer.view, links }, shown);
  else if (form && answer.type === 'form') go(`/app/forms/${form}`, { form: answer.form });
};

export interface Deeds {
  /** What is being done: the name of the press. */
  readonly busy: string | undefined;
  readonly failure: Failure | undefined;
  readonly press: (press: Press) => void;
}

/**
 * Presses buttons. A press that got no answer keeps its key, so that pressing again is the same deed and is done once.
 */
export const useDeeds = (landing: Landing): Deeds => {
  const [busy, setBusy] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const open = useRef(new Map<string, string>());

  const press = useCallback(
    async ({ do: name, input = {} }: Press) => {
      const deed = JSON.stringify([name, input]);
      const key = open.current.get(deed) ?? newKey();
      open.current.set(deed, key);
      setBusy(name);
      setFailure(undefined);
      try {
        const answered = await pressOrGoOn({ key, do: name, input });
        open.current.delete(deed);
        await land(answered, landing);
      } catch (error) {
        const problem = failureOf(error);
        if (!problem.isUnsure) open.current.delete(deed);
        setFailure(problem);
      }
      setBusy(undefined);
    },
    [landing],
  );

  return { busy, failure, press: (each) => void press(each) };
};
