import type { Firm } from './player.js';

/** Somebody reads Dealdesk in another language from now on, has a digest of their own time, and their nights. */
export async function playOwnSettings(firm: Firm): Promise<void> {
  const [li, zhang] = [firm('E002'), firm('E003')];
  await zhang.types('/settings');
  await zhang.sees('日报：工作日按公司的时间');
  await zhang.types('/settings language en');
  await zhang.sees('Saved. Language: English');
  await zhang.types('/settings digest 9:00');
  await zhang.sees('Digest: on working days at 09:00');
  await zhang.types('/settings quiet 20:00-08:00 and weekends');
  await zhang.sees('daily from 20:00 to 08:00, all day on days off');

  await zhang.types('/deal new 上海云帆科技有限公司 2万 待签约');
  await zhang.sees('waiting for 李娜');
  await li.sees('等你处理');
  await zhang.types('/settings quiet off');
  await zhang.sees('Quiet hours: none');
}
