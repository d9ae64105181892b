/** Invariants that are about more than one state of one approval: orders (I4), what excludes another (I8), the evidence (I15). */
import fc from 'fast-check';
import { evidenceOf } from '../../../handlers/approval/evidence.js';
import { advance } from '../../../handlers/approval/rules/engine.js';
import { draft } from '../../../handlers/approval/rules/instance.js';
import { type EvidenceFile, evidenceFaults } from '../../../handlers/approval/verify-evidence.js';
import { type Approval, runningKeyOf } from '../../../models/approval.js';
import type { FlowDefinition, StepDefinition } from '../../../models/approval-flow.js';
import type { Instance, People } from '../../../models/approval-instance.js';
import { type Employee, nothingSet } from '../../../models/employee.js';
import { noEvidence } from '../../../models/evidence.js';
import { clock, flow, pressing, step } from './firm.js';
import { attempt, type Moment, play, type Story, story } from './stories.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 1_000);
const TIMEOUT_MS = 60_000 + 20 * RUNS;

const initiatorId = 1;
const voters = [2, 3, 4, 5, 6, 7];
const firm: People = {
  names: {},
  roles: { even: [2, 4, 6], odd: [3, 5, 7] },
  managerOf: {},
  active: new Set([initiatorId, ...voters]),
};

const byPerson = voters.map((employeeId) => ({ type: 'person' as const, employeeId }));
const byGroup = ['even', 'odd'].map((role) => ({ type: 'role' as const, role, members: 'any' as const }));

/** Every mode but ANY, where whoever is first decides, and SEQ, where nobody else has a turn. */
const someStep: fc.Arbitrary<StepDefinition> = fc
  .record({
    need: fc.integer({ min: 1, max: 3 }),
    needPercent: fc.constantFrom(20, 50, 67, 100),
    mode: fc.constantFrom('ALL' as const, 'ANY_APPROVE' as const, 'VOTE' as const, 'EACH_GROUP' as const),
    byShare: fc.boolean(),
    veto: fc.boolean(),
  })
  .map(({ need, needPercent, mode, byShare, veto }) => ({
    ...step('sign', mode, mode === 'EACH_GROUP' ? byGroup : byPerson),
    ...(byShare ? { needPercent } : { need }),
    veto,
  }));

type Press = readonly [byId: number, sign: '+' | '-'];

const endOf = (definition: FlowDefinition, presses: readonly Press[]): string => {
  const asked = draft({ id: 1, definition, initiatorId, facts: {} });
  const { instance } = advance(asked, { type: 'submit' }, clock(0), firm);
  return presses.reduce(
    (now, press, index) => attempt(now, pressing(now, press), clock(index + 1), firm)?.instance ?? now,
    instance,
  ).state;
};

const votes = fc.tuple(...voters.map((id) => fc.constantFrom<Press>([id, '+'], [id, '+'], [id, '-'])));

/** With a veto one rejection ends what enough approvals would have passed before: then the first of them wins. */
const isSettledByOrder = ({ mode, veto }: StepDefinition, presses: readonly Press[]): boolean =>
  (mode === 'VOTE' || mode === 'EACH_GROUP') && veto === true && presses.some(([, sign]) => sign === '-');

test(
  'I4: what a step comes to does not depend on who presses first',
  () => {
    const twice = votes.chain((presses) =>
      fc.tuple(
        fc.constant(presses as readonly Press[]),
        fc.shuffledSubarray(presses as Press[], { minLength: voters.length }),
      ),
    );
    fc.assert(
      fc.property(someStep, twice, (definition, [one, other]) => {
        fc.pre(!isSettledByOrder(definition, one));
        expect(endOf(flow(definition), one)).toBe(endOf(flow(definition), other));
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

const somebody: Employee = {
  id: 7,
  staffNumber: 'E007',
  name: 'Lin',
  email: null,
  departmentId: null,
  position: null,
  managerId: null,
  locale: 'en',
  timeZone: 'Asia/Shanghai',
  active: true,
  roles: [],
  ...nothingSet,
};

const about = (instance: Instance): Approval => ({
  flowId: 1,
  purpose: 'contract',
  subjectKind: 'deal',
  subjectId: 12,
  instance,
  evidence: noEvidence,
});

/** All that was done, sealed as it is when it is done. */
const sealed = (moments: readonly Moment[]): EvidenceFile => {
  const entries: { entry: string; hash: string }[] = [];
  let head = noEvidence;
  for (const { progress, event, at, people } of moments) {
    if (!progress) continue;
    const ctx = { actor: somebody, now: at, surface: 'console' as const };
    const written = evidenceOf(ctx, { evidence: head }, { event, instance: progress.instance, people });
    entries.push({ entry: written.row.entry, hash: written.row.hash });
    head = written.head;
  }
  return { format: 'dealdesk-evidence-1', approval: 'A-1', entries, head: head.hash };
};

const submitted = (told: Story): readonly Moment[] | undefined => {
  const moments = play(told);
  return moments[0]?.progress ? moments : undefined;
};

test(
  'I15: everything that was done is an entry, in its order, and whatever is changed of it is found',
  () => {
    fc.assert(
      fc.property(story, fc.nat(), (told, place) => {
        const moments = submitted(told);
        if (!moments) return;
        const file = sealed(moments);
        const done = moments.filter(({ progress }) => progress);
        expect(file.entries.map(({ entry }) => JSON.parse(entry).what)).toEqual(
          done.map(({ event }) => event.type),
        );
        const flow = done[0]?.progress?.instance.definition;
        expect(JSON.parse(file.entries[0]?.entry ?? '').flow).toEqual(JSON.parse(JSON.stringify(flow)));
        expect(evidenceFaults(file)).toEqual([]);

        const at = place % file.entries.length;
        const forged = file.entries.map((one, index) =>
          index === at ? { ...one, entry: one.entry.replace('"Lin"', '"Tao"') } : one,
        );
        expect(evidenceFaults({ ...file, entries: forged })).not.toEqual([]);
        expect(evidenceFaults({ ...file, entries: file.entries.toSpliced(at, 1) })).not.toEqual([]);
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

test(
  'I8: as long as it is under way nothing else can be for the same record and purpose, and not a moment longer',
  () => {
    fc.assert(
      fc.property(story, (told) => {
        for (const { progress, before } of submitted(told) ?? []) {
          const now = progress?.instance ?? before;
          if (now.state === 'draft') continue;
          const isUnderWay = now.endedAt === null;
          expect(runningKeyOf(about(now))).toBe(isUnderWay ? 'deal:12:contract' : null);
        }
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);
