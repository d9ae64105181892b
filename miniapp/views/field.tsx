import type { FormEvent } from 'react';
import type { Field } from '../../models/views.js';
import { useSpeaker } from '../speaker.js';
import { form as words } from '../words.js';
import { Suggesting } from './suggesting.js';

const DAY = /^(\d{4}-\d{2}-\d{2})?$/;

interface Shared {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly autoComplete: string;
  readonly 'aria-required': boolean;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
  readonly placeholder?: string;
  readonly onInput: (event: FormEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => void;
}

/** The phone's own pickers and keyboards: nothing is better on a phone. A picker cannot hold what is no date. */
const Control = ({
  field: { type, options = [], required, suggests },
  first,
  shared,
  onChange,
}: {
  readonly field: Field;
  readonly first: string;
  readonly shared: Shared;
  readonly onChange: (value: string) => void;
}) => {
  const { tell } = useSpeaker();
  if (suggests) return <Suggesting kind={suggests} input={shared} onChange={onChange} />;
  switch (type) {
    case 'longText':
      return <textarea rows={4} {...shared} />;
    case 'choice':
      return (
        <select {...shared}>
          {(!required || !first) && <option value="">{tell(words.choose)}</option>}
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {typeof label === 'string' ? label : tell(label)}
            </option>
          ))}
        </select>
      );
    case 'date':
      return <input type={DAY.test(first) ? 'date' : 'text'} {...shared} />;
    case 'number':
      return <input type="text" inputMode="decimal" {...shared} />;
    case 'money':
    case 'text':
      return <input type="text" {...shared} />;
  }
};

/** A label, what is typed, and under it what is wrong with it, or else what helps to fill it in: read out with it. */
export const FormField = ({
  field,
  first,
  value,
  error,
  onChange,
}: {
  readonly field: Field;
  /** What stood in it when the form was opened. */
  readonly first: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) => {
  const { tell } = useSpeaker();
  const { name, label, required, placeholder, hint } = field;
  const id = `field-${name}`;
  const beneath = error ?? (hint && tell(hint));
  const shared: Shared = {
    id,
    name,
    value,
    autoComplete: 'off',
    'aria-required': required,
    onInput: ({ currentTarget }) => onChange(currentTarget.value),
    ...(error && { 'aria-invalid': true }),
    ...(beneath && { 'aria-describedby': `${id}-beneath` }),
    ...(placeholder && { placeholder: tell(placeholder) }),
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {tell(label)}
        {!required && <small> {tell(words.optional)}</small>}
      </label>
      <Control field={field} first={first} shared={shared} onChange={onChange} />
      {beneath && (
        <p id={`${id}-beneath`} className={error ? 'error' : 'hint'}>
          {beneath}
        </p>
      )}
    </div>
  );
};
