import type { Fault } from './faults.js';
import { cardDataProblems, summaryProblems } from './rules.js';
import { type Body, type Method, type Methods, Refused, type World } from './world.js';

interface ParamMap {
  readonly cardParamMap?: Record<string, string>;
}

const checked = (map: ParamMap | undefined): Record<string, string> => {
  const problems = cardDataProblems(map?.cardParamMap);
  if (problems.length > 0) throw new Refused(400, 'param.invalid', { detail: problems });
  return map?.cardParamMap ?? {};
};

const SPACE = /^dtv1\.card\/\/IM_ROBOT\.(.+)$/;

const GROUP_SPACE = /^dtv1\.card\/\/IM_GROUP\.(cid.+)$/;

/** In a group that the robot is in: every conversation that was heard of is one. */
const createInGroup = (world: World, body: Body, group: string) => {
  const outTrackId = String(body.outTrackId ?? '');
  if (!outTrackId || outTrackId.length > 100) throw new Refused(400, 'param.outTrackIdEmpty');
  if (body.cardTemplateId !== world.templateId) throw new Refused(400, 'param.templateNotExist');
  const space = body.imGroupOpenSpaceModel as { supportForward?: boolean };
  if (space?.supportForward === undefined) throw new Refused(400, 'param.openSpaceModelInvalid');
  const deliver = body.imGroupOpenDeliverModel as { robotCode?: string };
  if (deliver?.robotCode !== world.clientId) throw new Refused(400, 'param.openDeliverModelError');
  const data = checked(body.cardData as ParamMap);
  if (world.cards.has(outTrackId)) throw new Refused(400, 'param.cardAlreadyExist');
  world.cards.set(outTrackId, { outTrackId, userId: group, data, private: new Map() });
  const fault = body.fault as Fault | undefined;
  const problem = fault?.kind === 'undelivered' ? { errorMsg: fault.errorMsg } : undefined;
  if (!problem) world.timeline.push({ to: group, id: outTrackId });
  const delivered = { spaceType: 'IM_GROUP', spaceId: group, success: !problem, ...problem };
  return { success: true, result: { outTrackId, deliverResults: [delivered] } };
};

const create: Method = (world, body) => {
  const group = GROUP_SPACE.exec(String(body.openSpaceId))?.[1];
  if (group) return createInGroup(world, body, group);
  const outTrackId = String(body.outTrackId ?? '');
  if (!outTrackId || outTrackId.length > 100) throw new Refused(400, 'param.outTrackIdEmpty');
  if (body.cardTemplateId !== world.templateId) throw new Refused(400, 'param.templateNotExist');
  const userId = SPACE.exec(String(body.openSpaceId))?.[1];
  if (!userId) throw new Refused(400, 'param.openSpaceIdInvalid');
  const space = body.imRobotOpenSpaceModel as {
    supportForward?: boolean;
    notification?: { alertContent?: unknown };
  };
  if (space?.supportForward === undefined) throw new Refused(400, 'param.openSpaceModelInvalid');
  if (summaryProblems(space.notification?.alertContent).length > 0)
    throw new Refused(400, 'param.openSpaceModelInvalid');
  const deliver = body.imRobotOpenDeliverModel as { robotCode?: string };
  if (deliver?.robotCode !== world.clientId) throw new Refused(400, 'param.openDeliverModelError');
  if (body.callbackType === 'HTTP' && !world.callbacks.has(String(body.callbackRouteKey)))
    throw new Refused(400, 'param.callbackRouteKeyNotExist');
  const data = checked(body.cardData as ParamMap);
  if (world.cards.has(outTrackId)) throw new Refused(400, 'param.cardAlreadyExist');

  world.cards.set(outTrackId, { outTrackId, userId, data, private: new Map() });
  const fault = body.fault as Fault | undefined;
  const isKnown = world.users.has(userId);
  const isDelivered = isKnown && fault?.kind !== 'undelivered';
  const errorMsg = fault?.kind === 'undelivered' ? fault.errorMsg : 'spaceId is illegal';
  if (isDelivered) world.timeline.push({ to: userId, id: outTrackId });
  return {
    success: true,
    result: {
      outTrackId,
      deliverResults: [
        { spaceType: 'IM_ROBOT', spaceId: userId, success: isDelivered, ...(!isDelivered && { errorMsg }) },
      ],
    },
  };
};

/** Without delivering it. A template that is not published is none. */
const createOnly: Method = (world, body) => {
  if (!body.outTrackId) throw new Refused(400, 'param.outTrackIdEmpty');
  if (body.cardTemplateId !== world.templateId) throw new Refused(400, 'param.templateNotExist');
  checked(body.cardData as ParamMap);
  return { success: true, result: body.outTrackId };
};

interface UpdateOptions {
  readonly updateCardDataByKey?: boolean;
  readonly updatePrivateDataByKey?: boolean;
}

/** Without `…ByKey` all that is not named is gone. */
const update: Method = (world, body) => {
  const card = world.cards.get(String(body.outTrackId));
  if (!card) throw new Refused(400, 'param.cardNotExist');
  const options = (body.cardUpdateOptions ?? {}) as UpdateOptions;
  if (!body.cardData && !body.privateData) throw new Refused(400, 'param.cardDataAndPrivateDataBothEmpty');
  if (body.cardData) {
    const data = checked(body.cardData as ParamMap);
    card.data = options.updateCardDataByKey ? { ...card.data, ...data } : data;
  }
  for (const [userId, map] of Object.entries((body.privateData ?? {}) as Record<string, ParamMap>)) {
    const data = checked(map);
    const before = options.updatePrivateDataByKey ? card.private.get(userId) : {};
    card.private.set(userId, { ...before, ...data });
  }
  return { success: true, result: true };
};

const register: Method = ({ callbacks }, body) => {
  callbacks.set(String(body.callbackRouteKey), {
    url: String(body.callbackUrl),
    apiSecret: String(body.apiSecret),
  });
  return { success: true, result: {} };
};

export const cardMethods: Methods = {
  'POST /v1.0/card/instances/createAndDeliver': { api: 'createAndDeliver', run: create },
  'POST /v1.0/card/instances': { api: 'createCard', run: createOnly },
  'PUT /v1.0/card/instances': { api: 'updateCard', run: update },
  'POST /v1.0/card/callbacks/register': { api: 'registerCallback', run: register },
};
