import type { SignInProblem } from '../../bot/miniapp/protocol.js';
import type { Text } from '../../models/text.js';
import { api } from '../api.js';
import { useLoad } from '../load.js';
import { Ghosts, Heading, Problem } from '../parts.js';
import { HOME } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { platformNames, words } from '../words.js';
import { SilentSignIn } from './silent-sign-in.js';

/** What the service says, and what a page does whose reader is not signed in any more. */
type Reason = SignInProblem | 'ended';

const problems: Record<Reason, Text> = {
  ended: words.ended,
  expired: words.expired,
  refused: words.refused,
  later: words.later,
};

const problemIn = (query: URLSearchParams): Text | undefined =>
  problems[(query.get('problem') ?? '') as Reason];

/** By which chat. Only reached where nobody can tell, or after it did not work. */
const Choices = ({ query }: { readonly query: URLSearchParams }) => {
  const { tell } = useSpeaker();
  const { loaded, again } = useLoad(api.choices);
  const problem = problemIn(query);
  const next = encodeURIComponent(query.get('next') ?? HOME);
  return (
    <section className="card sign-in">
      <Heading>{tell(words.signIn)}</Heading>
      {problem ? (
        <p className="notice bad" role="alert">
          {tell(problem)}
        </p>
      ) : (
        <p className="quiet">{tell(words.signInHint)}</p>
      )}
      {loaded.state === 'loading' && <Ghosts />}
      {loaded.state === 'failed' && <Problem failure={loaded.failure} retry={again} />}
      {loaded.state === 'there' && loaded.value.platforms.length === 0 && <p>{tell(words.noSignIn)}</p>}
      {loaded.state === 'there' &&
        loaded.value.platforms.map((platform) => (
          <a key={platform} className="button primary" href={`/app/login/${platform}?next=${next}`}>
            {tell(words.signInWith, { platform: platformNames[platform] })}
          </a>
        ))}
    </section>
  );
};

/** `/app/sign-in` */
export const SignInPage = () => {
  const query = new URLSearchParams(location.search);
  return query.has('silent') ? <SilentSignIn search={location.search} /> : <Choices query={query} />;
};
