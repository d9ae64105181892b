import { parseArgs } from 'node:util';

export interface Plan {
  /** Names of measures; all, if empty. */
  readonly only: readonly string[];
  readonly rounds: number;
  /** How long each side runs in a round. */
  readonly seconds: number;
  /** What runs before, on the same processes, and is not counted: so long Node compiles what it will run for weeks. */
  readonly warmUpSeconds: number;
  /** Which part of the cards goes to each person, and how many deals the digest is about. */
  readonly cardsPart: number;
  readonly deals: number;
}

const full: Omit<Plan, 'only'> = {
  rounds: 5,
  seconds: 10,
  warmUpSeconds: 20,
  cardsPart: 1,
  deals: 1_000_000,
};

/** To see that everything runs; its figures mean little. */
const quick: Omit<Plan, 'only'> = {
  rounds: 1,
  seconds: 2,
  warmUpSeconds: 1,
  cardsPart: 0.1,
  deals: 20_000,
};

const usage = `npm run bench -- [--only <measure>]… [--rounds <n>] [--seconds <n>] [--quick]`;

const positive = (name: string, text: string | undefined, otherwise: number): number => {
  const value = text === undefined ? otherwise : Number(text);
  if (!(Number.isInteger(value) && value > 0)) throw new Error(`--${name} must be a whole number. ${usage}`);
  return value;
};

/** @throws when an option is not one of ours */
export function readPlan(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const base = values.quick ? quick : full;
  return {
    ...base,
    only: values.only.flatMap((names) => names.split(',')),
    rounds: positive('rounds', values.rounds, base.rounds),
    seconds: positive('seconds', values.seconds, base.seconds),
  };
}
