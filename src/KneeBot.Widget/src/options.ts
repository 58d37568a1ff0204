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
  /** Questions offered before the first message; undefined: those that the server knows from the articles. */
  starters: string[] | undefined;
  /** Open when the page loads. */
  open: boolean;
  strings: Strings;
}

export type OptionsGiven = Partial<Omit<Options, 'strings' | 'starters'>> & { strings?: Partial<Strings>; starters?: string[] | string };

const mostStarters = 6;
const topmost = 2147483647; // what browsers keep a z-index in
const usualLayer = 2147483000;

const choices = {
  mode: ['floating', 'inline'],
  theme: ['auto', 'light', 'dark'],
  corner: ['bottom-right', 'bottom-left', 'top-right', 'top-left'],
  dir: ['auto', 'ltr', 'rtl'],
} as const;

/** The options of a script's `data-…` attributes; `data-z-index` is `zIndex`. */
export function fromScript(script: HTMLScriptElement): OptionsGiven {
  return { ...script.dataset } as OptionsGiven;
}

/** Fills in defaults. What cannot be used is said on the console and replaced by its default: a typing error must not cost a site its chat. */
export function complete(given: OptionsGiven | null | undefined, origin: string): Options {
  const values: Record<string, unknown> = { ...given };
  const strings = words(values.strings);
  const options = {
    server: address(values.server, origin),
    mode: choose('mode', values.mode),
    target: text('target', values.target, ''),
    title: text('title', values.title, strings.title),
    greeting: text('greeting', values.greeting, strings.greeting),
    color: color(values.color),
    theme: choose('theme', values.theme),
    corner: choose('corner', values.corner),
    dir: choose('dir', values.dir),
    locale: locale(values.locale),
    zIndex: layer(values.zIndex),
    starters: questions(values.starters),
    open: isOpen(values.open),
    strings,
  };
  sayUnknown('option', Object.keys(values), [...Object.keys(options), 'manual']);
  return options;
}

/** Names of which there is no option. A script's attributes may be another tool's (`data-cfasync`): only what is nearly an option is a warning. */
function sayUnknown(what: string, names: string[], known: string[]): void {
  for (const name of names.filter(one => !known.includes(one))) {
    const [meant] = known.map(one => ({ one, far: distance(name.toLowerCase(), one.toLowerCase()) }))
      .filter(({ one, far }) => far <= (one.length > 5 ? 2 : 1)).sort((a, b) => a.far - b.far);
    console[meant ? 'warn' : 'info'](`KneeBot: there is no ${what} "${name}"${meant ? `; was "${meant.one}" meant?` : '.'}`);
  }
}

/** How many letters have to be added, left out, changed or swapped with their neighbour to make one word of another; as KneeBot's host counts. */
function distance(one: string, other: string): number {
  let above: number[] = [];
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1), swapped ? above[j - 2]! + 1 : Infinity);
    }
    [above, row] = [row, next];
  }
  return row[other.length]!;
}

function text(name: string, value: unknown, usual: string): string {
  return typeof value === 'string' ? value.trim() || usual : value === undefined ? usual : wrong(name, value, usual, 'text');
}

/** Only what is like the text it replaces: a sentence, or as many reasons as one likes. */
function words(value: unknown): Strings {
  const strings: Record<string, unknown> = { ...english };
  sayUnknown('string', Object.keys(value ?? {}), Object.keys(english));
  for (const [name, sentence] of Object.entries(value ?? {})) {
    const usual = strings[name];
    const fits = Array.isArray(usual) ? Array.isArray(sentence) && sentence.every(one => typeof one === 'string') : typeof sentence === 'string';
    strings[name] = usual === undefined || fits || sentence === undefined ? sentence ?? usual : wrong('strings.' + name, sentence, usual, 'text');
  }
  return strings as Strings;
}

function choose<K extends keyof typeof choices>(name: K, value: unknown): (typeof choices)[K][number] {
  const allowed: readonly string[] = choices[name];
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return (word === undefined || allowed.includes(word as string) ? word ?? allowed[0]! : wrong(name, value, allowed[0]!, allowed.join(', '))) as (typeof choices)[K][number];
}

function color(value: unknown): string {
  const usual = '#0b6b63';
  if (value === undefined || value === '')
    return usual;
  const hex = /^#(?:([\da-f])([\da-f])([\da-f])|([\da-f]{6}))$/i.exec(String(value).trim());
  return hex ? '#' + (hex[4] ?? hex[1]! + hex[1] + hex[2] + hex[2] + hex[3] + hex[3]) : wrong('color', value, usual, '#rgb or #rrggbb');
}

function layer(value: unknown): number {
  const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
  return value === undefined ? usualLayer
    : typeof number === 'number' && Number.isInteger(number) && Math.abs(number) <= topmost ? number
      : wrong('z-index', value, usualLayer, `a whole number up to ${topmost}`);
}

function isOpen(value: unknown): boolean {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return word === undefined || word === false || word === 'false' ? false
    : word === true || word === '' || word === 'true' ? true
      : wrong('open', value, false, 'true or false');
}

function locale(value: unknown): string {
  const usual = document.documentElement.lang || navigator.language || 'en';
  const tag = text('locale', value, usual);
  try {
    return value === undefined ? tag : Intl.getCanonicalLocales(tag)[0] ?? usual;
  } catch {
    return wrong('locale', value, usual, 'a language such as en-GB');
  }
}

function questions(value: unknown): string[] | undefined {
  const given: unknown[] | undefined = typeof value === 'string' ? value.split('|') : Array.isArray(value) ? value
    : value === undefined ? undefined : wrong('starters', value, undefined, 'a list of questions');
  const asked = given?.map(question => text('starters', question, '')).filter(Boolean);
  asked?.splice(mostStarters).forEach(question => console.warn(`KneeBot: starter "${question}" is not shown; at most ${mostStarters} are.`));
  return asked;
}

function address(value: unknown, origin: string): string {
  if (!value)
    return origin;
  try {
    const url = new URL(String(value), location.href);
    if (url.protocol === 'http:' || url.protocol === 'https:')
      return url.origin + url.pathname.replace(/\/+$/, '');
  } catch { /* said below */ }
  return wrong('server', value, origin, 'an http or https address');
}

function wrong<T>(name: string, value: unknown, usual: T, expected: string): T {
  console.warn(`KneeBot: ${name} "${String(value)}" cannot be used; ${expected} is expected. Taking ${String(usual ?? 'the default')}.`);
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
