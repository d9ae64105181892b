import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js';
import type { Facts } from '../../../models/approval-instance.js';
import { undecidable } from './refusals.js';

/**
 * Conditions as people write them: `record.amountCents > 50000000 && customer.overdueCents == 0.0`. CEL has no loops, no
 * assignment and no way out of the values that it is given; the limits keep what somebody typed small.
 * @see https://github.com/google/cel-spec
 */
const sandbox = new Environment({
  limits: { maxAstNodes: 200, maxDepth: 20, maxListElements: 50, maxMapEntries: 1, maxCallArguments: 2 },
})
  .registerVariable('record', 'map')
  .registerVariable('initiator', 'map')
  .registerVariable('customer', 'map');

/** Everything else can be slow on purpose: `matches` runs regular expressions, `all` and `map` multiply. */
const harmless: ReadonlySet<string> = new Set(['contains', 'startsWith', 'endsWith', 'size', 'has']);

const isNode = (part: unknown): part is ASTNode => typeof part === 'object' && part !== null && 'op' in part;

const calledIn = (part: unknown): string[] => {
  if (Array.isArray(part)) return part.flatMap(calledIn);
  if (!isNode(part)) return [];
  const args: readonly unknown[] = Array.isArray(part.args) ? part.args : [part.args];
  const own = part.op === 'call' || part.op === 'rcall' ? [String(args[0])] : [];
  return [...own, ...args.flatMap(calledIn)];
};

const parsed = new Map<string, ParseResult>();
const MOST_KEPT = 1_000;

const parse = (expression: string): ParseResult => {
  const known = parsed.get(expression);
  if (known) return known;
  const result = sandbox.parse(expression);
  if (parsed.size < MOST_KEPT) parsed.set(expression, result);
  return result;
};

/** What is wrong with an expression, in the words of whoever reads expressions; nothing when it can be used. */
export const expressionFault = (expression: string): string | undefined => {
  try {
    const result = parse(expression);
    const called = calledIn(result.ast).find((name) => !harmless.has(name));
    if (called) return `${called}()`;
    const { valid, type, error } = result.check();
    if (!valid) return error?.message.split('\n')[0] ?? expression;
    return type === 'bool' || type === 'dyn' ? undefined : String(type);
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? expression) : expression;
  }
};

const parts = ['initiator', 'customer'] as const;
const scopes: ReadonlySet<unknown> = new Set(['record', ...parts]);

/** `record.amountCents` is the fact `amountCents`, `customer.openCents` is called so. */
const factAt = ({ op, args }: ASTNode): readonly string[] => {
  if ((op !== '.' && op !== '[]') || !Array.isArray(args)) return [];
  const [of, field] = args as readonly unknown[];
  if (!isNode(of) || of.op !== 'id' || !scopes.has(of.args)) return [];
  const name = isNode(field) ? field.args : field;
  if (typeof name !== 'string') return [];
  return [of.args === 'record' ? name : `${String(of.args)}.${name}`];
};

const factsBelow = (part: unknown): readonly string[] => {
  if (Array.isArray(part)) return part.flatMap(factsBelow);
  return isNode(part) ? [...factAt(part), ...factsBelow(part.args)] : [];
};

/** The facts that an expression asks for. */
export const factsIn = (expression: string): readonly string[] =>
  expressionFault(expression) ? [] : [...new Set(factsBelow(parse(expression).ast))];

/** `customer.openCents` among the facts is `openCents` of the customer; what has no dot is the record's. */
const scopeOf = (facts: Facts) => {
  const own = (prefix: string) =>
    Object.fromEntries(
      Object.entries(facts).flatMap(([name, value]) =>
        name.startsWith(`${prefix}.`) ? [[name.slice(prefix.length + 1), value]] : [],
      ),
    );
  return {
    record: Object.fromEntries(Object.entries(facts).filter(([name]) => !name.includes('.'))),
    ...Object.fromEntries(parts.map((part) => [part, own(part)])),
  };
};

/** @throws Refusal when it asks for what is not there: that must not read as "no" */
export const says = (expression: string, facts: Facts): boolean => {
  const answer = answerOf(expression, facts);
  if (typeof answer !== 'boolean') throw undecidable(expression);
  return answer;
};

const answerOf = (expression: string, facts: Facts): unknown => {
  if (expressionFault(expression)) throw undecidable(expression);
  try {
    return parse(expression)(scopeOf(facts));
  } catch {
    throw undecidable(expression);
  }
};
