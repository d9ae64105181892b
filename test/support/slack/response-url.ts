import { type Args, contentOf, postMessage } from './methods.js';
import type { FakeMessage, World } from './world.js';

const RESPONSE_LIFE_MS = 30 * 60_000;
const RESPONSE_USES = 5;

/** `/response/<time>/<workspace>/<channel>/<user>/<ts of the message, or 0>/<number>` tells all about itself. */
export const readResponsePath = (path: string) => {
  const [, , at = '', workspaceId = '', channel = '', user = '', ts = ''] = path.split('/');
  return { at: Number(at), workspaceId, channel, user, ts };
};

/** @returns why it is refused, if it is */
export const answerLate = (
  world: World,
  path: string,
  contentType: string,
  body: string,
): string | undefined => {
  const { at, workspaceId, channel, user, ts } = readResponsePath(path);
  const uses = world.responseUses.get(path) ?? 0;
  if (world.now() - at > RESPONSE_LIFE_MS) return 'expired_url';
  if (uses >= RESPONSE_USES) return 'used_url';
  if (!contentType.startsWith('application/json')) return 'invalid_payload';
  world.responseUses.set(path, uses + 1);

  const args = JSON.parse(body) as Args;
  const content = contentOf(args);
  const original = [world.messages.get(`${channel} ${ts}`), ...world.ephemerals].find(
    (each) => each?.ts === ts,
  );
  if (args.replace_original && original) world.change('response_url', original, content);
  else if (args.response_type === 'in_channel')
    postMessage(world, { ...args, channel }, { id: workspaceId, isEnterprise: false });
  else showTo(world, 'response_url', { workspaceId, channel, user }, args);
  return undefined;
};

interface Spot {
  readonly workspaceId: string;
  readonly channel: string;
  readonly user: string;
}

export const showTo = (
  world: World,
  method: string,
  { workspaceId, channel, user }: Spot,
  args: Args,
): FakeMessage =>
  world.keep(method, {
    workspaceId,
    channel,
    ts: world.newTs(),
    ...contentOf(args),
    metadata: undefined,
    onlyFor: user,
    threadTs: undefined,
  });
