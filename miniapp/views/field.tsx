import { Field } from '@base-ui/react/field';
import type { ReactElement } from 'react';
import type { Field as FieldView } from '../../models/views.js';
import { useSpeaker } from '../speaker.js';
import { form as words } from '../words.js';

const DAY = /^(\d{4}-\d{2}-\d{2})?$/;

/** The phone's own pickers and keyboards: nothing is better on a phone. A picker cannot hold what is no date. */
const useControl = ({ type, options = [], required }: FieldView, first: string): ReactElement => {
  const { tell } = useSpeaker();
  switch (type) {
    case 'longText':
      return <textarea rows={4} />;
    case 'choice':
      return (
        <select>
          {(!required || !first) && <option value="">{tell(words.choose)}</option>}
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {typeof label === 'string' ? label : tell(label)}
            </option>
          ))}
        </select>
      );
    case 'date':
      return <input type={DAY.test(first) ? 'date' : 'text'} />;
    case 'number':
      return <input type="text" inputMode="decimal" />;
    case 'money':
    case 'text':
      return <input type="text" />;
  }
};

/** A label, what is typed, and under it what is wrong with it, or else what helps to fill it in. */
export const FormField = ({
  field,
  first,
  value,
  onChange,
}: {
  readonly field: FieldView;
  /** What stood in it when the form was opened. */
  readonly first: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) => {
  const { tell } = useSpeaker();
  const { name, label, required, placeholder, hint, maxLength } = field;
  const control = useControl(field, first);
  return (
    <Field.Root name={name} className="field">
      <Field.Label>
        {tell(label)}
        {!required && <small> {tell(words.optional)}</small>}
      </Field.Label>
      <Field.Control
        render={control}
        value={value}
        onValueChange={onChange}
        aria-required={required}
        autoComplete="off"
        {...(placeholder && { placeholder: tell(placeholder) })}
        {...(maxLength !== undefined && { maxLength })}
      />
      <Field.Error className="error" />
      {hint && <Field.Description className="hint">{tell(hint)}</Field.Description>}
    </Field.Root>
  );
};
