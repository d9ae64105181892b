import { Gate } from '../../../bot/delivery/gate.js';

describe('a gate for two', () => {
  const enter = (gate: Gate, name: string, inside: string[]) => gate.enter().then(() => inside.push(name));
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  test('lets two in; the others follow in their order, each when somebody leaves', async () => {
    const gate = new Gate(2);
    const inside: string[] = [];
    for (const name of ['李娜', '张伟', '陈静', '刘洋']) void enter(gate, name, inside);
    await settled();
    expect(inside).toEqual(['李娜', '张伟']);
    expect([gate.isFull, gate.waiting]).toEqual([true, 2]);

    gate.leave();
    await settled();
    expect(inside).toEqual(['李娜', '张伟', '陈静']);
    expect([gate.isFull, gate.waiting]).toEqual([true, 1]);
  });

  test('has room again when all have left', async () => {
    const gate = new Gate(2);
    const inside: string[] = [];
    for (const name of ['李娜', '张伟', '陈静']) void enter(gate, name, inside);
    for (let n = 0; n < 3; n += 1) gate.leave();
    await settled();
    expect([gate.isFull, gate.waiting]).toEqual([false, 0]);
    expect(inside).toHaveLength(3);
  });
});
