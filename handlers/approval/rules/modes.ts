import type { StepDefinition } from '../../../models/approval-flow.js';
import type { Seat } from '../../../models/approval-instance.js';
import type { StepMode } from '../../../models/approval-view.js';

type Seats = readonly Seat[];
type Group = readonly number[];
type Policy = Pick<StepDefinition, 'need' | 'needPercent' | 'veto'>;

/** What makes one mode another. */
interface Mode {
  /** Which signatures it makes of its groups of people. */
  readonly seats: (groups: readonly Group[], policy: Policy) => Seats;
  /** Which of the missing ones are asked for now. */
  readonly turn: (missing: Seats) => Seats;
  /** Does one rejection end the step? Otherwise it ends when a signature cannot be had any more. */
  readonly vetoes: (policy: Policy) => boolean;
  /** The signatures when somebody joins one of them with equal standing. */
  readonly beside: (seats: Seats, beside: number, who: number, policy: Policy) => Seats;
}

const distinct = (ids: Group): Group => [...new Set(ids)];
const one = (people: Group): Seat => ({ people, need: 1 });

const needOf = ({ need, needPercent }: Policy, size: number): number =>
  needPercent === undefined ? (need ?? 1) : Math.max(1, Math.ceil((needPercent * size) / 100));

const together = (groups: readonly Group[], policy: Policy): Seat => {
  const people = distinct(groups.flat());
  return { people, need: needOf(policy, people.length) };
};

/** With its need counted anew. */
const counted = ({ people }: Seat, policy: Policy): Seat => ({
  people,
  need: needOf(policy, people.length),
});

const isBeside = (seat: Seat, id: number) => seat.people.includes(id);

/** One more signature, right behind that of whoever asks for it. */
const ownSeat: Mode['beside'] = (seats, beside, who) => {
  const at = seats.findIndex((seat) => isBeside(seat, beside));
  return [...seats.slice(0, at + 1), one([who]), ...seats.slice(at + 1)];
};

const sameSeat: Mode['beside'] = (seats, beside, who) => {
  const at = seats.findIndex((seat) => isBeside(seat, beside));
  return seats.map((seat, index) => (index === at ? { ...seat, people: [...seat.people, who] } : seat));
};

const all = (missing: Seats): Seats => missing;
const always = () => true;
const never = () => false;
const ifSaid = ({ veto }: Policy) => veto ?? false;

export const modes: Record<StepMode, Mode> = {
  ALL: { seats: (groups) => groups.map(one), turn: all, vetoes: always, beside: ownSeat },
  ANY: { seats: (groups) => [one(groups.flat())], turn: all, vetoes: always, beside: sameSeat },
  ANY_APPROVE: { seats: (groups) => [one(groups.flat())], turn: all, vetoes: never, beside: sameSeat },
  SEQ: {
    seats: (groups) => groups.map(one),
    turn: (missing) => missing.slice(0, 1),
    vetoes: always,
    beside: ownSeat,
  },
  VOTE: {
    seats: (groups, policy) => [together(groups, policy)],
    turn: all,
    vetoes: ifSaid,
    beside: (seats, _, who, policy) => [together([...seats.map(({ people }) => people), [who]], policy)],
  },
  EACH_GROUP: {
    seats: (groups, policy) => groups.map((people) => ({ people, need: needOf(policy, people.length) })),
    turn: all,
    vetoes: ifSaid,
    beside: (seats, beside, who, policy) =>
      sameSeat(seats, beside, who, policy).map((seat) =>
        isBeside(seat, who) ? counted(seat, policy) : seat,
      ),
  },
  RANDOM: { seats: (groups) => [one(groups.flat())], turn: all, vetoes: always, beside: ownSeat },
};

/** Where a share of those who sit is needed, so that it changes with how many they are. */
const byShare: readonly StepMode[] = ['VOTE', 'EACH_GROUP'];

type Sharing = Pick<StepDefinition, 'mode'> & Policy;

/** The same signature to be given by these people instead. */
export const givenBy = (seat: Seat, people: Group, definition: Sharing): Seat => {
  const isShare = byShare.includes(definition.mode) && definition.needPercent !== undefined;
  return isShare ? counted({ ...seat, people }, definition) : { ...seat, people };
};

/** The signatures without somebody who had joined one of them. The others are as they were when the step was entered. */
export const leaving = (seats: Seats, who: number, definition: Sharing): Seats =>
  seats
    .map((seat) =>
      isBeside(seat, who)
        ? givenBy(
            seat,
            seat.people.filter((id) => id !== who),
            definition,
          )
        : seat,
    )
    .filter(({ people }) => people.length > 0);

/** Does a seat of this mode take every member of a role, rather than any one of them? */
export const takesEach: Record<StepMode, boolean> = {
  ALL: false,
  ANY: false,
  ANY_APPROVE: false,
  SEQ: false,
  VOTE: true,
  EACH_GROUP: true,
  RANDOM: true,
};
