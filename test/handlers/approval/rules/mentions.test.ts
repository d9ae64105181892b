import fc from 'fast-check';
import { hiddenFrom } from '../../../../handlers/approval/rules/field-permissions.js';
import { readersOf, withMentioned } from '../../../../handlers/approval/rules/mentions.js';
import type { FlowDefinition } from '../../../../models/approval-flow.js';
import type { Instance } from '../../../../models/approval-instance.js';
import { does, ruled, signedBy } from '../acts.js';
import { feng, firm, flow, jie, li, min, na, submitted, tao, wei } from '../firm.js';

const label = { zh: 'Cost', en: 'Cost' };
const definition: FlowDefinition = {
  ...flow(
    ruled(signedBy('seller', na), { fields: { cost: 'hidden', note: 'hidden' } }),
    ruled(signedBy('money', min), { fields: { cost: 'hidden' } }),
  ),
  form: {
    fields: [
      { key: 'cost', type: 'number', label },
      { key: 'note', type: 'text', label },
    ],
  },
};
const hidden = (instance: Instance, who: number) => [...hiddenFrom(instance, who, firm)];
const mentions = (instance: Instance, byId: number, whom: number) =>
  withMentioned(instance, whom, hiddenFrom(instance, byId, firm));
const asked = () => submitted(definition, { cost: 700, note: 'x' });

test('whoever is mentioned sees what whoever mentions them sees', () => {
  const { instance } = asked();
  expect(hidden(mentions(instance, na, jie), jie)).toEqual(['cost', 'note']);
  expect(hidden(mentions(instance, min, jie), jie)).toEqual(['cost']);
  expect(hidden(mentions(instance, wei, jie), jie)).toEqual([]);
});

test('mentioned by several, in whatever order, they see what any of these sees', () => {
  const { instance } = asked();
  expect(hidden(mentions(mentions(instance, na, jie), min, jie), jie)).toEqual(['cost']);
  expect(hidden(mentions(mentions(instance, wei, jie), na, jie), jie)).toEqual([]);
});

test('a copy that the flow sends shows everything, and whoever is asked sees what their step shows', () => {
  const mentioned = mentions(asked().instance, na, tao);
  expect(hidden({ ...mentioned, copied: [tao] }, tao)).toEqual([]);
  const added = { byId: na, where: 'beside', who: [tao], mode: 'ALL' } as const;
  const signer = does({ instance: mentions(asked().instance, wei, tao) }, 'addSigner', added);
  expect(hidden(signer.instance, tao)).toEqual(['cost', 'note']);
});

test('whoever was mentioned is told of what comes of it, and is asked nothing', () => {
  const done = does({ instance: mentions(asked().instance, na, li) }, 'approve', { byId: na });
  expect(done.show).toContain(li);
  expect(done.told).not.toContain(li);
  expect(done.instance.tasks.map(({ assigneeId }) => assigneeId)).not.toContain(li);
});

test('however people mention each other, nobody comes to see what none of them saw', () => {
  const strangers = [li, jie, tao, feng];
  const mention = fc.tuple(fc.constantFrom(na, min, ...strangers), fc.constantFrom(...strangers));
  fc.assert(
    fc.property(fc.array(mention, { maxLength: 20 }), (all) => {
      const start = asked().instance;
      const end = all.reduce(
        (instance, [byId, whom]) =>
          byId === na || byId === min || readersOf(instance).includes(byId)
            ? mentions(instance, byId, whom)
            : instance,
        start,
      );
      for (const who of readersOf(end)) expect(hidden(end, who)).toContain('cost');
    }),
  );
});
