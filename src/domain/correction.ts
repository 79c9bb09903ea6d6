import { isCause } from './cause.ts';

/**
 * What people put right: `re-tag` a ticket (value: its causes, or `none`), take a cause from it that is `not-ours` (value: the cause), `rename` a topic (value: its
 * label), `merge` it into another (value: that topic; its own id undoes it), or `hide` it (value: `yes`, or `no` to show it again).
 */
export const CORRECTION_KINDS = ['re-tag', 'not-ours', 'rename', 'merge', 'hide'] as const;

/** One of the kinds of correction. */
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** An analyst's correction, an event: later ones outdo earlier ones, and every later run replays them all in their order. */
export interface Correction {
  readonly kind: CorrectionKind;
  readonly ticketId?: string | undefined;
  readonly topicId?: string | undefined;
  readonly value: string;
  readonly by?: string | undefined;
  /** Day, `YYYY-MM-DD`; a week that ended before knows nothing of it. */
  readonly at?: string | undefined;
  readonly reason?: string | undefined;
}

const TOPIC = /^T-\d{1,9}$/;
const MAX_LABEL = 60;

/** What is wrong with a correction, as "expected ..., got ..."; undefined where nothing is. */
export function faultOf({ kind, ticketId, topicId, value }: Correction): string | undefined {
  const isOfTicket = kind === 're-tag' || kind === 'not-ours';
  if (isOfTicket && ticketId === undefined) return `expected a ticket_id to ${kind}, got none`;
  if (!isOfTicket && !TOPIC.test(topicId ?? ''))
    return `expected a topic_id such as T-17 to ${kind}, got ${topicId ?? 'none'}`;
  return VALUES[kind](value) ? undefined : `expected as value ${EXPECTED[kind]}, got another`;
}

/** The causes that a re-tagged ticket has; empty for `none`. */
export function causesOf(value: string): readonly string[] {
  return value === 'none' ? [] : value.split(/[\s,;]+/);
}

const VALUES: Readonly<Record<CorrectionKind, (value: string) => boolean>> = {
  're-tag': (value) => causesOf(value).every(isCause),
  'not-ours': isCause,
  rename: (value) => value.length <= MAX_LABEL && !value.includes('@'),
  merge: (value) => TOPIC.test(value),
  hide: (value) => value === 'yes' || value === 'no',
};

const EXPECTED: Readonly<Record<CorrectionKind, string>> = {
  're-tag': 'causes parted by spaces, or none',
  'not-ours': 'the cause that the ticket does not have',
  rename: `a label of at most ${MAX_LABEL} characters without a mail address`,
  merge: 'the topic that it becomes a part of, such as T-4',
  hide: 'yes or no',
};
