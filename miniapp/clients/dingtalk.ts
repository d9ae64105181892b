/** DingTalk's own client, spoken to by its package; a file of its own, as nobody else needs it. */
import 'dingtalk-jsapi/entry/union';
import { requestAuthCode$ } from 'dingtalk-jsapi/api/union/requestAuthCode';

/**
 * A code for whoever is signed in to the client, good once and for five minutes.
 * @throws whatever the client says when it gives none
 * @see https://open.dingtalk.com/document/development/obtain-the-userid-of-a-user-by-using-the-log-free
 */
export const requestCode = async (corpId: string, clientId: string): Promise<string> => {
  const { code } = await requestAuthCode$({ corpId, clientId });
  return code;
};
