import type { Step } from '../../models/approval-flow.js';
import type { StepMode } from '../../models/views.js';

type Seats = Step['seats'];

/** What makes one mode another: which signatures it makes of its assignees, and which missing ones are asked for now. */
interface Mode {
  readonly seats: (assignees: Seats) => Seats;
  readonly turn: (missing: Seats) => Seats;
}

export const modes: Record<StepMode, Mode> = {
  ALL: { seats: (assignees) => assignees, turn: (missing) => missing },
  ANY: { seats: (assignees) => [assignees.flat()], turn: (missing) => missing },
  SEQ: { seats: (assignees) => assignees, turn: (missing) => missing.slice(0, 1) },
};
