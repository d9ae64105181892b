import type { Log } from '../../log.js';
import type { Message, RobotAnswer, RobotTalk } from '../robot.js';
import type { GroupStore } from '../stores.js';
import { commands } from './frames.js';
import type { Reply } from './line.js';

interface Needs {
  readonly groups: Pick<GroupStore, 'takeRobotTurn'>;
  readonly log: Log;
}

/** Only in conversations is there a limit to how much is said. */
const conversationOf = ({ chatid, from }: Message): string => chatid || from.userid;

/** What is answered to what the robot was told; nothing where there is nothing to say, or no room for it. */
export const answering = ({ groups, log }: Needs) => {
  /** WeCom drops what is too much. Whoever asked has the answer in the conversation with the app. */
  const mayAnswer = async (message: Message): Promise<boolean> => {
    const waitMs = await groups.takeRobotTurn(conversationOf(message)).catch(() => 0);
    if (waitMs > 0) log.warn({ waitMs }, 'wecom: the robot has said too much here to answer');
    return waitMs === 0;
  };

  const answerTo = (robot: RobotTalk, message: Message): Promise<RobotAnswer | undefined> =>
    robot.answer(message).catch((error) => {
      log.error({ err: error }, 'wecom: what the robot was told came to nothing');
      return robot.sorry(message);
    });

  return async (talk: RobotTalk | undefined, body: unknown): Promise<Reply | undefined> => {
    const message = talk?.read(body);
    if (!talk || !message) return void log.warn({}, 'wecom: the robot was told what it cannot read');
    const answer = await answerTo(talk, message);
    if (!answer || !(await mayAnswer(message))) return undefined;
    return { cmd: commands[answer.kind], body: answer.body };
  };
};
