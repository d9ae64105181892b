/** How what came from Slack is answered, by the place that it came from. */
import type { Incoming } from '../platform.js';
import type { Place } from './decoded.js';
import { command } from './surfaces/command.js';
import { inConversation } from './surfaces/conversation.js';
import { submitted } from './surfaces/form.js';
import { homeTab, onHome } from './surfaces/home.js';
import { onMessage } from './surfaces/message.js';
import { inModal } from './surfaces/modal.js';
import { shortcut } from './surfaces/shortcut.js';
import type { Surface, SurfaceAt, Tools } from './surfaces/surface.js';

const surfaces: { readonly [Type in Place['type']]: SurfaceAt<Type> } = {
  command,
  message: onMessage,
  modal: inModal,
  home: onHome,
  form: submitted,
  shortcut,
  conversation: inConversation,
  homeOpened: homeTab,
};

export const surfaceOf = (place: Place, incoming: Incoming, tools: Tools): Surface =>
  (surfaces[place.type] as SurfaceAt<Place['type']>)(place, incoming, tools);
