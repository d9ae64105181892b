import { until } from '../support/until.js';
import type { Firm } from './player.js';

const DEAL = '上海云帆科技有限公司 2万';
const PATIENCE_MS = 20_000;

/** Cards that people have asked for show what they made of them, as those do that came by themselves. */
export async function playAskedFor(firm: Firm): Promise<void> {
  const [li, zhang, emma] = [firm('E002'), firm('E003'), firm('E004')];
  const offered = (who: typeof li, label: string, times: number) => {
    const complaint = `“${label}” is not there ${times} times.`;
    return until(() => who.offers(label) === times, PATIENCE_MS, complaint);
  };

  await zhang.types(`/deal new ${DEAL} 待签约`);
  await offered(li, '同意', 1);
  await li.types('/approval show A-1');
  await offered(li, '同意', 2);
  await li.presses('同意');
  await li.sees('已同意 A-1');
  await offered(li, '同意', 0);

  await emma.types(`/deal new ${DEAL} to be signed`);
  await emma.sees('A-2');
  await emma.types('/approval show A-2');
  await emma.presses('Withdraw');
  await emma.sees('You withdrew A-2.');
  await offered(emma, 'Withdraw', 0);
}
