import type { FormEvent } from 'react';
import type { Press } from '../../models/view-parts.js';
import type { Field } from '../../models/views.js';
import { Link } from '../parts.js';
import { go, pathOrHome } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { list as words } from '../words.js';

const Control = ({ field }: { readonly field: Field }) => {
  const { tell, show, say } = useSpeaker();
  const { name, label, value, options, placeholder, maxLength, error } = field;
  const beneath = `filter-${name}`;
  return (
    <div className="field">
      <label htmlFor={name}>{tell(label)}</label>
      {options ? (
        <select id={name} name={name} defaultValue={value}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {show(option.label)}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={name}
          name={name}
          type="text"
          enterKeyHint="search"
          autoComplete="off"
          maxLength={maxLength}
          placeholder={placeholder && tell(placeholder)}
          defaultValue={value}
          aria-invalid={error && true}
          aria-describedby={error && beneath}
        />
      )}
      {error && (
        <p id={beneath} className="error">
          {say(error)}
        </p>
      )}
    </div>
  );
};

/** What is asked for stands in the address, as it does for whoever turns the page. */
export const ListFilter = ({ fields, turn }: { readonly fields: readonly Field[]; readonly turn: Press }) => {
  const { tell } = useSpeaker();
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      String(value).trim(),
    ]);
    const asked: NonNullable<Press['input']> = { ...turn.input, ...Object.fromEntries(chosen) };
    const input = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
    go(pathOrHome({ do: turn.do, input }));
  };
  return (
    <details className="filter" open={fields.some(({ error }) => error)}>
      <summary>{tell(words.filter)}</summary>
      <form className="card" onSubmit={ask}>
        {fields.map((field) => (
          <Control key={field.name} field={field} />
        ))}
        <div className="buttons">
          <button type="submit" className="button primary">
            {tell(words.ask)}
          </button>
          <Link to={pathOrHome({ do: turn.do })} className="button">
            {tell(words.clear)}
          </Link>
        </div>
      </form>
    </details>
  );
};
