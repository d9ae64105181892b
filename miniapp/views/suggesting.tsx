import { type InputHTMLAttributes, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Suggestion, Suggests } from '../../models/views.js';
import { api } from '../api.js';
import { useSpeaker } from '../speaker.js';
import { form as words } from '../words.js';

/** So long somebody types on without being asked whom they mean. */
const PAUSE_MS = 200;
const NONE = -1;

/** What fits what is typed, and on which of it one is. */
const useOffers = (kind: Suggests, onChange: (value: string) => void) => {
  const [found, find] = useState<readonly Suggestion[]>([]);
  const [active, setActive] = useState(NONE);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Counts what was asked for: the answer to an older text is of no use, also before the page is drawn anew. */
  const asked = useRef(0);
  const isOpen = found.length > 0;

  /** Those that are there stay as they are. */
  const hold = (): void => {
    clearTimeout(timer.current);
    asked.current += 1;
  };
  const look = async (text: string): Promise<void> => {
    const now = asked.current;
    const those = await api.suggestions(kind, text).catch(() => []);
    if (now === asked.current) find(those);
  };
  const leave = (): boolean => {
    hold();
    find([]);
    setActive(NONE);
    return isOpen;
  };
  /** What was found before stays until what fits now is there. */
  const type = (text: string): void => {
    onChange(text);
    setActive(NONE);
    hold();
    if (text.trim() === '') find([]);
    else timer.current = setTimeout(look, PAUSE_MS, text);
  };
  const choose = (at: number): boolean => {
    const chosen = found[at];
    if (!chosen) return false;
    onChange(chosen.value);
    return leave();
  };
  /** Beyond the last, and before the first, one is at what was typed. */
  const go = (by: 1 | -1): boolean => {
    if (!isOpen) return false;
    const places = found.length + 1;
    hold();
    setActive(((active + 1 + by + places) % places) - 1);
    return true;
  };

  /** Each says whether it dealt with the key; if not, the browser does. */
  const keys: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    Enter: () => choose(active),
    Escape: leave,
  };
  return { found, active, isOpen, type, choose, leave, keys };
};

const Offer = ({
  suggestion: { name, details },
  id,
  isActive,
  choose,
}: {
  readonly suggestion: Suggestion;
  readonly id: string;
  readonly isActive: boolean;
  readonly choose: () => void;
}) => {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field, which keeps the focus
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className="row"
      onClick={choose}
    >
      <span className="row-title">{name}</span>
      <span className="row-details">
        {details.map((each) => (
          <span key={each}>{each}</span>
        ))}
      </span>
    </div>
  );
};

/**
 * A text field beneath which is offered what fits. Enter chooses only what one has gone to by the arrows, so that whatever
 * was typed freely is sent by it as in any other field.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export const Suggesting = ({
  kind,
  input,
  onChange,
}: {
  readonly kind: Suggests;
  readonly input: InputHTMLAttributes<HTMLInputElement> & { readonly id: string; readonly value: string };
  readonly onChange: (value: string) => void;
}) => {
  const { tell } = useSpeaker();
  const { found, active, isOpen, type, choose, leave, keys } = useOffers(kind, onChange);
  const list = useRef<HTMLDivElement>(null);
  const listId = `${input.id}-offers`;
  const idOf = (at: number) => `${listId}-${at}`;

  useEffect(() => {
    if (isOpen) list.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);

  const press = (event: KeyboardEvent): void => {
    if (!event.nativeEvent.isComposing && keys[event.key]?.()) event.preventDefault();
  };

  return (
    <div className="suggesting">
      <input
        type="text"
        {...input}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        {...(active !== NONE && { 'aria-activedescendant': idOf(active) })}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={press}
        onBlur={leave}
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={tell(words.suggestions)}
        className="offers"
        hidden={!isOpen}
        onMouseDown={(event) => event.preventDefault()}
      >
        {found.map((suggestion, at) => (
          <Offer
            key={suggestion.value}
            suggestion={suggestion}
            id={idOf(at)}
            isActive={at === active}
            choose={() => choose(at)}
          />
        ))}
      </div>
      <span className="unseen" role="status">
        {isOpen && tell(words.offered, { count: found.length })}
      </span>
    </div>
  );
};
