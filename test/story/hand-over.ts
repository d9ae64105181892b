import type { Firm } from './player.js';

/** A deal goes to a colleague while its contract is being approved: whoever has it now follows that to its end. */
export async function playHandOver(firm: Firm): Promise<void> {
  const [li, zhang, emma] = [firm('E002'), firm('E003'), firm('E004')];
  await zhang.types('/deal new 上海云帆科技有限公司 2万 待签约');
  await li.sees('等你处理');
  await zhang.types('/deal owner D-1005 Emma Clarke');
  await zhang.sees('D-1005 现在由 Emma Clarke 负责（原负责人：张伟）。');
  await zhang.sees('你不再有查看权限');
  await emma.sees('handed it over from 张伟');

  await li.presses('同意');
  for (const person of [firm('E005'), firm('E006')]) {
    await person.sees('等你处理');
    await person.presses('同意');
  }
  await emma.sees('Last approved by');
  await zhang.types('/deal show D-1005');
  await zhang.sees('商机 D-1005 现在由 Emma Clarke 负责');
}
