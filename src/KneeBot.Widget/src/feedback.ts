import { h, icon } from './dom';
import type { Strings } from './strings';

export type Vote = 'up' | 'down';

/** Thumbs under a reply, and after one down the offer to say why. */
export function feedback(strings: Strings, given: Vote | undefined, send: (vote: Vote, reason?: string) => void, say: (text: string) => void) {
  const more = h('div', { class: 'reasons', hidden: true });
  const buttons = (['up', 'down'] as const).map(vote => h('button', {
    type: 'button', class: 'act', 'aria-pressed': String(vote === given), 'aria-label': strings[vote], title: strings[vote],
    click: () => {
      choose(vote);
      send(vote);
      vote === 'down' ? ask() : thank();
    },
  }, icon(vote)));
  return { buttons, more };

  function choose(vote: Vote) {
    buttons.forEach((button, n) => button.setAttribute('aria-pressed', String((n === 0) === (vote === 'up'))));
  }

  function thank() {
    more.hidden = true;
    say(strings.thanks);
  }

  function ask() {
    const own = h('input', { type: 'text', maxlength: 500, 'aria-label': strings.reasonOwn, placeholder: strings.reasonOwn, autocomplete: 'off', dir: 'auto' });
    const done = (reason?: string) => {
      const button = buttons[1]!;
      if (reason)
        send('down', reason);
      more.replaceChildren(h('p', { class: 'small' }, strings.thanks));
      say(strings.thanks);
      button.focus();
    };
    more.hidden = false;
    more.replaceChildren(
      h('p', { class: 'small' }, strings.reasonAsk),
      h('div', { class: 'chips', role: 'group', 'aria-label': strings.reasonAsk }, ...strings.reasons.map(reason => h('button', { type: 'button', class: 'chip', click: () => done(reason) }, reason))),
      h('form', { class: 'own', submit: event => {
        event.preventDefault();
        done(own.value.trim());
      } }, own, h('button', { class: 'plain' }, strings.reasonSend), h('button', { type: 'button', class: 'plain', click: () => done() }, strings.reasonSkip)));
  }
}
