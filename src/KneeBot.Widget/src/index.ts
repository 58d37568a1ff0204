import { Chat, type Events } from './chat';
import { complete, fromScript, type OptionsGiven } from './options';

/** What a page can do with the chat of its script tag, or with one of its own from `create`. */
interface Api {
  create(options?: OptionsGiven): Widget;
  open(): void;
  close(): void;
  send(text: string): void;
  forget(): Promise<void>;
  destroy(): void;
  on<K extends keyof Events>(event: K, listener: (detail: Events[K]) => void): () => void;
}

type Widget = Omit<Api, 'create'> & { readonly isOpen: boolean };

declare global {
  interface Window { KneeBot?: Api }
}

const script = (document.currentScript ?? document.querySelector('script[src*="/widget.js"]')) as HTMLScriptElement | null;
const origin = new URL('.', script?.src || location.href).href.replace(/\/+$/, '');

function create(given?: OptionsGiven, after?: HTMLElement): Widget {
  const options = complete(given, origin);
  let place: HTMLElement | undefined;
  if (options.mode === 'inline') {
    place = find(options.target);
    if (!place) {
      if (options.target)
        console.warn(`KneeBot: no element matches "${options.target}"; the chat is put where its script stands.`);
      place = document.createElement('div');
      after && document.body.contains(after) ? after.after(place) : document.body.append(place);
    }
  }
  const chat = new Chat(options, place);
  return {
    get isOpen() { return chat.isOpen; },
    open: () => chat.open(),
    close: () => chat.close(),
    send(text) {
      chat.open(false);
      chat.send(String(text));
    },
    forget: () => chat.forget(),
    destroy: () => chat.destroy(),
    on: (event, listener) => chat.on(event, listener),
  };
}

/** The element a selector names; undefined when it names none, or is no selector. */
function find(selector: string): HTMLElement | undefined {
  try {
    return selector ? document.querySelector<HTMLElement>(selector) ?? undefined : undefined;
  } catch {
    return undefined;
  }
}

function start(): void {
  let own: Widget | undefined;
  const waiting: ((widget: Widget) => void)[] = [];
  const whenReady = (then: (widget: Widget) => void) => own ? then(own) : waiting.push(then);
  window.KneeBot = {
    create,
    open: () => void whenReady(widget => widget.open()),
    close: () => void whenReady(widget => widget.close()),
    send: text => void whenReady(widget => widget.send(text)),
    forget: () => new Promise<void>(done => whenReady(widget => widget.forget().then(done))),
    destroy: () => void whenReady(widget => widget.destroy()),
    on(event, listener) {
      let off: (() => void) | undefined;
      whenReady(widget => off = widget.on(event, listener));
      return () => off?.();
    },
  };
  if (!script || (script.dataset.manual ?? 'false') !== 'false')
    return;
  const begin = () => {
    own = create(fromScript(script), script);
    waiting.splice(0).forEach(then => then(own!));
  };
  document.body ? begin() : addEventListener('DOMContentLoaded', begin, { once: true });
}

// A second script tag must not make a second chat.
if (!window.KneeBot)
  start();
