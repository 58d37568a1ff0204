import { h, icon } from './dom';
import { sourceLink } from './links';
import { clean, markdown, plain } from './markdown';
import type { Call, Reply, Source } from './protocol';
import { fill, type Strings } from './strings';

/** A reply's words: notice, the articles' sentences with numbers that open their sources, or else the text. */
export function replyText(reply: Reply, strings: Strings): HTMLElement {
  const text = h('div', { class: 'text', dir: 'auto' });
  if (!reply.notice && !reply.body) {
    text.append(reply.plain ? plain(reply.text) : markdown(reply.text, reply.sources));
    return text;
  }
  const [headline, details] = parts(reply);
  if (headline)
    text.append(h('div', { class: 'headline' }, plain(headline)));
  if (details)
    text.append(h('div', { class: 'details' }, plain(details)));
  if (reply.body)
    text.append(h('div', { class: 'quoted' }, quoted(reply, strings)));
  return text;
}

/** What to do first, and the rest: the fixed text's first paragraph, or its first sentence when that is long. */
export function parts(reply: Reply): [string, string] {
  const fixed = reply.notice || (reply.body ? '' : clean(reply.text));
  const paragraph = fixed.indexOf('\n\n');
  const sentence = /[.!?](?=\s)/.exec(fixed);
  const end = paragraph >= 0 && paragraph <= longHeadline ? paragraph
    : sentence && sentence.index < (paragraph < 0 ? fixed.length : paragraph) && fixed.length > longHeadline ? sentence.index + 1 : paragraph;
  return end < 0 ? [fixed, ''] : [fixed.slice(0, end), fixed.slice(end).trim()];
}

const longHeadline = 120; // characters: four lines on a phone

function quoted(reply: Reply, strings: Strings): DocumentFragment {
  const made = document.createDocumentFragment();
  const quotes = [...reply.quotes];
  let list: HTMLElement | undefined;
  for (const line of reply.body.split('\n')) {
    const item = /^[-•] +(.*)$/.exec(line);
    if (!line.trim()) {
      list = undefined;
    } else if (item) {
      if (!list)
        made.append(list = h('ul'));
      list.append(withNumbers(h('li'), item[1]!, quotes, reply.sources, strings));
    } else {
      list = undefined;
      made.append(withNumbers(h('p'), line, quotes, reply.sources, strings));
    }
  }
  return made;
}

/** Puts its source's number after each run of sentences from one section. */
function withNumbers(into: HTMLElement, line: string, quotes: Reply['quotes'], sources: Source[], strings: Strings): HTMLElement {
  let at = 0;
  while (quotes[0]) {
    const { number, text } = quotes[0];
    const start = line.indexOf(text, at);
    if (!text || start < 0)
      break;
    quotes.shift();
    const end = start + text.length;
    into.append(line.slice(at, end));
    at = end;
    const next = quotes[0];
    const source = sources.find(one => one.number === number);
    if (source && !(next?.number === number && line.indexOf(next.text, at) >= 0))
      into.append(reference(source, strings));
  }
  into.append(line.slice(at));
  return into;
}

function reference(source: Source, strings: Strings): HTMLElement {
  const label = `${fill(strings.source, { n: source.number, title: name(source) })} (${strings.opensNew})`;
  return h('sup', {}, sourceLink(source, { class: 'ref', 'aria-label': label, title: name(source) }, String(source.number)) ?? h('span', { class: 'ref' }, String(source.number)));
}

export function name(source: Source): string {
  return source.section && source.section !== source.article ? `${source.article}, “${source.section}”` : source.article;
}

export function sourceList(reply: Reply, strings: Strings): HTMLElement | undefined {
  if (!reply.sources.length)
    return undefined;
  return h('div', { class: 'sources' },
    h('p', { class: 'small', dir: 'auto' }, strings.sources),
    h('ol', {}, ...reply.sources.map(source => h('li', { value: source.number }, h('span', { class: 'bidi', dir: 'auto' },
      sourceLink(source, {}, name(source), icon('out'), h('span', { class: 'sr' }, ` (${strings.opensNew})`)) ?? name(source))))));
}

/** Large buttons that call. */
export function callButtons(calls: Call[], strings: Strings): HTMLElement | undefined {
  return calls.length ? h('div', { class: 'calls' }, ...calls.slice(0, 4).map(call =>
    h('a', { class: 'call', dir: 'auto', href: call.tel, 'aria-label': fill(strings.call, { number: call.number }) }, icon('phone'), ...labelled(strings.call, call.number)))) : undefined;
}

/** The number apart from the words around it, which give way where there is little room. */
function labelled(label: string, number: string): HTMLElement[] {
  const [before, after] = label.split('{number}');
  return [h('span', { class: 'call-word' }, before?.trim()), h('span', {}, number), h('span', { class: 'call-word' }, after?.trim())].filter(part => part.textContent);
}

/** What is copied and printed. */
export function asText(reply: Reply): string {
  const words = [reply.notice, reply.body].filter(Boolean).join('\n\n') || reply.text;
  const sources = reply.sources.map(source => `[${source.number}] ${name(source)}${source.link ? ': ' + source.link.href.replace(/#?:~:.*$/, '') : ''}`);
  return sources.length ? `${words}\n\n${sources.join('\n')}` : words;
}
