import { DirectLine, Refused, type Link, type Ticket } from './directline';
import { h, icon } from './dom';
import { mostEntries, trim, type Entry } from './entries';
import { feedback, type Vote } from './feedback';
import { clean, plain } from './markdown';
import type { Options } from './options';
import { buildPanel, type Panel } from './panel';
import { Pin, urgent } from './pin';
import { print } from './print';
import { readFacts, readReply, type Activity, type Facts, type Reply } from './protocol';
import { asText, callButtons, replyText, sourceList } from './reply';
import { Session } from './session';
import { fill } from './strings';

interface Kept {
  ticket?: Ticket;
  entries: Entry[];
  open: boolean;
  facts: Facts;
}

export type Events = {
  open: undefined;
  close: undefined;
  sent: { text: string };
  reply: { kind: string; severity: string; text: string };
  urgent: { severity: string; headline: string };
  connection: { state: Link };
  forgotten: undefined;
};

const typingLimit = 45_000;
const sendingLimit = 4_000; // sending again takes longer; whoever is in danger should not wait for it
const longest = 8000;
const answerLimit = 120_000; // an older question is not asked again by itself

/** One chat on a page: the conversation, and what the visitor does with it. */
export class Chat {
  readonly ui: Panel;
  private readonly pin: Pin;
  private readonly session: Session<Kept>;
  private line: DirectLine;
  private entries: Entry[];
  private rows = new Map<string, HTMLElement>();
  private ticket: Ticket | undefined;
  private facts: Facts;
  private shown = false;
  private restoring = true;
  private typingTimer = 0;
  private backTimer = 0;
  private keeping = 0;
  private destroyed = false;
  private erasing = false; // the server hangs up: no connection is lost
  private releases: (() => void)[] = [];
  private listeners: { [K in keyof Events]?: Set<(detail: Events[K]) => void> } = {};

  constructor(readonly options: Options, place?: HTMLElement) {
    this.ui = buildPanel(options, place);
    this.pin = new Pin(this.ui.pin, options.strings);
    this.session = new Session('kneebot ' + options.server);
    const kept = this.session.read();
    this.entries = Array.isArray(kept.entries) ? kept.entries : [];
    this.ticket = kept.ticket;
    this.facts = kept.facts ?? readFacts(undefined);
    this.ui.tell(this.facts);
    this.line = this.connectLine();
    this.listen();
    for (const entry of this.entries) {
      if (entry.state === 'sending')
        entry.state = 'failed'; // the page went away before the server took it
      this.show(entry);
    }
    this.pin.fold();
    this.offer();
    this.restoring = false;
    (place ?? document.body).append(this.ui.host);
    this.label();
    if (options.mode === 'inline') {
      this.shown = true;
      if (this.ticket)
        this.line.start();
      else if (!this.facts.titles.length)
        void this.line.introduce();
      if (this.entries.length)
        this.toEnd();
    } else if (options.open || kept.open) {
      this.open(false);
    }
  }

  on<K extends keyof Events>(event: K, listener: (detail: Events[K]) => void): () => void {
    const all = (this.listeners[event] ??= new Set() as never) as Set<(detail: Events[K]) => void>;
    all.add(listener);
    return () => all.delete(listener);
  }

  get isOpen(): boolean {
    return this.shown;
  }

  /** Shows the conversation and connects; until then nothing is asked of the server. */
  open(focus = true): void {
    if (this.options.mode === 'floating' && !this.shown) {
      this.shown = true;
      this.ui.panel.hidden = false;
      this.ui.bubble.setAttribute('aria-expanded', 'true');
      this.ui.root.classList.add('is-open');
      this.ui.badge.hidden = true;
      this.fit();
      this.toEnd();
      this.emit('open', undefined);
      this.keep();
      this.label();
    }
    this.line.start();
    if (focus)
      (matchMedia('(pointer: coarse)').matches ? this.ui.panel : this.ui.input).focus({ preventScroll: true });
  }

  close(): void {
    if (this.options.mode !== 'floating' || !this.shown)
      return;
    const inside = this.ui.shadow.activeElement;
    this.shown = false;
    this.ui.panel.hidden = true;
    this.ui.menu.hidden = true;
    this.ui.bubble.setAttribute('aria-expanded', 'false');
    this.ui.root.classList.remove('is-open');
    this.label();
    if (inside)
      this.ui.bubble.focus({ preventScroll: true });
    this.emit('close', undefined);
    this.keep();
  }

  /** Sends as if the visitor had written it. */
  send(text: string): void {
    const words = text.trim().slice(0, longest);
    if (!words)
      return;
    const entry: Entry = { key: unique(), from: 'user', text: words, at: Date.now(), state: 'sending' };
    this.add(entry);
    this.pin.fold();
    this.clearChips();
    this.toEnd();
    void this.deliver(entry);
    this.emit('sent', { text: words });
  }

  /** Erases the conversation here and on the server. */
  async forget(asked = false): Promise<void> {
    const line = this.line;
    const known = this.ticket !== undefined && !asked;
    let erased = true;
    if (known) {
      this.erasing = true;
      try {
        await Promise.race([
          line.send({ type: 'event', name: 'kneebot/forget', channelData: { clientActivityID: unique() } }, () => undefined),
          new Promise((_, late) => setTimeout(() => late(new Error('late')), 8000)),
        ]);
      } catch {
        erased = false;
      }
    }
    this.erasing = false;
    line.stop();
    this.entries = [];
    this.rows.clear();
    this.ticket = undefined;
    this.session.clear();
    this.ui.list.replaceChildren();
    this.pin.clear();
    this.waiting(false);
    this.ui.input.value = '';
    this.grow();
    this.line = this.connectLine();
    this.note(this.erasedNote(erased));
    this.entries = [];
    this.write();
    this.offer();
    this.label();
    this.emit('forgotten', undefined);
  }

  private erasedNote(erased: boolean): string {
    const { strings } = this.options;
    const { azure, minutes } = this.facts;
    return !erased ? fill(minutes === undefined ? strings.forgottenTab : strings.forgottenHere, { minutes: minutes ?? '' }) : azure ? strings.forgottenAzure : strings.forgotten;
  }

  destroy(): void {
    this.write();
    this.destroyed = true;
    this.line.stop();
    this.releases.forEach(release => release());
    clearTimeout(this.typingTimer);
    clearTimeout(this.backTimer);
    this.ui.host.remove();
  }

  private connectLine(): DirectLine {
    const line: DirectLine = new DirectLine(this.options.server, this.options.locale, {
      link: (state, why) => line === this.line && this.linked(state, why),
      activity: activity => line === this.line && this.arrive(activity),
      renewed: () => line === this.line && this.renewed(),
      ticket: ticket => {
        if (line === this.line) {
          this.ticket = ticket;
          this.keep();
        }
      },
      facts: facts => {
        this.facts = facts;
        this.ui.tell(facts);
        if (!this.entries.some(entry => entry.from !== 'note'))
          this.offer();
      },
    }, this.ticket);
    return line;
  }

  private async deliver(entry: Entry): Promise<void> {
    entry.state = 'sending';
    entry.why = undefined;
    entry.open = true;
    this.refresh(entry);
    this.waiting(true);
    const late = window.setTimeout(() => {
      this.waiting(false);
      entry.why ??= this.options.strings.notSentYet;
      this.refresh(entry);
      this.say(entry.why);
    }, sendingLimit);
    try {
      const id = await this.line.send({ type: 'message', text: entry.text, locale: this.options.locale, channelData: { clientActivityID: entry.key } }, (seconds, refusal) => {
        entry.why = fill(this.options.strings.busy, { seconds });
        this.refresh(entry);
        this.safety(refusal);
      });
      entry.id = id || entry.id;
      entry.state = entry.why = undefined;
    } catch (fault) {
      if (!this.entries.includes(entry) || !entry.state)
        return; // erased meanwhile, or its echo arrived
      entry.state = 'failed';
      entry.why = fault instanceof Refused && fault.status === 413 ? fill(this.options.strings.tooLong, { max: longest }) : undefined;
      this.waiting(false);
      if (fault instanceof Refused)
        this.safety(fault);
      this.say(this.options.strings.notSent);
    } finally {
      clearTimeout(late);
    }
    this.refresh(entry);
    this.keep();
  }

  /** A message that was not taken may have been urgent: the numbers are shown all the same. */
  private safety(refusal: Refused): void {
    if (refusal.safety && this.entries[this.entries.length - 1]?.from !== 'note')
      this.note(refusal.safety, callButtons(refusal.calls, this.options.strings));
  }

  private arrive(activity: Activity): void {
    if (activity.from?.role === 'user' || (activity.from?.id ?? '').startsWith('dl_')) {
      this.echo(activity);
    } else if (activity.type === 'typing') {
      this.waiting(true);
    } else if (activity.type === 'endOfConversation') {
      this.waiting(false);
    } else if (activity.type === 'message') {
      this.replied(activity);
    }
  }

  private echo(activity: Activity): void {
    const key = activity.channelData?.clientActivityID;
    if (typeof key === 'string')
      this.line.echoed(key);
    if (activity.type !== 'message' || typeof activity.text !== 'string')
      return;
    const mine = this.entries.find(entry => entry.key === key);
    if (mine)
      mine.id = activity.id;
    if (mine?.state) {
      mine.state = mine.why = undefined;
      this.refresh(mine);
      this.keep();
    } else if (!mine) {
      this.add({ key: key ?? activity.id ?? unique(), from: 'user', text: activity.text, at: Date.now() });
    }
  }

  private replied(activity: Activity): void {
    const reply = readReply(activity, this.options.server);
    if (reply.kind === 'welcome' || this.rows.has(reply.id))
      return;
    if (reply.kind === 'forgotten') { // asked for in words
      void this.forget(true);
      return;
    }
    this.waiting(false);
    const asked = activity.replyToId && this.entries.find(one => one.id === activity.replyToId);
    if (asked)
      asked.open = undefined;
    const follows = this.nearEnd();
    const entry: Entry = { key: reply.id || unique(), from: 'bot', text: '', at: Date.now(), activity: trim(activity) };
    this.add(entry);
    this.offer();
    const words = clean(asText(reply));
    if (urgent(reply))
      this.alarm(reply, words);
    else
      this.say(`${this.options.strings.bot}: ${words}`);
    if (!this.shown)
      this.ui.badge.hidden = false;
    this.label();
    if (follows)
      this.toReply(entry);
    else
      this.ui.jump.hidden = false;
    this.emit('reply', { kind: reply.kind, severity: reply.severity, text: words });
  }

  private alarm(reply: Reply, words: string): void {
    this.ui.assertive.textContent = '';
    // In a later task, so that the same words are announced again.
    setTimeout(() => this.ui.assertive.textContent = `${this.options.strings.important}: ${words}`, 50);
    this.emit('urgent', { severity: reply.severity, headline: this.pin.headline });
  }

  private renewed(): void {
    if (!this.entries.length)
      return;
    const lost = this.entries.filter(entry => entry.open && !entry.state && Date.now() - entry.at < answerLimit);
    this.note(this.options.strings.newConversation);
    lost.forEach(entry => void this.deliver(entry)); // taken by a server that stopped before it answered
  }

  private linked(state: Link, why?: string): void {
    if (this.erasing)
      return;
    const { strings } = this.options;
    const text: Partial<Record<Link, string>> = {
      reconnecting: strings.reconnecting, offline: strings.offline, unreachable: strings.unreachable, refused: fill(strings.refused, { why: why ?? '' }),
    };
    clearTimeout(this.backTimer);
    const before = !this.ui.status.hidden;
    if (state === 'online' && before) {
      this.banner(strings.back, 'good');
      this.backTimer = window.setTimeout(() => this.banner(''), 2500);
    } else if (state === 'reconnecting' && !before) {
      // A drop that mends itself at once is not worth a word.
      this.backTimer = window.setTimeout(() => this.banner(strings.reconnecting), 700);
    } else {
      this.banner(text[state] ?? '');
    }
    if (state !== 'idle')
      this.emit('connection', { state });
  }

  private banner(text: string, kind = ''): void {
    const changed = this.ui.status.textContent !== text;
    this.ui.status.textContent = text;
    this.ui.status.className = 'status ' + kind;
    this.ui.status.hidden = !text;
    if (text && changed)
      this.say(text);
  }

  private add(entry: Entry): void {
    this.entries.push(entry);
    while (this.entries.length > mostEntries) {
      const oldest = this.entries.splice(this.entries[0]!.key === this.pin.reply?.id ? 1 : 0, 1)[0]!; // the next page pins it again
      this.rows.get(oldest.key)?.remove();
      this.rows.delete(oldest.key);
    }
    this.show(entry);
    this.keep();
  }

  private note(text: string, extra?: HTMLElement): void {
    const entry: Entry = { key: unique(), from: 'note', text, at: Date.now() };
    this.add(entry);
    if (extra)
      this.rows.get(entry.key)?.append(extra);
    this.say(text);
    this.toEnd();
  }

  private show(entry: Entry): void {
    const row = entry.from === 'user' ? this.userRow(entry) : entry.from === 'bot' ? this.botRow(entry) : h('li', { class: 'note', dir: 'auto' }, plain(entry.text));
    this.rows.set(entry.key, row);
    this.ui.list.append(row);
  }

  private refresh(entry: Entry): void {
    const old = this.rows.get(entry.key);
    if (!old)
      return;
    const row = this.userRow(entry);
    this.rows.set(entry.key, row);
    old.replaceWith(row);
  }

  private userRow(entry: Entry): HTMLElement {
    const { strings } = this.options;
    const state = entry.state === 'failed'
      ? h('p', { class: 'state failed', dir: 'auto' }, entry.why ?? strings.notSent, ' ', entry.why ? null : h('button', { type: 'button', class: 'plain', click: () => {
        void this.deliver(entry);
        this.ui.log.focus({ preventScroll: true });
      } }, strings.retry))
      : entry.why ? h('p', { class: 'state', dir: 'auto' }, entry.why) : null;
    return h('li', { class: `user ${entry.state ?? ''}` }, h('span', { class: 'sr' }, strings.you + ': '), h('div', { class: 'said', dir: 'auto' }, clean(entry.text)), state);
  }

  private botRow(entry: Entry): HTMLElement {
    const { strings } = this.options;
    const reply = readReply(entry.activity!, this.options.server);
    const flag = urgent(reply);
    if (this.pin.offer(reply))
      this.ui.list.querySelectorAll('.pinned').forEach(row => row.classList.remove('pinned'));
    const pinned = this.pin.reply === reply;
    const say = (text: string) => this.say(text);
    const thumbs = feedback(strings, entry.vote, (vote, reason) => this.vote(entry, vote, reason), say);
    const copy = h('button', { type: 'button', class: 'act', 'aria-label': strings.copy, title: strings.copy, click: async () => {
      const copied = await copyText(asText(reply));
      say(copied ? strings.copied : strings.copyFailed);
      if (copied) {
        copy.replaceChildren(icon('check'));
        setTimeout(() => copy.replaceChildren(icon('copy')), 1500);
      }
    } }, icon('copy'));
    return h('li', { class: `bot ${reply.severity} ${flag ? 'flag' : ''} ${pinned ? 'pinned' : ''}` }, h('span', { class: 'sr' }, strings.bot + ': '),
      flag ? h('p', { class: 'pinned-note small', dir: 'auto' }, strings.shownAbove) : null,
      replyText(reply, strings), sourceList(reply, strings),
      reply.kind === 'smallTalk' ? null : h('div', { class: 'acts' }, copy, ...flag && !reply.body ? [] : thumbs.buttons), thumbs.more);
  }

  private vote(entry: Entry, vote: Vote, reason?: string): void {
    entry.vote = vote;
    this.keep();
    this.line.send({
      type: 'event', name: 'kneebot/feedback', channelData: { clientActivityID: unique() },
      ...{ replyToId: entry.key }, value: { replyToId: entry.key, vote, ...(reason && { reason }) },
    }, () => undefined).catch(() => { /* an opinion that was not taken is no trouble of the visitor's */ });
  }

  /** Shows the questions that can be asked next: the last reply's, or the starters. */
  private offer(): void {
    const last = [...this.entries].reverse().find(entry => entry.from !== 'note');
    const questions = !last ? this.options.starters ?? this.facts.starters : last.activity ? readReply(last.activity, this.options.server).suggestions : [];
    this.ui.chips.replaceChildren(...questions.map(question => h('button', { type: 'button', class: 'chip', dir: 'auto', click: () => {
      this.send(question);
      this.ui.log.focus({ preventScroll: true });
    } }, question)));
    this.ui.chips.hidden = !questions.length;
    this.ui.chips.setAttribute('aria-label', last ? this.options.strings.suggestions : this.options.strings.starters);
    this.ui.intro.classList.toggle('begun', this.entries.length > 0);
  }

  private clearChips(): void {
    this.ui.chips.replaceChildren();
    this.ui.chips.hidden = true;
    this.ui.intro.classList.add('begun');
  }

  private waiting(on: boolean): void {
    clearTimeout(this.typingTimer);
    if (on === this.ui.typing.hidden) {
      const follows = this.nearEnd();
      this.ui.typing.hidden = !on;
      if (on && follows)
        this.toEnd();
    }
    if (on) {
      this.typingTimer = window.setTimeout(() => {
        this.line.catchUp();
        this.typingTimer = window.setTimeout(() => this.waiting(false), typingLimit / 2);
      }, typingLimit / 2);
    }
  }

  /** Soon, so that a burst of changes is written once. */
  private keep(): void {
    if (!this.restoring)
      this.keeping ||= window.setTimeout(() => this.write(), 150);
  }

  private write(): void {
    clearTimeout(this.keeping);
    this.keeping = 0;
    if (!this.destroyed)
      this.session.write({ ticket: this.ticket, entries: this.entries, open: this.shown && this.options.mode === 'floating', facts: this.facts });
  }

  private say(text: string): void {
    this.ui.polite.textContent = text;
  }

  private label(): void {
    const { strings, title } = this.options;
    const alarm = this.pin.reply !== undefined;
    this.ui.bubble.classList.toggle('alarm', alarm && !this.shown);
    this.ui.bubble.setAttribute('aria-label', this.shown ? strings.close
      : alarm ? fill(strings.openUrgent, { headline: this.pin.headline })
        : fill(this.ui.badge.hidden ? strings.open : strings.openUnread, { title }));
  }

  private nearEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.ui.log;
    return scrollHeight - scrollTop - clientHeight < 120;
  }

  private toEnd(): void {
    this.ui.log.scrollTop = this.ui.log.scrollHeight;
  }

  /** The end if the reply fits, else its beginning: an answer is read from its first line. */
  private toReply(entry: Entry): void {
    const row = this.rows.get(entry.key)!;
    const asked = row.previousElementSibling as HTMLElement | null;
    const top = asked && asked.offsetHeight < 90 ? asked.offsetTop : row.offsetTop;
    this.ui.log.scrollTo({ top: Math.min(top - 12, this.ui.log.scrollHeight), behavior: calm() ? 'auto' : 'smooth' });
  }

  private listen(): void {
    const { ui } = this;
    const on = (target: EventTarget, type: string, then: (event: never) => void) => {
      target.addEventListener(type, then as EventListener);
      this.releases.push(() => target.removeEventListener(type, then as EventListener));
    };
    on(ui.bubble, 'click', () => this.shown ? this.close() : this.open());
    on(ui.closeButton, 'click', () => this.close());
    on(ui.form, 'submit', (event: Event) => {
      event.preventDefault();
      this.submit();
    });
    on(ui.input, 'keydown', (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.submit();
      }
    });
    on(ui.input, 'input', () => this.grow());
    on(ui.input, 'focus', () => this.line.start());
    on(ui.log, 'scroll', () => {
      if (this.nearEnd())
        ui.jump.hidden = true;
    });
    on(ui.jump, 'click', () => {
      ui.jump.hidden = true;
      const last = this.entries[this.entries.length - 1];
      if (last)
        this.toReply(last);
      ui.log.focus({ preventScroll: true });
    });
    this.listenMenu(on);
    on(ui.root, 'keydown', (event: KeyboardEvent) => this.key(event));
    on(window, 'online', () => this.line.hurry());
    on(window, 'offline', () => this.line.lost());
    on(window, 'pagehide', () => this.write());
    on(window, 'pageshow', () => this.line.hurry());
    on(document, 'visibilitychange', () => document.hidden ? this.write() : this.line.hurry());
    if (window.visualViewport) {
      on(window.visualViewport, 'resize', () => this.fit());
      on(window.visualViewport, 'scroll', () => this.fit());
    }
  }

  private listenMenu(on: (target: EventTarget, type: string, then: (event: never) => void) => void): void {
    const { ui, options: { strings } } = this;
    const toggle = (open: boolean) => {
      ui.menu.hidden = !open;
      ui.menuButton.setAttribute('aria-expanded', String(open));
    };
    on(ui.menuButton, 'click', () => toggle(!!ui.menu.hidden));
    on(ui.panel, 'focusin', (event: FocusEvent) => {
      if (!ui.menu.contains(event.target as Node) && event.target !== ui.menuButton)
        toggle(false);
    });
    on(ui.log, 'click', () => toggle(false));
    on(ui.printButton, 'click', () => {
      toggle(false);
      this.print();
    });
    on(ui.copyButton, 'click', async () => {
      toggle(false);
      ui.menuButton.focus();
      this.banner(await copyText(this.transcript().map(part => `${part.who}${part.who && ': '}${part.text}`).join('\n\n')) ? strings.copied : strings.copyFailed, 'good');
      this.backTimer = window.setTimeout(() => this.banner(''), 2500);
    });
    on(ui.forgetButton, 'click', () => {
      toggle(false);
      this.askToForget();
    });
  }

  private askToForget(): void {
    const { ui, options: { strings } } = this;
    const done = (erase: boolean) => {
      ui.ask.hidden = true;
      ui.ask.replaceChildren();
      (erase ? ui.panel : ui.menuButton).focus({ preventScroll: true });
      if (erase)
        void this.forget();
    };
    const keep = h('button', { type: 'button', class: 'chip', click: () => done(false) }, strings.forgetNo);
    ui.ask.replaceChildren(h('p', { dir: 'auto' }, strings.forgetAsk), h('button', { type: 'button', class: 'chip danger', click: () => done(true) }, strings.forgetYes), keep);
    ui.ask.hidden = false;
    this.pin.fold(); // what is asked needs the room on a small screen
    keep.focus();
    this.say(strings.forgetAsk);
  }

  private key(event: KeyboardEvent): void {
    const { ui } = this;
    if (event.key === 'Escape' && !event.isComposing) {
      if (!ui.menu.hidden) {
        ui.menuButton.click();
        ui.menuButton.focus();
      } else if (!ui.ask.hidden) {
        ui.ask.hidden = true;
        ui.menuButton.focus();
      } else if (this.options.mode === 'floating') {
        this.close();
      } else {
        return;
      }
      event.stopPropagation();
    } else if (event.key === 'Tab' && this.fullScreen()) {
      this.trap(event);
    }
  }

  /** Full screen hides the page, so the keyboard stays inside too. */
  private trap(event: KeyboardEvent): void {
    const stops = [...this.ui.panel.querySelectorAll<HTMLElement>('a[href],button,textarea,input,[tabindex="0"]')].filter(stop => stop.offsetParent !== null);
    const active = this.ui.shadow.activeElement;
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (active === edge || (event.shiftKey && active === this.ui.panel)) {
      event.preventDefault();
      (event.shiftKey ? stops[stops.length - 1] : stops[0])?.focus();
    }
  }

  private fullScreen(): boolean {
    return this.options.mode === 'floating' && this.shown && getComputedStyle(this.ui.panel).getPropertyValue('--full').trim() === '1';
  }

  /** On a phone the panel is what the keyboard leaves of the screen. */
  private fit(): void {
    const view = window.visualViewport;
    const full = this.fullScreen();
    this.ui.panel.setAttribute('aria-modal', String(full));
    if (!view || !full || view.scale > 1.05) {
      this.ui.panel.style.removeProperty('height');
      this.ui.panel.style.removeProperty('top');
      return;
    }
    const follows = this.nearEnd();
    this.ui.panel.style.height = view.height + 'px';
    this.ui.panel.style.top = view.offsetTop + 'px';
    if (follows)
      this.toEnd();
  }

  private submit(): void {
    const text = this.ui.input.value;
    if (!text.trim())
      return;
    this.ui.input.value = '';
    this.grow();
    this.send(text);
  }

  private grow(): void {
    const { input, sendButton } = this.ui;
    input.style.height = 'auto';
    input.style.height = Math.min(input.scrollHeight, 140) + 'px';
    sendButton.classList.toggle('ready', input.value.trim() !== '');
  }

  private transcript() {
    const { strings } = this.options;
    return this.entries.map(entry => {
      const reply = entry.activity && readReply(entry.activity, this.options.server);
      return { who: entry.from === 'user' ? strings.you : entry.from === 'bot' ? strings.bot : '', text: clean(reply ? asText(reply) : entry.text), urgent: reply ? urgent(reply) : false };
    });
  }

  private print(): void {
    const { strings, title, locale } = this.options;
    let date: string;
    try {
      date = new Date().toLocaleString(locale);
    } catch {
      date = new Date().toLocaleString();
    }
    print(title, fill(strings.printed, { date }), this.transcript(), this.ui.root.dir);
  }

  private emit<K extends keyof Events>(event: K, detail: Events[K]): void {
    this.listeners[event]?.forEach(listener => {
      try {
        listener(detail);
      } catch (fault) {
        console.error(fault); // a page's own fault must not stop the chat
      }
    });
  }
}

function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function unique(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { // no permission, or a page without https
    const box = h('textarea', { 'aria-hidden': 'true' }, text);
    box.style.position = 'fixed';
    box.style.opacity = '0';
    document.body.append(box);
    box.select();
    const done = document.execCommand('copy');
    box.remove();
    return done;
  }
}
