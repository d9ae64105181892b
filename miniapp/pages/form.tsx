import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Answered, FormState, Shown } from '../../bot/miniapp/protocol.js';
import type { Saying, Text } from '../../models/text.js';
import type { Field, FormView, OtherDeed, View } from '../../models/views.js';
import { api, type Failure } from '../api.js';
import { Button } from '../button.js';
import { land, useDeeds } from '../deeds.js';
import { dropDraft, keepDraft, readDraft, type Values } from '../draft.js';
import { failureOf, useLoad } from '../load.js';
import { Ghosts, Heading, Link, PageProblem, Problem } from '../parts.js';
import { draftIn, go, HOME, luggage, pathBehind, pathIn, startAnew, take } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { Sure, takeFocus, useAsked } from '../sure.js';
import { FormField } from '../views/field.js';
import { Notice } from '../views/notice.js';
import { words as page, form as words } from '../words.js';

type Errors = Readonly<Record<string, string>>;
/** @param isOther  whether it was not what the form is for, but another thing that it can do */
type Came = (answered: Answered, isOther: boolean) => void;

const standingIn = ({ fields }: FormView): Values =>
  Object.fromEntries(fields.map(({ name, value }) => [name, value ?? '']));

const useErrors = () => {
  const { tell, say } = useSpeaker();
  /** A field that takes no more than so much would cut off what is pasted, and say nothing. */
  const wrongWith = ({ label, required, maxLength: max = Infinity }: Field, value: string) => {
    if (required && value === '') return tell(words.required, { label });
    return value.length > max && tell(words.tooLong, { label, max, length: value.length });
  };
  return {
    /** What need not be asked of the service. */
    plain: ({ fields }: FormView, values: Values): Errors =>
      Object.fromEntries(
        fields.flatMap((field) => {
          const error = wrongWith(field, values[field.name]?.trim() ?? '');
          return error ? [[field.name, error]] : [];
        }),
      ),
    told: ({ fields }: FormView): Errors =>
      Object.fromEntries(fields.flatMap(({ name, error }) => (error ? [[name, say(error)]] : []))),
  };
};

/** Sends a form. It may be sent as often as it takes: it is accepted once. */
const useSending = (token: string, form: FormView, came: Came) => {
  const { plain, told } = useErrors();
  const [{ errors, finds }, setWrong] = useState<{ errors: Errors; finds: number }>({
    errors: told(form),
    finds: 0,
  });
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);

  const find = (found: Errors): void => setWrong((before) => ({ errors: found, finds: before.finds + 1 }));

  const deliver = async (values: Values, other?: string): Promise<void> => {
    const answered = await api.submit(token, { values, ...(other && { other }) });
    if (answered.answer.type === 'errors') find(told(answered.answer.form));
    came(answered, other !== undefined);
  };

  /** @param other  whatever else the form can do, which it may be incomplete for */
  const send = async (values: Values, other?: string): Promise<void> => {
    const found = other ? {} : plain(form, values);
    find(found);
    setFailure(undefined);
    if (isBusy || Object.keys(found).length > 0) return;
    setBusy(true);
    await deliver(values, other).catch((error) => setFailure(failureOf(error)));
    setBusy(false);
  };

  /** What was wrong with a field may be right by now. */
  const forgive = (name: string): void => {
    if (!errors[name]) return;
    const { [name]: _, ...others } = errors;
    setWrong((before) => ({ ...before, errors: others }));
  };

  return { errors, finds, failure, isBusy, send, forgive };
};

/** Where something is to be put right, or else the first gap. */
const placeToType = (form: HTMLFormElement | null): HTMLElement | null | undefined =>
  form?.querySelector<HTMLElement>('[aria-invalid]') ??
  [...(form?.querySelectorAll<HTMLInputElement>('[aria-required=true]') ?? [])].find(({ value }) => !value);

/** Sends it, or does another thing with it; what would be lost is asked for once more. */
const Buttons = ({
  form,
  isBusy,
  deed,
  cancel,
}: {
  readonly form: FormView;
  readonly isBusy: boolean;
  readonly deed: (other: string) => void;
  readonly cancel: () => void;
}) => {
  const { tell } = useSpeaker();
  const { asked, spared, ask, leave, done } = useAsked<OtherDeed>();
  const act = (other: OtherDeed) => {
    done();
    deed(other.form);
  };
  if (asked)
    return (
      <Sure
        question={tell(page.sure, { action: asked.label })}
        yes={tell(page.yes, { action: asked.label })}
        act={() => act(asked)}
        leave={leave}
      />
    );
  return (
    <div className="buttons">
      <Button type="submit" className="button primary" isBusy={isBusy}>
        {tell(isBusy ? words.sending : form.submit)}
      </Button>
      {form.others?.map((other) => (
        <Button
          key={other.form}
          ref={other === spared ? takeFocus : null}
          className={`button ${other.style ?? ''}`}
          isBusy={isBusy}
          onClick={() => (other.style === 'danger' ? ask(other) : act(other))}
        >
          {tell(other.label)}
        </Button>
      ))}
      <Link
        to={luggage().from ?? pathBehind(form) ?? HOME}
        className="button"
        leave={cancel}
        how="replaceState"
      >
        {tell(words.cancel)}
      </Link>
    </div>
  );
};

const FillIn = ({
  token,
  form,
  came,
}: {
  readonly token: string;
  readonly form: FormView;
  readonly came: Came;
}) => {
  const { tell, say } = useSpeaker();
  const first = useMemo(() => ({ ...standingIn(form), ...readDraft(token) }), [form, token]);
  const [values, setValues] = useState<Values>(first);
  const { errors, finds, failure, isBusy, send, forgive } = useSending(token, form, came);
  const filled = useRef<HTMLFormElement>(null);
  const wrong = Object.keys(errors).length;
  const title = [tell(form.title), form.about && say(form.about)].filter(Boolean).join(' ');

  useEffect(() => placeToType(filled.current)?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that something was found wrong
  useEffect(() => filled.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(), [finds]);

  const change = (name: string, value: string): void => {
    forgive(name);
    const next = { ...values, [name]: value };
    setValues(next);
    keepDraft(token, next);
  };

  return (
    <form
      ref={filled}
      className="card form"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(values);
      }}
    >
      <Heading>{title}</Heading>
      {form.intro && <p>{say(form.intro)}</p>}
      <p className="unseen" role="status">
        {wrong > 0 && tell(words.check, { count: wrong })}
      </p>
      {form.fields.map((field) => (
        <FormField
          key={field.name}
          field={field}
          first={first[field.name] ?? ''}
          value={values[field.name] ?? ''}
          error={errors[field.name]}
          onChange={(value) => change(field.name, value)}
        />
      ))}
      {failure && (
        <>
          <Problem failure={failure} />
          <p className="quiet">{tell(words.kept)}</p>
        </>
      )}
      <Buttons
        form={form}
        isBusy={isBusy}
        deed={(other) => void send(values, other)}
        cancel={() => dropDraft(token)}
      />
    </form>
  );
};

/** A form that is over: what was said to it, and where one goes on. */
const Sent = ({
  title = words.sent,
  said,
  to,
  onward = words.open,
}: {
  readonly title?: Text;
  readonly said?: Saying;
  readonly to?: string | undefined;
  readonly onward?: Text;
}) => {
  const { tell, say } = useSpeaker();
  return (
    <section className="card">
      <Heading>{tell(title)}</Heading>
      {said && <p className="notice good">✓ {say(said)}</p>}
      {to && (
        <Link to={to} className="button primary">
          {tell(onward)}
        </Link>
      )}
    </section>
  );
};

const SentBefore = ({ answer }: Answered) => {
  if (answer.type !== 'words') return <Sent />;
  const { words: said } = answer;
  const draft = draftIn(said);
  if (draft) return <Sent title={words.keptAsDraft} said={said} to={draft} onward={words.goOn} />;
  return <Sent said={said} to={pathIn(said)} />;
};

/** `/app/forms/<token>`: the form that something was answered with in the chat, or here. */
export const FormPage = ({ token }: { readonly token: string }) => {
  const load = useCallback(async (): Promise<FormState> => {
    const form = take('form');
    return form ? { form } : api.form(token);
  }, [token]);
  const { loaded, again } = useLoad(load);
  const [question, setQuestion] = useState<View>();
  const [said, setSaid] = useState<Saying>();
  const form = loaded.state === 'there' && 'form' in loaded.value ? loaded.value.form : undefined;

  const landing = useMemo(
    () => ({
      said: (saying: Saying) => {
        dropDraft(token);
        if (form?.form === 'settings.set') return startAnew(saying);
        const to = (form && pathBehind(form)) ?? pathIn(saying);
        if (to) go(to, { flash: saying }, 'replaceState');
        else setSaid(saying);
      },
      shown: ({ view }: Shown) => setQuestion(view),
    }),
    [form, token],
  );
  const deeds = useDeeds(landing);
  /** Where one's drafts are. */
  const goHome = (saying: Saying): void => {
    dropDraft(token);
    go(HOME, { flash: saying }, 'replaceState');
  };
  const came: Came = (answered, isOther) => {
    setQuestion(undefined);
    void land(answered, isOther ? { ...landing, said: goHome } : landing);
  };

  if (said) return <Sent said={said} />;
  if (loaded.state === 'loading') return <Ghosts />;
  if (loaded.state === 'failed') return <PageProblem failure={loaded.failure} retry={again} />;
  if ('done' in loaded.value) return <SentBefore {...loaded.value.done} />;
  return (
    <>
      {question?.kind === 'notice' && (
        <Notice view={question} deeds={deeds} leave={() => setQuestion(undefined)} />
      )}
      <FillIn token={token} form={loaded.value.form} came={came} />
    </>
  );
};
