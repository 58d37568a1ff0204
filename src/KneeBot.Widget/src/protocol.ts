import { safeUrl, telephone } from './links';
import { clean } from './markdown';

/** The part of a Bot Framework activity that the widget reads or writes. What arrives is not trusted to have this shape. */
export interface Activity {
  type: string;
  id?: string;
  name?: string;
  text?: string;
  textFormat?: string;
  locale?: string;
  timestamp?: string;
  replyToId?: string;
  value?: unknown;
  from?: { id?: string; role?: string };
  channelData?: { clientActivityID?: string; kneebot?: unknown };
  suggestedActions?: unknown;
}

export type Severity = 'allow' | 'decline' | 'seeDoctor' | 'urgentCare' | 'emergency' | 'crisis';

/** From least to most urgent. From `seeDoctor` on a reply is pinned. */
export const severities: Severity[] = ['allow', 'decline', 'seeDoctor', 'urgentCare', 'emergency', 'crisis'];

export interface Call {
  number: string;
  tel: string;
  purpose: string;
}

/** A section that is quoted. */
export interface Source {
  number: number;
  article: string;
  section: string;
  /** As sent; a link in the text counts only when it is one of these. */
  url: string;
  link: URL | undefined;
}

export interface Reply {
  id: string;
  kind: string;
  severity: Severity;
  /** Whether the flag was raised earlier and this reply only says so again; undefined when the bot does not tell. */
  reminder: boolean | undefined;
  /** Fixed text: what to do now, why something is declined. */
  notice: string;
  /** The articles' sentences. */
  body: string;
  /** The whole reply, for a bot that sends no notice and body. */
  text: string;
  plain: boolean;
  sources: Source[];
  /** What is quoted, in the order of `body`. */
  quotes: { number: number; text: string }[];
  calls: Call[];
  suggestions: string[];
}

/** What the server says of itself with a token. */
export interface Facts {
  /** Minutes it keeps a conversation after its last message; undefined when it does not say. */
  minutes?: number;
  /** Whether Azure carries the conversation. */
  azure: boolean;
  /** How many articles answer, and what the first of them are called. */
  articles: number;
  titles: string[];
  starters: string[];
}

export function readFacts(value: unknown): Facts {
  const data = record(value);
  const texts = (from: unknown) => list(from).slice(0, 6).map(text => clean(string(text)).trim()).filter(Boolean);
  return {
    minutes: typeof data.keptMinutes === 'number' ? data.keptMinutes : undefined,
    azure: data.mode === 'azure',
    articles: Number(data.articles) || 0,
    titles: texts(data.titles),
    starters: texts(data.starters),
  };
}

/** A bot's message, whatever it holds, as something that can be shown. */
export function readReply(activity: Activity, base: string): Reply {
  const data = record(record(activity.channelData).kneebot);
  const severity = severities.find(one => one === data.severity) ?? 'allow';
  return {
    id: string(activity.id),
    kind: string(data.kind),
    severity,
    reminder: typeof data.reminder === 'boolean' ? data.reminder : undefined,
    notice: clean(string(data.notice)).trim(),
    body: clean(string(data.body)).trim(),
    text: string(activity.text),
    plain: activity.textFormat === 'plain',
    sources: sources(data.citations, base),
    quotes: citations(data.citations).map(item => ({ number: item.number as number, text: clean(string(item.quote)).trim() })),
    calls: readCalls(data.calls),
    suggestions: list(record(activity.suggestedActions).actions)
      .filter(action => record(action).type === 'imBack' || record(action).type === 'messageBack')
      .map(action => clean(string(record(action).value) || string(record(action).title)).trim())
      .filter(Boolean).slice(0, 3),
  };
}

export function readCalls(value: unknown): Call[] {
  return list(value).slice(0, 8).flatMap(item => {
    const number = clean(string(record(item).number)).trim();
    const tel = telephone(string(record(item).tel) || number);
    return tel ? [{ number, tel, purpose: string(record(item).for) }] : [];
  });
}

function sources(value: unknown, base: string): Source[] {
  const found = new Map<number, Source>();
  for (const { number, article, section, url } of citations(value)) {
    if (!found.has(number as number)) {
      found.set(number as number, {
        number: number as number,
        article: clean(string(article)).trim(),
        section: clean(string(section)).trim(),
        url: string(url),
        link: safeUrl(string(url), base),
      });
    }
  }
  return [...found.values()];
}

function citations(value: unknown): Record<string, unknown>[] {
  return list(value).slice(0, 50).map(record).filter(item => Number.isInteger(item.number));
}

function record(value: unknown): Record<string, unknown> {
  return value && typeof value === 'object' && !Array.isArray(value) ? value as Record<string, unknown> : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 20_000) : '';
}
