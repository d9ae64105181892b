import type { Answer } from '../../models/answer.js';
import { countDeals } from '../../models/deal.js';
import { saying, type Text } from '../../models/text.js';
import type { Button } from '../../models/view-parts.js';
import { colleaguesCalled } from '../approval/named-people.js';
import { customersKnownBy } from '../customer/sought.js';
import { listed } from '../fields.js';
import { readMoney } from '../input/amount.js';
import { saysMoney } from '../input/amount-range.js';
import { isoDayIn } from '../input/day.js';
import { LONGEST_SEARCH } from '../page.js';
import { scopeOf } from '../scope.js';
import { ask, type Context, Refusal, type UseCase, useCase, withText } from '../useCase.js';
import { type Filter, whereFor } from './filter.js';
import { namesDeal } from './find.js';
import { listMyDeals } from './list.js';
import { apart, areDeals, type ListLine, readListLine, wholeOf } from './list-line.js';
import { getPipeline } from './pipeline.js';
import { readStuck } from './stuck.js';
import { words } from './words.js';

/** Nobody asks for a list with more. */
const LONGEST = 200;

/** Of whom or of what a name may be. */
async function calledSo({ tx }: Context, name: string) {
  const [people, customers] = await Promise.all([colleaguesCalled(tx, name), customersKnownBy(tx, name)]);
  return { people, customers, isOne: people.length + customers.length === 1 };
}

/** What a line asks for, unless all of it is a name, or begins several: 本月光科技, `Team Open`. */
async function readLine(ctx: Context, text: string): Promise<ListLine> {
  const pipeline = await getPipeline(ctx.tx);
  const typed = text.slice(0, LONGEST);
  const line = readListLine(apart(typed, pipeline), pipeline, {
    now: ctx.now,
    timeZone: ctx.actor.timeZone,
  });
  const whole = wholeOf(typed).slice(0, LONGEST_SEARCH);
  if (line.rest === '' || line.rest === whole) return line;
  const { people, customers } = await calledSo(ctx, whole);
  return people.length + customers.length === 0 ? line : { several: [], rest: whole, isQuoted: false };
}

type Named = Pick<Filter, 'owner' | 'customer' | 'search' | 'team'>;

/** Words that were not understood may be a name, and are looked for otherwise. @param isOf whether a name may be a customer's */
async function namedIn(ctx: Context, { rest }: ListLine, isOf: boolean): Promise<Named> {
  if (rest === '') return {};
  const search = rest.slice(0, LONGEST_SEARCH);
  const { people, customers, isOne } = await calledSo(ctx, search);
  const [owner, customer] = [people[0]?.id, customers[0]];
  if (isOne && owner) return { owner };
  if (isOne && isOf && customer) return { customer };
  return { search, ...(owner && { team: true }) };
}

async function filterFor(ctx: Context, line: ListLine, named: Named, isTeam: boolean): Promise<Filter> {
  const { team = isTeam, several, outcome, stage, amount, period, order, isOverdue, isStuck } = line;
  if (several.length > 0) throw new Refusal(words.several, { words: listed(several) });
  return {
    page: 1,
    ...(team && !named.owner && { team }),
    ...named,
    ...(outcome && { outcome }),
    ...(stage && { stage: stage.key }),
    ...(amount && { amount }),
    ...(period && { period }),
    ...(order && { order }),
    ...(isOverdue && { closeBefore: isoDayIn(ctx.actor.timeZone, ctx.now) }),
    ...(isStuck && { unmovedSince: (await readStuck(ctx.tx, ctx.now)).unmovedSince.toISOString() }),
  };
}

/** A bare number may be that of a deal. */
const BARE_NUMBER = /^\d+$/;
const isAmount = (search: string): boolean => !BARE_NUMBER.test(search) && readMoney(search) !== undefined;

/** 50万: that and more, or less? */
function askWhichAmount({ search = '', ...filter }: Filter): Answer | undefined {
  if (!isAmount(search)) return undefined;
  const button = (label: Text, narrowed: Filter): Button => ({
    label: saying(label, { amount: search }),
    press: { do: 'deal.list', input: narrowed },
  });
  return ask({
    kind: 'notice',
    title: saying(words.whichAmount, { amount: search }),
    body: [],
    buttons: [
      button(words.amountOrMore, { ...filter, amount: `>= ${search}` }),
      button(words.amountOrLess, { ...filter, amount: `<= ${search}` }),
      button(words.amountInTitle, { ...filter, search }),
    ],
  });
}

const listWith = async (ctx: Context, filter: Filter): Promise<Answer> =>
  askWhichAmount(filter) ?? listMyDeals.run(ctx, filter);

/** `of Acme`, as in 云帆的商机 */
const OF = /^\s*(?:of|with|for)\s/i;

/** @param isTeam whether those of others are meant where nothing is said of it */
export async function listTyped(ctx: Context, text: string, isTeam: boolean): Promise<Answer> {
  const line = await readLine(ctx, text);
  const named = await namedIn(ctx, line, OF.test(text));
  return listWith(ctx, await filterFor(ctx, line, named, isTeam));
}

/** `/deal list`, `/deal list team`, `/deal list 谈判`, `/deal list ERP`, `/deal list 张伟 大于20万` */
export const typeList = useCase(withText, (ctx, { text }) => listTyped(ctx, text, false));

/** An amount says enough of a list; of the others it takes two. 云帆赢了 asks for none: it tells what has happened. */
function isClear({ amount, outcome, order, isOverdue, isStuck, period, stage }: ListLine, named: Named) {
  const whose = named.owner ?? (outcome ? undefined : named.customer);
  const parts = [outcome, order, isOverdue, isStuck, period, stage, whose];
  const isOfList = Boolean(outcome || order || isOverdue || isStuck);
  return Boolean(amount && saysMoney(amount)) || (isOfList && parts.filter(Boolean).length > 1);
}

/** Less is a part of too many words. */
const SAYS_SOMETHING = /^.{3}|\p{Script=Han}{2}/u;

/** What a line says besides is in quotes, a name, an amount, or found with some deal: prose is none of them. */
async function isSought(ctx: Context, line: ListLine, { search, owner }: Named): Promise<boolean> {
  if (line.rest === '' || line.isQuoted || owner || isAmount(line.rest)) return true;
  if (!SAYS_SOMETHING.test(line.rest)) return false;
  if (search === undefined) return true;
  const [scope, pipeline] = [await scopeOf(ctx), await getPipeline(ctx.tx)];
  const where = await whereFor(ctx, { page: 1, outcome: 'any', search }, scope, pipeline);
  return (await countDeals(ctx.tx, where)) > 0;
}

/**
 * Where a line names no command, or has no slash: 李娜本月赢单, 50万以上, `Acme deals`; nothing unless it surely asks for
 * deals, as all that it says is understood.
 */
export async function listIfAsked(ctx: Context, text: string): Promise<Answer | undefined> {
  if (text.length > LONGEST) return undefined;
  const line = await readLine(ctx, text);
  const { several: _, rest: __, isQuoted: ___, ...asked } = line;
  if (Object.keys(asked).length === 0 && !areDeals(text)) return undefined;
  const named = await namedIn(ctx, line, true);
  const isMeant = areDeals(text)
    ? await isSought(ctx, line, named)
    : named.search === undefined && isClear(line, named);
  return isMeant ? listWith(ctx, await filterFor(ctx, line, named, true)) : undefined;
}

/** `/deal won this quarter` names no deal that was: a list is asked for. */
export const orList = (word: string, typed: UseCase<{ text: string }>): UseCase<{ text: string }> =>
  useCase(withText, async (ctx, { text }) => {
    const list = namesDeal(text) ? undefined : await listIfAsked(ctx, `${word} ${text}`);
    return list ?? typed.run(ctx, { text });
  });
