import { english, type Strings } from './strings';

/** What a site owner can set: each as `data-…` on the script, or in `KneeBot.create({ … })`. */
export interface Options {
  /** KneeBot's host; default: where the script came from. */
  server: string;
  /** `floating`: a bubble in a corner. `inline`: part of the page. */
  mode: 'floating' | 'inline';
  /** Inline: CSS selector of the element to fill; default: where the script stands. */
  target: string;
  title: string;
  greeting: string;
  /** Colour of header, bubble and the visitor's messages: #rgb or #rrggbb. */
  color: string;
  theme: 'auto' | 'light' | 'dark';
  corner: 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left';
  dir: 'auto' | 'ltr' | 'rtl';
  /** BCP 47 tag sent with each message; default: the page's language. */
  locale: string;
  zIndex: number;
  /** Questions offered before the first message. */
  starters: string[];
  /** Open when the page loads. */
  open: boolean;
  strings: Strings;
}

export type OptionsGiven = Partial<Omit<Options, 'strings' | 'starters'>> & { strings?: Partial<Strings>; starters?: string[] | string };

const choices = {
  mode: ['floating', 'inline'],
  theme: ['auto', 'light', 'dark'],
  corner: ['bottom-right', 'bottom-left', 'top-right', 'top-left'],
  dir: ['auto', 'ltr', 'rtl'],
} as const;

/** The options of a script's `data-…` attributes; `data-z-index` is `zIndex`. */
export function fromScript(script: HTMLScriptElement): OptionsGiven {
  const data = { ...script.dataset } as Record<string, string | undefined>;
  return { ...data, open: data.open !== undefined && data.open !== 'false', zIndex: data.zIndex === undefined ? undefined : Number(data.zIndex) } as OptionsGiven;
}

/** Fills in defaults. What cannot be used is said on the console and replaced by its default: a typing error must not cost a site its chat. */
export function complete(given: OptionsGiven, origin: string): Options {
  const strings = { ...english, ...given.strings };
  const text = (value: string | undefined, usual: string) => (typeof value === 'string' && value.trim() ? value.trim() : usual);
  return {
    server: address(given.server, origin),
    mode: choose('mode', given.mode),
    target: text(given.target, ''),
    title: text(given.title, strings.title),
    greeting: text(given.greeting, strings.greeting),
    color: color(given.color),
    theme: choose('theme', given.theme),
    corner: choose('corner', given.corner),
    dir: choose('dir', given.dir),
    locale: text(given.locale, document.documentElement.lang || navigator.language || 'en'),
    zIndex: Number.isInteger(given.zIndex) ? given.zIndex! : given.zIndex === undefined ? 2147483000 : wrong('z-index', given.zIndex, 2147483000, 'a whole number'),
    starters: (typeof given.starters === 'string' ? given.starters.split('|') : given.starters ?? []).map(question => question.trim()).filter(Boolean).slice(0, 6),
    open: given.open === true,
    strings,
  };
}

function choose<K extends keyof typeof choices>(name: K, value: string | undefined): (typeof choices)[K][number] {
  const allowed: readonly string[] = choices[name];
  return (value === undefined || allowed.includes(value) ? value ?? allowed[0]! : wrong(name, value, allowed[0]!, allowed.join(', '))) as (typeof choices)[K][number];
}

function color(value: string | undefined): string {
  const usual = '#0b6b63';
  if (value === undefined || value === '')
    return usual;
  const hex = /^#(?:([\da-f])([\da-f])([\da-f])|([\da-f]{6}))$/i.exec(value.trim());
  return hex ? '#' + (hex[4] ?? hex[1]! + hex[1] + hex[2] + hex[2] + hex[3] + hex[3]) : wrong('color', value, usual, '#rgb or #rrggbb');
}

function address(value: string | undefined, origin: string): string {
  if (!value)
    return origin;
  try {
    const url = new URL(value, location.href);
    if (url.protocol === 'http:' || url.protocol === 'https:')
      return url.origin + url.pathname.replace(/\/+$/, '');
  } catch { /* said below */ }
  return wrong('server', value, origin, 'an http or https address');
}

function wrong<T>(name: string, value: unknown, usual: T, expected: string): T {
  console.warn(`KneeBot: ${name} "${String(value)}" cannot be used; ${expected} is expected. Taking ${String(usual)}.`);
  return usual;
}

/** Black or white, whichever reads better on the colour (WCAG contrast; one of them always reaches 4.5). */
export function textOn(hex: string): string {
  const [r, g, b] = [1, 3, 5].map(at => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000' : '#fff';
}
