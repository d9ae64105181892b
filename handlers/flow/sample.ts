/** The facts of a sample record: one that there is, or one that somebody makes up on the command line. */

import type { FlowDefinition, FormField } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import { findDeal } from '../../models/deal.js';
import { getEmployee } from '../../models/employee.js';
import { findRequest } from '../../models/request.js';
import { saying } from '../../models/text.js';
import { formFields } from '../approval/rules/form-facts.js';
import { contractFacts, readSources } from '../deal/contract.js';
import { readMoney, USUAL_CURRENCY } from '../input/amount.js';
import { fold } from '../input/fold.js';
import { formatNumber, readNumber } from '../input/id.js';
import { requestFacts } from '../request/facts.js';
import { readForm } from '../request/read.js';
import { type Context, Refusal } from '../useCase.js';
import { words } from './dry-run-words.js';
import { isNumeric, type KnownFact, knownFacts } from './known-facts.js';
import { factNamed } from './tell.js';

type Set = readonly [name: string, value: string];

async function factsOfDeal(ctx: Context, definition: FlowDefinition, id: number): Promise<Facts> {
  const deal = await findDeal(ctx.tx, id);
  if (!deal) throw new Refusal(words.noRecord, { number: formatNumber('deal', id) });
  const sources = await readSources(ctx, deal, definition);
  return contractFacts(deal, { version: sources.lastVersion + 1, contentHash: '' }, sources);
}

async function factsOfRequest({ tx }: Context, definition: FlowDefinition, id: number): Promise<Facts> {
  const request = await findRequest(tx, id);
  if (!request) throw new Refusal(words.noRecord, { number: formatNumber('request', id) });
  return requestFacts(tx, definition, request, await getEmployee(tx, request.ownerId));
}

const factsOfRecord = async (ctx: Context, definition: FlowDefinition, typed: string): Promise<Facts> => {
  const number = readNumber(typed);
  if (number?.kind === 'deal' && !definition.form) return factsOfDeal(ctx, definition, number.id);
  if (number?.kind === 'request' && definition.form) return factsOfRequest(ctx, definition, number.id);
  throw new Refusal(words.wrongRecord, { number: typed });
};

const fieldNamed = (definition: FlowDefinition, name: string): FormField | undefined =>
  formFields(definition).find(({ key, label }) =>
    [key, label.zh, label.en].some((word) => fold(word) === fold(name)),
  );

const wholeNumber = (text: string): number | undefined =>
  /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : undefined;

/** A fact by its own name: money in cents, a person by number. */
const plainFact = (name: string, value: string, fact: KnownFact): Facts => {
  if (!isNumeric(fact)) return { [name]: value };
  const number = wholeNumber(value);
  if (number === undefined) throw new Refusal(words.badValue, { name, value, why: saying(words.notNumber) });
  return { [name]: number };
};

/** `amount=3万` of a deal, as one would type it. */
const amountFact = (value: string): Facts => {
  const money = readMoney(value);
  if (!money) throw new Refusal(words.noMoney, { value });
  return { amountCents: money.cents, currency: money.currency ?? USUAL_CURRENCY };
};

/** An amount is written as people write it; in cents it is understood as well. */
const namesToWrite = (known: object): readonly string[] =>
  Object.keys(known).map((name) => (name === 'amountCents' ? 'amount' : name));

const factSet = (definition: FlowDefinition, [name, value]: Set): Facts => {
  const facts = knownFacts(definition);
  const fact = factNamed(name, { facts });
  if (fact) return plainFact(name, value, fact);
  if (name === 'amount') return amountFact(value);
  throw new Refusal(words.unknownFact, { name, known: namesToWrite(facts).join(', ') });
};

/** What is typed by the name of a field is read as the form reads it; what is left out stays unknown. */
async function typedIn(ctx: Context, definition: FlowDefinition, sets: readonly Set[]): Promise<Facts> {
  const values = Object.fromEntries(
    sets.flatMap(([name, value]) => {
      const field = fieldNamed(definition, name);
      return field ? [[field.key, value] as const] : [];
    }),
  );
  if (Object.keys(values).length === 0) return {};
  const { content, errors } = await readForm(ctx, definition, values);
  const wrong = Object.entries(values).find(([key]) => errors[key]);
  if (wrong) {
    const [name, value] = wrong;
    throw new Refusal(words.badValue, { name, value, why: errors[name] ?? saying(words.notNumber) });
  }
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null));
}

/** Facts that no sample says: whoever starts it is known, and money is in the firm's own currency. */
const usual = ({ actor }: Context, facts: Facts): Facts => ({
  ...(typeof facts.amountCents === 'number' && { currency: USUAL_CURRENCY }),
  'initiator.departmentId': actor.departmentId,
  'initiator.position': actor.position,
});

/** @throws Refusal naming what cannot be understood */
export async function sampleFacts(
  ctx: Context,
  definition: FlowDefinition,
  sets: readonly Set[],
  record?: string,
): Promise<Facts> {
  const start = record === undefined ? {} : await factsOfRecord(ctx, definition, record);
  const others = sets.filter(([name]) => !fieldNamed(definition, name));
  const facts: Facts = Object.assign(
    {},
    start,
    ...others.map((one) => factSet(definition, one)),
    await typedIn(ctx, definition, sets),
  );
  return { ...usual(ctx, facts), ...facts };
}
