import { h } from './dom';
import type { Source } from './protocol';
import { sourceLink } from './links';

/**
 * A reply's Markdown as elements of a fixed set: p, br, ul, ol, li, strong, em, code, and links to the reply's own
 * sources. Everything else, HTML and images and other links included, is shown as the text it is.
 */
export function markdown(text: string, sources: Source[]): DocumentFragment {
  const made = document.createDocumentFragment();
  let list: HTMLElement | undefined;
  let paragraph: HTMLElement | undefined;
  for (const line of clean(text).split('\n')) {
    const item = /^ {0,3}(?:[-*+]|(\d{1,9})[.)]) +(.*)$/.exec(line);
    if (item) {
      const tag = item[1] ? 'ol' : 'ul';
      if (list?.localName !== tag) {
        list = item[1] && item[1] !== '1' ? h(tag, { start: item[1] }) : h(tag);
        made.append(list);
      }
      list.append(inline(h('li'), item[2]!, sources));
      paragraph = undefined;
    } else if (!line.trim()) {
      list = paragraph = undefined;
    } else {
      list = undefined;
      if (paragraph)
        paragraph.append(h('br'));
      else
        made.append(paragraph = h('p'));
      const heading = /^ {0,3}#{1,6} +(.*)$/.exec(line);
      if (heading)
        paragraph.append(inline(h('strong'), heading[1]!, sources));
      else
        inline(paragraph, line.replace(/^ {0,3}> ?/, ''), sources);
    }
  }
  return made;
}

/** Plain text in paragraphs. */
export function plain(text: string): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const block of clean(text).split(/\n{2,}/)) {
    if (!block.trim())
      continue;
    const paragraph = h('p');
    block.trim().split('\n').forEach((line, n) => paragraph.append(...(n ? [h('br')] : []), line));
    made.append(paragraph);
  }
  return made;
}

/** Without control characters and without those that reorder what surrounds them: text must read as it is. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff]/g, '');
}

const marks: [string, 'strong' | 'em' | 'code'][] = [['**', 'strong'], ['__', 'strong'], ['*', 'em'], ['_', 'em'], ['`', 'code']];

function inline<T extends HTMLElement>(into: T, text: string, sources: Source[], depth = 0): T {
  let run = '';
  const flush = () => {
    if (run)
      into.append(run);
    run = '';
  };
  for (let at = 0; at < text.length;) {
    const rest = text[at]!;
    if (rest === '\\' && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? '')) {
      run += text[at + 1];
      at += 2;
      continue;
    }
    const found = depth < 4 ? marked(text, at) ?? link(text, at, sources) : undefined;
    if (!found) {
      run += rest;
      at++;
      continue;
    }
    flush();
    into.append('tag' in found ? fillMark(found.tag, found.inner, sources, depth) : found.node);
    at = found.end;
  }
  flush();
  return into;
}

function fillMark(tag: 'strong' | 'em' | 'code', inner: string, sources: Source[], depth: number): HTMLElement {
  return tag === 'code' ? h(tag, {}, inner) : inline(h(tag), inner, sources, depth + 1);
}

function marked(text: string, at: number) {
  for (const [mark, tag] of marks) {
    if (!text.startsWith(mark, at))
      continue;
    const start = at + mark.length;
    const end = closing(text, mark, start);
    const words = mark[0] === '_' && (/\w/.test(text[at - 1] ?? '') || /\w/.test(text[end + mark.length] ?? ''));
    if (end > start && !/\s/.test(text[start]!) && !/\s/.test(text[end - 1]!) && !words)
      return { tag, inner: text.slice(start, end), end: end + mark.length };
    return undefined;
  }
  return undefined;
}

/** Looks no further than 1,000 characters, so that a wall of marks costs no more than its length. */
function closing(text: string, mark: string, from: number): number {
  const near = text.slice(from, from + 1000).indexOf(mark, 1);
  return near < 0 ? -1 : from + near;
}

function link(text: string, at: number, sources: Source[]) {
  if (text[at] !== '[')
    return undefined;
  const match = /^\[([^\][]{1,300})\]\(([^()\s]{1,2000})\)/.exec(text.slice(at, at + 2400));
  const source = match && sources.find(one => one.url === match[2]);
  const node = source && sourceLink(source, {}, match[1]!);
  return node && { node, end: at + match![0].length };
}
