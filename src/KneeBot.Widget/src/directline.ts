import { readCalls, readFacts, type Activity, type Call, type Facts } from './protocol';

/** What a page load needs in order to go on with a conversation. */
export interface Ticket {
  conversationId: string;
  token: string;
  /** When the token ends, in milliseconds since 1970. */
  expires: number;
  watermark?: string;
  /** Where the service is that takes the token. */
  domain: string;
}

export type Link = 'idle' | 'connecting' | 'online' | 'reconnecting' | 'offline' | 'unreachable' | 'refused';

export interface Listener {
  link(state: Link, why?: string): void;
  activity(activity: Activity): void;
  /** The conversation before is gone; the next is another one. */
  renewed(): void;
  ticket(ticket: Ticket | undefined): void;
  /** What the server says of itself. */
  facts(facts: Facts): void;
}

/** A refusal that asking again does not mend. */
export class Refused extends Error {
  /** What to do if it cannot wait: shown with a message that was not taken. */
  readonly safety: string;
  readonly calls: Call[];

  constructor(readonly status: number, readonly retryAfter: number, error: NonNullable<Answer['error']>) {
    super(error.message ?? String(status));
    this.code = error.code ?? '';
    this.safety = error.safety ?? '';
    this.calls = readCalls(error.calls);
  }

  readonly code: string;
}

interface Answer {
  conversationId?: string;
  token?: string;
  expires_in?: number;
  streamUrl?: string;
  id?: string;
  activities?: Activity[];
  watermark?: string;
  domain?: string;
  kneebot?: unknown;
  error?: { code?: string; message?: string; safety?: string; calls?: unknown };
}

const waits = [250, 1000, 2000, 4000, 8000, 15000];
const pollEvery = 1000;
const pingEvery = 20_000;
const requestLimit = 15_000;
const connectionLimit = 20_000;

/** A client of Direct Line 3.0: WebSocket, else polling; keeps its token fresh, comes back by itself, and shows each activity once. */
export class DirectLine {
  private socket: WebSocket | undefined;
  private timers = new Set<number>();
  private seen = new Set<string>();
  private state: Link = 'idle';
  private failures = 0;
  private socketFailures = 0;
  private running: Promise<void> | undefined;
  private stopped = false;
  private generation = 0;
  private waiters: { go: () => void; fail: (fault: unknown) => void }[] = [];
  private steady: number | undefined;
  private issued: { answer: Answer; ends: number } | undefined;

  constructor(private readonly server: string, private readonly locale: string, private readonly listener: Listener, private ticket?: Ticket) { }

  get conversationId(): string | undefined {
    return this.ticket?.conversationId;
  }

  /** Begins, or goes on with the conversation of the ticket. May be called again. */
  start(): void {
    if (this.stopped || this.running || this.state === 'online')
      return;
    if (!this.failures)
      this.set('connecting');
    const mine = this.generation;
    this.running = this.connect(mine).catch(fault => this.failed(fault, mine)).finally(() => this.running = undefined);
  }

  /** Asks what the server says of itself, before anything is begun; the token that comes with it serves the conversation. What does not work shows once it begins. */
  async introduce(): Promise<void> {
    const mine = this.generation;
    const answer = await this.issue().catch(() => undefined);
    if (answer && mine === this.generation && !this.ticket && !this.running)
      this.issued = { answer, ends: Date.now() + (answer.expires_in ?? 0) * 1000 - 60_000 };
  }

  /** Tries at once instead of waiting for the next turn. */
  hurry(): void {
    if (!this.running && (this.state === 'reconnecting' || this.state === 'offline' || this.state === 'unreachable')) {
      this.clearTimers();
      this.start();
    }
  }

  /** The device has lost its network, which a socket may not notice for minutes. */
  lost(): void {
    if (this.state === 'online')
      this.failed(undefined, this.generation);
  }

  /** Sends and gives the activity's id. Waits for the connection; resends with the same `clientActivityID`, so that it counts once. */
  async send(activity: Activity, wait: (seconds: number, refusal: Refused) => void): Promise<string> {
    for (let attempt = 0; ; attempt++) {
      await this.online();
      const conversation = this.ticket!.conversationId;
      try {
        if (attempt && this.seen.has('client:' + activity.channelData?.clientActivityID))
          return ''; // only the receipt was lost
        const answer = await this.call('POST', `conversations/${encodeURIComponent(conversation)}/activities`, activity);
        this.expectEcho(activity, conversation);
        return answer.id ?? '';
      } catch (fault) {
        if (fault instanceof Refused && fault.status === 429 && attempt < 4) {
          const seconds = Math.min(Math.max(fault.retryAfter, 1), 60);
          wait(seconds, fault);
          await this.pause(seconds * 1000);
        } else if (fault instanceof Refused && gone(fault) && attempt < 3) {
          if (this.ticket?.conversationId === conversation)
            this.renew();
        } else if (fault instanceof Refused || attempt >= 3) {
          throw fault;
        } else {
          await this.pause(waits[attempt]!);
        }
      }
    }
  }

  /** Ends here: nothing is sent or received any more. */
  stop(): void {
    this.stopped = true;
    this.generation++;
    this.clearTimers();
    this.drop();
    this.set('idle');
  }

  private async connect(mine: number): Promise<void> {
    const answer = this.ticket ? await this.resume() : await this.begin();
    if (mine !== this.generation)
      return;
    this.keep(answer);
    if (answer.streamUrl && this.socketFailures < 3 && 'WebSocket' in window)
      await this.listen(answer.streamUrl, mine);
    else
      await this.poll(mine);
  }

  private async begin(): Promise<Answer> {
    const early = this.issued;
    this.issued = undefined;
    if (early && early.ends > Date.now()) {
      try {
        return await this.converse(early.answer);
      } catch (fault) {
        if (!(fault instanceof Refused) || !gone(fault))
          throw fault; // a server that started again meanwhile does not know the token; another one helps
      }
    }
    return this.converse(await this.issue().catch(fault => this.explain(fault)));
  }

  /** A token, and with it what the server says of itself. */
  private async issue(): Promise<Answer> {
    const issued = await this.call('POST', `${this.server}/v3/directline/tokens/generate`, {}, '');
    this.listener.facts(readFacts(issued.kneebot));
    return issued;
  }

  private async converse(issued: Answer): Promise<Answer> {
    const domain = /^https?:\/\//.test(issued.domain ?? '') ? issued.domain!.replace(/\/+$/, '') : `${this.server}/v3/directline`;
    return { ...await this.call('POST', `${domain}/conversations`, { locale: this.locale }, issued.token), domain };
  }

  /** A browser hides why another origin's server refused; that it answers at all tells a refusal from a lost network. */
  private async explain(fault: unknown): Promise<never> {
    if (!(fault instanceof TypeError) || this.failures < 1 || new URL(this.server).origin === location.origin)
      throw fault;
    await fetch(`${this.server}/widget.js`, { method: 'HEAD', mode: 'no-cors', credentials: 'omit' });
    console.warn(`KneeBot: ${this.server} does not take messages from ${location.origin}; add it to Channels:DirectLine:AllowedOrigins there.`);
    throw new Refused(403, 0, { code: 'OriginNotAllowed', message: location.origin });
  }

  private async resume(): Promise<Answer> {
    const ticket = this.ticket!;
    try {
      if (ticket.expires - Date.now() < 60_000)
        this.keep(await this.call('POST', 'tokens/refresh'));
      const mark = ticket.watermark ? `?watermark=${encodeURIComponent(ticket.watermark)}` : '';
      return await this.call('GET', `conversations/${encodeURIComponent(ticket.conversationId)}${mark}`);
    } catch (fault) {
      if (!(fault instanceof Refused) || !gone(fault))
        throw fault;
      this.forgetTicket();
      return await this.begin();
    }
  }

  private keep(answer: Answer): void {
    const before = this.ticket;
    if (!answer.token && !before)
      throw new Error('no token');
    this.ticket = {
      conversationId: answer.conversationId ?? before!.conversationId,
      token: answer.token ?? before!.token,
      expires: answer.expires_in ? Date.now() + answer.expires_in * 1000 : before?.expires ?? Date.now() + 1_800_000,
      watermark: before?.conversationId === (answer.conversationId ?? before?.conversationId) ? before?.watermark : undefined,
      domain: answer.domain ?? before!.domain,
    };
    this.listener.ticket(this.ticket);
  }

  private listen(url: string, mine: number): Promise<void> {
    return new Promise((done, failed) => {
      const socket = this.socket = new WebSocket(url);
      const patience = this.later(10_000, () => socket.close());
      let opened = false;
      socket.onopen = () => {
        opened = true;
        this.cancel(patience);
        this.arrived();
        this.ping(socket);
        done();
      };
      socket.onmessage = frame => {
        if (mine === this.generation && frame.data) {
          this.socketFailures = 0;
          this.take(frame.data as string);
        }
      };
      socket.onclose = () => {
        if (this.socket === socket)
          this.socket = undefined;
        this.socketFailures++; // some proxies let sockets open and then nothing through
        if (!opened) {
          failed(new Error('the socket did not open'));
        } else if (mine === this.generation && !this.stopped) {
          this.failed(undefined, mine);
        }
      };
    });
  }

  private async poll(mine: number): Promise<void> {
    await this.fetchNew();
    this.arrived();
    const again = async () => {
      try {
        await this.fetchNew();
        if (mine === this.generation)
          this.later(pollEvery, again);
      } catch (fault) {
        this.failed(fault, mine);
      }
    };
    this.later(pollEvery, again);
  }

  private async fetchNew(): Promise<void> {
    const { conversationId, watermark } = this.ticket!;
    const mark = watermark ? `?watermark=${encodeURIComponent(watermark)}` : '';
    this.show(await this.call('GET', `conversations/${encodeURIComponent(conversationId)}/activities${mark}`));
  }

  private take(frame: string): void {
    let set: Answer;
    try {
      set = JSON.parse(frame) as Answer;
    } catch {
      return; // not ours to understand; the next reconnect replays what was missed
    }
    this.show(set);
  }

  private show(set: Answer): void {
    for (const activity of Array.isArray(set?.activities) ? set.activities : []) {
      if (activity && typeof activity === 'object' && !(typeof activity.id === 'string' && this.repeats(activity.id)))
        this.listener.activity(activity);
    }
    if (typeof set?.watermark === 'string' && this.ticket && set.watermark !== this.ticket.watermark) {
      this.ticket = { ...this.ticket, watermark: set.watermark };
      this.listener.ticket(this.ticket);
    }
  }

  private repeats(id: string): boolean {
    const before = this.seen.has(id);
    this.seen.add(id);
    return before;
  }

  /** A socket can be dead without having closed: when a sent message does not come back, what is new is fetched. */
  private expectEcho(activity: Activity, conversation: string): void {
    const key = activity.channelData?.clientActivityID;
    if (!key || !this.socket)
      return;
    this.later(6000, () => {
      if (this.ticket?.conversationId === conversation && !this.repeats('client:' + key))
        this.fetchNew().then(() => this.socket?.close(), () => this.socket?.close());
    });
  }

  /** Asks for what is new, in case it was missed. */
  catchUp(): void {
    if (this.state === 'online')
      this.fetchNew().catch(() => { /* the next reconnect replays it */ });
  }

  /** Says that a message of the visitor's own came back. */
  echoed(clientActivityID: string): void {
    this.seen.add('client:' + clientActivityID);
  }

  private ping(socket: WebSocket): void {
    this.later(pingEvery, () => {
      if (socket.readyState !== WebSocket.OPEN)
        return;
      socket.send('');
      if (this.ticket && this.ticket.expires - Date.now() < 600_000)
        this.call('POST', 'tokens/refresh').then(answer => this.keep(answer), () => { /* the next try, or the reconnect, says */ });
      this.ping(socket);
    });
  }

  private failed(fault: unknown, mine: number): void {
    if (mine !== this.generation || this.stopped)
      return;
    this.drop();
    if (fault instanceof Refused) {
      if (gone(fault) && this.ticket) {
        this.renew();
        return;
      }
      if (fault.status >= 400 && fault.status < 500 && fault.status !== 408 && fault.status !== 429) {
        this.set('refused', fault.message);
        return;
      }
    }
    const wait = fault instanceof Refused && fault.retryAfter ? fault.retryAfter * 1000 : waits[Math.min(this.failures, waits.length - 1)]! * (0.75 + Math.random() / 2);
    this.failures++;
    this.set(navigator.onLine === false ? 'offline' : this.failures > 4 ? 'unreachable' : 'reconnecting');
    this.later(wait, () => this.start());
  }

  private renew(): void {
    this.forgetTicket();
    this.drop();
    this.set('reconnecting');
    this.later(waits[Math.min(this.failures++, waits.length - 1)]!, () => this.start());
  }

  private forgetTicket(): void {
    if (!this.ticket)
      return;
    this.ticket = undefined;
    this.listener.ticket(undefined);
    this.listener.renewed();
  }

  private arrived(): void {
    // Only a connection that lasts counts as mended, so that one that dies at once is not retried without end at full speed.
    this.steady = this.later(5000, () => this.failures = this.socketFailures = 0);
    this.set('online');
    this.waiters.splice(0).forEach(waiter => waiter.go());
  }

  private online(): Promise<void> {
    this.start();
    if (this.state === 'online')
      return Promise.resolve();
    return new Promise((go, fail) => {
      this.waiters.push({ go, fail });
      setTimeout(() => fail(new Error('no connection')), connectionLimit);
    });
  }

  private set(state: Link, why?: string): void {
    if (state !== this.state || why) {
      this.state = state;
      this.listener.link(state, why);
    }
    if (state === 'refused' || state === 'idle')
      this.waiters.splice(0).forEach(waiter => waiter.fail(new Error(why ?? state)));
  }

  private drop(): void {
    if (this.steady !== undefined)
      this.cancel(this.steady);
    const socket = this.socket;
    this.socket = undefined;
    if (socket) {
      socket.onclose = socket.onmessage = null;
      socket.close();
    }
  }

  private async call(method: string, path: string, body?: unknown, token = this.ticket?.token): Promise<Answer> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), requestLimit);
    try {
      const response = await fetch(path.includes('://') ? path : `${this.ticket!.domain}/${path}`, {
        method,
        headers: { ...(token && { authorization: 'Bearer ' + token }), ...(body !== undefined && { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'strict-origin-when-cross-origin',
        signal: limit.signal,
      });
      const answer = await response.json().catch(() => ({})) as Answer;
      if (response.ok)
        return answer;
      if (response.status >= 500)
        throw new Error(String(response.status));
      throw new Refused(response.status, Number(response.headers.get('retry-after')) || 0, answer.error ?? {});
    } finally {
      clearTimeout(timer);
    }
  }

  private later(wait: number, then: () => void): number {
    const timer = window.setTimeout(() => {
      this.timers.delete(timer);
      then();
    }, wait);
    this.timers.add(timer);
    return timer;
  }

  private cancel(timer: number): void {
    clearTimeout(timer);
    this.timers.delete(timer);
  }

  private clearTimers(): void {
    this.timers.forEach(timer => clearTimeout(timer));
    this.timers.clear();
  }

  private pause(wait: number): Promise<void> {
    return new Promise(go => setTimeout(go, wait));
  }
}

/** Whether the conversation or its token has ended, so that only a new one helps. */
function gone(fault: Refused): boolean {
  return fault.status === 401 || fault.status === 404 || fault.status === 409 || (fault.status === 403 && !fault.code.startsWith('Origin'));
}
