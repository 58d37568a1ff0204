import { h, icon } from './dom';
import { textOn, type Options } from './options';
import type { Facts } from './protocol';
import { fill } from './strings';
import css from './style.css';

export type Panel = ReturnType<typeof buildPanel>;

/** The widget's elements, empty, inside a shadow root that the page's styles do not reach. */
export function buildPanel(options: Options, place: HTMLElement | undefined) {
  const { strings } = options;
  const host = document.createElement('kneebot-widget');
  const shadow = host.attachShadow({ mode: 'open' });
  adopt(shadow, css);
  const inlined = options.mode === 'inline';

  const badge = h('span', { class: 'badge', hidden: true });
  const bubble = h('button', { type: 'button', class: 'bubble', 'aria-expanded': 'false' }, icon('chat'), icon('alert'), icon('close'), badge);
  const closeButton = h('button', { type: 'button', class: 'head-button', 'aria-label': strings.close, title: strings.close }, icon('close'));
  const menuButton = h('button', { type: 'button', class: 'head-button', 'aria-label': strings.menu, title: strings.menu, 'aria-expanded': 'false', 'aria-controls': 'menu' }, icon('more'));
  const printButton = menuItem('print', strings.print);
  const copyButton = menuItem('copy', strings.copyAll);
  const forgetButton = menuItem('erase', strings.forget);
  const menu = h('div', { class: 'menu', id: 'menu', hidden: true }, printButton, copyButton, forgetButton);
  // Not a <header>: that would be a second banner beside the page's own. The menu follows its button, so that Tab goes into it.
  const header = h('div', { class: 'head' },
    h('h2', { id: 'title', dir: 'auto' }, options.title), menuButton, menu, inlined ? null : closeButton);

  const pin = h('section', { class: 'pin', 'aria-label': strings.important, hidden: true });
  const status = h('p', { class: 'status', dir: 'auto', hidden: true });
  const about = h('p', { dir: 'auto', hidden: true });
  const kept = h('p', { dir: 'auto' }, strings.keptSome);
  const intro = h('div', { class: 'intro' },
    h('p', { class: 'greeting', dir: 'auto' }, options.greeting),
    h('div', { class: 'first-use' }, about, h('p', { dir: 'auto' }, strings.firstUse), kept));
  const list = h('ol', { class: 'list', role: 'list' });
  const typing = h('div', { class: 'typing', hidden: true }, h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')), h('span', { class: 'typing-text' }, strings.typing));
  const chips = h('div', { class: 'chips', role: 'group', hidden: true });
  const log = h('div', { class: 'log', role: 'region', 'aria-label': strings.conversation, tabindex: 0 }, intro, list, typing, chips);
  const jump = h('button', { type: 'button', class: 'jump', hidden: true }, icon('arrow'), strings.newAnswer);
  const ask = h('div', { class: 'ask', role: 'group', 'aria-label': strings.forget, hidden: true });

  const input = h('textarea', { rows: 1, placeholder: strings.placeholder, 'aria-label': strings.placeholder, autocomplete: 'off', autocapitalize: 'sentences', enterkeyhint: 'send', maxlength: 8000, dir: 'auto' });
  const sendButton = h('button', { class: 'send', 'aria-label': strings.send, title: strings.send }, icon('send'));
  const form = h('form', {}, input, sendButton);

  const polite = h('div', { class: 'sr', role: 'status', 'aria-live': 'polite' });
  const assertive = h('div', { class: 'sr', role: 'alert', 'aria-live': 'assertive' });
  const panel = h('div', { class: 'panel', id: 'panel', role: inlined ? 'region' : 'dialog', 'aria-labelledby': 'title', tabindex: -1, hidden: !inlined },
    header, pin, status, h('div', { class: 'middle' }, log, jump), ask, form);
  const root = h('div', { class: `root ${options.mode} ${options.corner}`, dir: direction(options, place), 'data-theme': options.theme }, panel, inlined ? null : bubble, polite, assertive);
  bubble.setAttribute('aria-controls', 'panel');
  root.style.setProperty('--brand', options.color);
  root.style.setProperty('--on-brand', textOn(options.color));
  root.style.zIndex = inlined ? '' : String(options.zIndex);
  if (inlined && place)
    keepWithin(place, root);
  shadow.append(root);
  return { host, shadow, root, bubble, badge, panel, closeButton, menuButton, menu, printButton, copyButton, forgetButton, pin, status, kept, intro, list, typing, chips, log, jump, ask, input, sendButton, form, polite, assertive,
    tell({ minutes, azure, articles, titles }: Facts) {
      kept.textContent = azure ? strings.keptAzure : minutes === undefined ? strings.keptSome : fill(strings.kept, { minutes });
      const names = titles.map(title => `“${title}”`).join(', ');
      about.textContent = fill(articles > titles.length ? strings.aboutMany : strings.about, { count: articles, titles: names });
      about.hidden = !names;
    } };

  function menuItem(drawing: Parameters<typeof icon>[0], label: string) {
    return h('button', { type: 'button', class: 'menu-item' }, icon(drawing), label);
  }
}

/** Adopting a sheet is not inline style to a content policy; browsers before 2023 get an element instead. */
export function adopt(root: ShadowRoot | Document, text: string): () => void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return () => root.adoptedStyleSheets = root.adoptedStyleSheets.filter(one => one !== sheet);
  } catch {
    const element = h('style', {}, text);
    (root instanceof Document ? root.head : root).append(element);
    return () => element.remove();
  }
}

/** The element's own limits, not percentages: those would be of the element instead of what it stands in. */
function keepWithin(place: HTMLElement, root: HTMLElement): void {
  const styles = getComputedStyle(place);
  for (const limit of ['minHeight', 'maxHeight'] as const) {
    if (styles[limit].endsWith('px'))
      root.style[limit] = 'inherit';
  }
}

function direction(options: Options, place: HTMLElement | undefined): string {
  return options.dir === 'auto' ? getComputedStyle(place ?? document.documentElement).direction : options.dir;
}
