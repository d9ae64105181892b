/** What differs between two flows, in words. */
import { isDeepStrictEqual } from 'node:util';
import type {
  Branch,
  FlowDefinition,
  FlowNode,
  ForkDefinition,
  FormField,
  FormOption,
} from '../../models/approval-flow.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import { everyNode, isFork, isHuman } from '../approval/rules/nodes.js';
import { canonical } from './portable.js';
import {
  type Telling,
  tellAbsence,
  tellEmpty,
  tellFields,
  tellMode,
  tellNode,
  tellOwn,
  tellReject,
  tellTimeouts,
  tellWhen,
  tellWho,
  together,
} from './tell.js';
import {
  copyWords,
  dedupeWords,
  emptyWords,
  ownWords,
  takesWords,
  typeWords,
  withdrawWords,
  words,
} from './words.js';

type Facets = Readonly<Record<string, readonly [label: Text, value: Saying]>>;

/** Something of a flow that has an identity: the flow itself, a step, a branch, a field. */
interface Item {
  readonly id: string;
  readonly what: Saying;
  readonly facets: Facets;
}

const flag = (value: boolean | undefined): Saying => saying(value ? words.yes : words.no);
const plain = (value: string | number | undefined): Saying =>
  value === undefined ? saying(words.usual) : saying({ zh: '{value}', en: '{value}' }, { value });
const text = (value: Text): Saying => saying({ zh: '{value}', en: '{value}' }, { value });

const place = (previous: FlowNode | undefined, branch: Text | undefined): Saying => {
  const at = previous ? saying(words.after, { step: previous.name }) : saying(words.first);
  return branch ? saying(words.inBranch, { branch, place: at }) : at;
};

const facetsOf = (node: FlowNode, at: Saying, to: Telling, all: readonly FlowNode[]): Facets => {
  const shared: Facets = { name: [words.facetName, text(node.name)], place: [words.facetPlace, at] };
  if (isFork(node)) return { ...shared, takes: [words.facetTakes, saying(takesWords[node.takes])] };
  const when = { when: [words.facetWhen, tellWhen(node.when, to)] } as const;
  if (!isHuman(node))
    return { ...shared, ...when, verdict: [words.facetVerdict, saying(words[node.verdict])] };
  return {
    ...shared,
    ...when,
    who: [words.facetWho, tellWho(node.assignees, to)],
    mode: [words.facetMode, tellMode(node)],
    empty: [words.facetEmpty, tellEmpty(node, to)],
    own: [words.facetOwn, tellOwn(node)],
    reject: [words.facetReject, tellReject(node, all)],
    timeout: [words.facetTimeout, tellTimeouts(node, to)],
    pauses: [words.facetPauses, flag(node.pausesForInfo)],
    opinion: [words.facetOpinion, flag(node.opinion)],
    signature: [words.facetSignature, flag(node.signature)],
    fields: [words.facetFields, tellFields(node, to)],
    reading: [words.facetReading, flag(node.reading)],
  };
};

const branchItem = ({ key, name, when }: Branch, { takes }: ForkDefinition, to: Telling): Item => ({
  id: `branch ${key}`,
  what: saying(words.branch, { name }),
  facets: {
    name: [words.facetName, text(name)],
    when: [words.facetWhen, when || takes === 'ALL' ? tellWhen(when, to) : saying(words.default)],
  },
});

const itemsIn = (
  nodes: readonly FlowNode[],
  to: Telling,
  all: readonly FlowNode[],
  branch?: Text,
): readonly Item[] =>
  nodes.flatMap((node, index) => [
    {
      id: `step ${node.key}`,
      what: tellNode(node),
      facets: facetsOf(node, place(nodes[index - 1], branch), to, all),
    },
    ...(isFork(node)
      ? node.branches.flatMap((one) => [branchItem(one, node, to), ...itemsIn(one.steps, to, all, one.name)])
      : []),
  ]);

const optionOf = ({ label: { zh, en }, words: said = [] }: FormOption): Saying =>
  text(
    said.length > 0 ? { zh: `${zh}（${said.join('、')}）`, en: `${en} (${said.join(', ')})` } : { zh, en },
  );

const optionsOf = ({ options = [] }: FormField): Saying => together(options.map(optionOf));

const fieldItem = (field: FormField): Item => ({
  id: `field ${field.key}`,
  what: saying(words.field, { name: field.label }),
  facets: {
    name: [words.facetName, text(field.label)],
    type: [words.facetType, saying(typeWords[field.type] ?? words.nothing)],
    required: [words.facetRequired, flag(field.required)],
    min: [words.facetMin, plain(field.min)],
    max: [words.facetMax, plain(field.max)],
    hint: [words.facetHint, field.hint ? text(field.hint) : saying(words.nothing)],
    options: [words.facetOptions, optionsOf(field)],
    currency: [words.facetCurrency, plain(field.currency)],
    notBefore: [words.facetNotBefore, plain(field.notBefore)],
    past: [words.facetPast, flag(field.past)],
    halfOf: [words.facetHalfOf, plain(field.halfOf)],
    daysOf: [words.facetDaysOf, plain(field.daysOf && `${field.daysOf.from}–${field.daysOf.until}`)],
  },
});

const copiesOf = ({ copies = [] }: FlowDefinition, to: Telling): Saying =>
  together(
    copies.map(({ at, to: who }) => saying(words.copyAt, { at: copyWords[at], to: tellWho(who, to) })),
  );

const wholeItem = (definition: FlowDefinition, to: Telling): Item => ({
  id: 'flow',
  what: saying(words.wholeFlow),
  facets: {
    name: [words.facetName, text(definition.name)],
    purpose: [words.facetPurpose, plain(definition.purpose)],
    copies: [words.facetCopies, copiesOf(definition, to)],
    dedupe: [words.facetDedupe, saying(dedupeWords[definition.dedupe ?? 'NONE'])],
    withdraw: [words.facetWithdraw, saying(withdrawWords[definition.withdraw ?? 'APPROVED'])],
    rounds: [words.facetRounds, plain(definition.maxRounds)],
    key: [words.facetKey, plain(definition.keyFields?.join(', '))],
    bulk: [words.facetBulk, flag(definition.bulk)],
    absence: [words.facetAbsence, tellAbsence(to)],
    revoke: [words.facetRevoke, plain(definition.revokeDays)],
  },
});

/** All that a flow is made of, in reading order. */
const flowItems = (to: Telling): readonly Item[] => [
  wholeItem(to.definition, to),
  ...(to.definition.form?.fields ?? []).map(fieldItem),
  ...itemsIn(to.definition.steps, to, everyNode(to.definition.steps)),
];

/** What goes without saying. */
const usual: ReadonlySet<Text> = new Set([
  ...[words.usual, words.nothing, words.no, words.always, words.ends],
  ...[emptyWords.TO_ADMIN, ownWords.TO_LEADER, dedupeWords.NONE, withdrawWords.APPROVED],
]);

/** A flow in words, as it is read: each thing that it is made of, and what is to be said about it. */
export const tellFlow = (
  to: Telling,
): readonly { readonly what: Saying; readonly says: readonly Saying[] }[] =>
  flowItems(to).map(({ what, facets: { name: _, purpose: __, ...facets } }) => ({
    what,
    says: Object.values(facets)
      .filter(([, { text }]) => !usual.has(text))
      .map(([facet, value]) => saying(words.facet, { facet, value })),
  }));

const changes = (before: Item, after: Item): readonly Saying[] =>
  Object.entries(after.facets).flatMap(([key, [facet, value]]) => {
    const old = before.facets[key]?.[1] ?? saying(words.nothing);
    return isDeepStrictEqual(old, value)
      ? []
      : [saying(words.compareChanged, { what: after.what, facet, before: old, after: value })];
  });

/** What was removed, then what was added or changed, as the second flow is read; nothing when they are the same. */
export const compareFlows = (one: Telling, other: Telling): readonly Saying[] => {
  const before = new Map(flowItems(one).map((item) => [item.id, item]));
  const after = flowItems(other);
  const removed = [...before.values()].filter(({ id }) => after.every((item) => item.id !== id));
  const told = [
    ...removed.map(({ what }) => saying(words.compareRemoved, { what })),
    ...after.flatMap((item) => {
      const old = before.get(item.id);
      return old ? changes(old, item) : [saying(words.compareAdded, { what: item.what })];
    }),
  ];
  const isSame = canonical(one.definition) === canonical(other.definition);
  return told.length === 0 && !isSame ? [saying(words.compareDetail)] : told;
};
