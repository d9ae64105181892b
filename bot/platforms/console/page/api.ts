/** The page's side of `/chat`. */
import type { Suggestion, Suggests } from '../../../../models/views.js';
import type {
  CancelRequest,
  CommandHint,
  GalleryCard,
  Message,
  MessagePage,
  PersonEntry,
  PressRequest,
  SendRequest,
  SignInCode,
  StreamEvents,
  SubmitRequest,
} from '../protocol.js';
import type { HostConfig } from './paint.js';

const RECONNECT_MS = 1_500;

const get = async <T>(path: string): Promise<T> => {
  const response = await fetch(`/chat/${path}`);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
};

const ask = async (path: string, body: object): Promise<Response> => {
  const headers = { 'content-type': 'application/json', 'x-dealdesk-console': '1' };
  const response = await fetch(`/chat/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response;
};

const post = async (path: string, body: object): Promise<void> => void (await ask(path, body));

const older = (before: number | undefined): string => (before === undefined ? '' : `&before=${before}`);

export const api = {
  people: () => get<readonly PersonEntry[]>('people'),
  commands: () => get<readonly CommandHint[]>('commands'),
  hostConfig: () => get<HostConfig>('host-config'),
  gallery: () => get<readonly GalleryCard[]>('gallery/cards'),
  messages: (person: string, before?: number) =>
    get<MessagePage>(`messages?person=${encodeURIComponent(person)}${older(before)}`),
  suggestions: (person: string, kind: Suggests, text: string) =>
    get<readonly Suggestion[]>(`suggestions/${kind}?${new URLSearchParams({ person, text })}`),
  send: (request: SendRequest) => post('send', request),
  press: (request: PressRequest) => post('press', request),
  cancel: (request: CancelRequest) => post('cancel', request),
  submit: (request: SubmitRequest) => post('submit', request),
  read: (person: string) => post('read', { person }),
  signIn: async (person: string): Promise<string> => {
    const { code }: SignInCode = await (await ask('sign-in', { person })).json();
    return code;
  },
};

interface StreamListener {
  readonly message: (message: Message) => void;
  readonly read: (userId: string) => void;
  /** The stream is (again) open; `missed` when more happened meanwhile than it tells one by one. */
  readonly fresh: (missed: boolean) => void;
  readonly lost: () => void;
}

/** Listens for ever. A browser gives up on some errors, so we do not rely on it to connect again. */
export const listen = (listener: StreamListener, since = ''): void => {
  const source = new EventSource(`/chat/events${since && `?since=${since}`}`);
  let last = since;

  const on = <E extends keyof StreamEvents>(name: E, run: (data: StreamEvents[E]) => void): void =>
    source.addEventListener(name, (event) => {
      last = event.lastEventId || last;
      run(JSON.parse(event.data));
    });

  on('message', listener.message);
  on('read', ({ userId }) => listener.read(userId));
  on('reload', () => listener.fresh(true));
  source.addEventListener('open', () => listener.fresh(false));
  source.addEventListener('error', () => {
    listener.lost();
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listen(listener, last), RECONNECT_MS);
  });
};
