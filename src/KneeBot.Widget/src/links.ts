import { h } from './dom';
import type { Source } from './protocol';

/** The address when it is one a visitor may be sent to, made absolute; otherwise undefined. */
export function safeUrl(url: string, base: string): URL | undefined {
  if (!url)
    return undefined;
  try {
    const parsed = new URL(url, base);
    const web = (parsed.protocol === 'http:' || parsed.protocol === 'https:') && !parsed.username && !parsed.password;
    return web || parsed.protocol === 'mailto:' || parsed.protocol === 'tel:' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Opens in a new tab, so that the conversation stays, and without an opener, as going to the very words requires. */
export function sourceLink(source: Source, attributes: Record<string, string>, ...label: (string | Node)[]): HTMLAnchorElement | undefined {
  if (!source.link)
    return undefined;
  const href = source.link.href;
  return h('a', { href: 'fragmentDirective' in document ? href : href.replace(/#?:~:.*$/, ''), target: '_blank', rel: 'noopener noreferrer', ...attributes }, ...label);
}

/** A number to tap; undefined when it is none. */
export function telephone(number: string): string | undefined {
  const digits = number.replace(/[^\d+]/g, '');
  return /^\+?\d{2,15}$/.test(digits) ? 'tel:' + digits : undefined;
}
