import { CAUSES } from '../domain/cause.ts';
import type { FindingState, LedgerEntry } from '../domain/finding.ts';
import type { IsoWeek } from '../domain/week.ts';
import { meetsBar } from './bar.ts';
import type { Candidate } from './candidate.ts';
import { trendOf } from './states.ts';
import type { WeekView } from './week-view.ts';

/** Cards a department reads in one week (report.md). */
export const CARDS = 5;
/** A change that was a card is one again when it is this many times what it was then. */
const GREW = 1.5;
/** Rank of what is no card. */
const NO_CARD = 4;

/** A candidate with what the ledger knows of it and the state it goes to. */
export interface Draft {
  readonly candidate: Candidate;
  readonly before: LedgerEntry | null;
  readonly state: FindingState;
}

/** At most five cards a department: what changed, what came back, what is met for the first time. A repeat is one line, not a card. */
export function pickCards(drafts: readonly Draft[], view: WeekView): Draft[] {
  const ranked = drafts.map((draft) => ({ draft, rank: rankOf(draft, view) })).filter(({ rank }) => rank < NO_CARD);
  return CAUSES.flatMap((department) =>
    ranked
      .filter(({ draft }) => draft.candidate.department === department)
      .sort((a, b) => a.rank - b.rank || sizeOf(b.draft) - sizeOf(a.draft))
      .slice(0, CARDS)
      .map(({ draft }) => draft),
  );
}

function rankOf({ candidate, before, state }: Draft, view: WeekView): number {
  if (state === 'resolved' || trendOf(candidate.issue.weekly) === 'none') return NO_CARD;
  if (candidate.kind === 'change') return before && state !== 'back' && !grew(candidate, before, view) ? NO_CARD : 0;
  if (state === 'back') return meetsBar(candidate.issue, view) ? 1 : NO_CARD;
  if (before !== null && before.lastCardWeek !== null) return NO_CARD;
  return candidate.answer?.stands ? 2 : 3;
}

function grew({ issue }: Candidate, before: LedgerEntry, view: WeekView): boolean {
  const then = issue.weekly[view.weeks.indexOf(before.lastCardWeek as IsoWeek)];
  return then === undefined || (issue.weekly.at(-1) ?? 0) >= GREW * then;
}

function sizeOf({ candidate: { kind, issue } }: Draft): number {
  return kind === 'change' ? issue.tickets.length : issue.windowTickets.length;
}
