import type { Activity } from './protocol';

/** One thing the conversation shows, as it is kept between page loads. */
export interface Entry {
  /** The visitor's messages: the `clientActivityID`; replies: the activity's id. */
  key: string;
  from: 'user' | 'bot' | 'note';
  text: string;
  at: number;
  state?: 'sending' | 'failed';
  /** The visitor's messages: the id the server gave, once it did, and whether its reply has not come yet. */
  id?: string;
  open?: boolean;
  why?: string;
  activity?: Activity;
  vote?: 'up' | 'down';
}

/** Kept at most; a server ends a conversation long before. */
export const mostEntries = 300;

/** The part of a reply that is shown. */
export function trim({ type, id, text, textFormat, channelData, suggestedActions }: Activity): Activity {
  return { type, id, text, textFormat, suggestedActions, channelData: { kneebot: channelData?.kneebot } };
}
