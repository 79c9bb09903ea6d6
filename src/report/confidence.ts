import type { Finding } from '../domain/finding.ts';
import type { Candidate } from './candidate.ts';
import { judgedTickets } from './distinct.ts';
import type { WeekView } from './week-view.ts';
import { ticketsFrom } from './words.ts';

/** Fewest of a finding's own tickets that people must have read before confidence is high. */
const READ = 4;
/** Share of them in which people saw the cause too: from here high, below the other low. */
const AGREED = { high: 0.9, low: 0.7 } as const;

/** Low before an audit; then moderate, and high only where people read at least four of these very tickets and agreed. */
export function rateConfidence(candidate: Candidate, view: WeekView): Finding['confidence'] {
  const { department, issue, kind } = candidate;
  const judged = judgedTickets(candidate);
  const size = ticketsFrom(judged, kind === 'change' ? issue.accounts : issue.windowAccounts, view);
  if (view.measures.causeShares[department].refused !== null)
    return { level: 'low', why: `${size}, sorted by machine and checked by nobody yet` };
  const { read, agreed } = view.auditOf(judged, department);
  if (read === 0) return { level: 'moderate', why: `${size}; people checked other tickets, none of these` };
  return { level: levelOf(read, agreed), why: `${size}; ${agreed} of ${read} checked by people are right` };
}

function levelOf(read: number, agreed: number): Finding['confidence']['level'] {
  if (agreed < AGREED.low * read) return 'low';
  return read >= READ && agreed >= AGREED.high * read ? 'high' : 'moderate';
}
