import type { Text } from '../../models/text.js';
import type { Press } from '../../models/view-parts.js';
import { Link } from '../parts.js';
import { pathOrHome } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { places as words } from '../words.js';

/** `YYYY-MM-DD`, which is how Swedish writes it. */
const today = (timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());

const placesOn = (day: string): readonly (readonly [Text, Press])[] => [
  [words.digest, { do: 'digest.show' }],
  [words.deals, { do: 'deal.list', input: { team: true } }],
  [words.slipping, { do: 'deal.list', input: { team: true, closeBefore: day } }],
  [words.customers, { do: 'customer.list' }],
  [words.sent, { do: 'approval.list', input: { of: 'sent' } }],
  [words.decided, { do: 'approval.list', input: { of: 'decided' } }],
];

/** What one looks at beside the own to-dos: as much of it as the reader may see. */
export const Places = () => {
  const { tell, reader } = useSpeaker();
  return (
    <nav className="places" aria-label={tell(words.all)}>
      {placesOn(today(reader.timeZone)).map(([name, press]) => (
        <Link key={name.en} to={pathOrHome(press)}>
          {tell(name)}
        </Link>
      ))}
    </nav>
  );
};
