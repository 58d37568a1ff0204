import { h, icon } from './dom';
import { plain } from './markdown';
import { severities, type Reply } from './protocol';
import { callButtons, parts } from './reply';
import type { Strings } from './strings';

/** The red flag on top of the conversation: it stays there whatever follows, and nothing but a graver one replaces it. */
export class Pin {
  reply: Reply | undefined;
  private expanded = true;

  constructor(private readonly place: HTMLElement, private readonly strings: Strings) { }

  get headline(): string {
    return this.reply ? parts(this.reply)[0] : '';
  }

  /** Shows the reply if it is a red flag that says more than the one that is there. */
  offer(reply: Reply): boolean {
    if (!urgent(reply) || !this.saysMore(reply))
      return false;
    this.reply = reply;
    this.expanded = true;
    this.render();
    return true;
  }

  /** Makes room for what follows: the headline and the numbers stay. */
  fold(): void {
    if (this.reply && this.expanded) {
      this.expanded = false;
      this.render();
    }
  }

  clear(): void {
    this.reply = undefined;
    this.place.hidden = true;
    this.place.replaceChildren();
  }

  private saysMore(reply: Reply): boolean {
    if (!this.reply)
      return true;
    const more = severities.indexOf(reply.severity) - severities.indexOf(this.reply.severity);
    if (more || reply.reminder !== undefined)
      return more > 0 || (more === 0 && !reply.reminder);
    // A bot that does not tell reminders apart: they begin with other words and give the same number first.
    return parts(reply)[0] === this.headline || reply.calls[0]?.tel !== this.reply.calls[0]?.tel;
  }

  private render(): void {
    const [headline, details] = parts(this.reply!);
    const rest = details && h('div', { class: 'pin-details', id: 'pin-details', dir: 'auto', hidden: !this.expanded }, plain(details));
    const toggle = rest && h('button', { type: 'button', class: 'pin-toggle', 'aria-expanded': String(this.expanded), 'aria-controls': 'pin-details', click: () => {
      this.expanded = !this.expanded;
      this.render();
      this.place.querySelector<HTMLElement>('.pin-toggle')!.focus();
    } }, this.expanded ? this.strings.less : this.strings.more);
    this.place.className = `pin ${this.reply!.severity} ${this.expanded ? '' : 'folded'}`;
    this.place.hidden = false;
    this.place.replaceChildren(
      h('div', { class: 'pin-head' }, icon('alert'), h('p', { class: 'pin-headline', dir: 'auto' }, headline)),
      ...[callButtons(this.reply!.calls, this.strings), rest, toggle].filter(part => part) as Node[]);
  }
}

export function urgent(reply: Reply): boolean {
  return severities.indexOf(reply.severity) >= severities.indexOf('seeDoctor');
}
