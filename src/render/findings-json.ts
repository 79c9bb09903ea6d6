import type { Coverage } from '../domain/coverage.ts';
import type { Finding } from '../domain/finding.ts';
import type { Measure, Refusal } from '../domain/measure.ts';
import type { Page } from '../domain/report.ts';

/** What `findings.json` is made of. */
export interface FindingsInput {
  readonly week: string;
  readonly runId: string;
  readonly coverage: Coverage;
  readonly findings: readonly Finding[];
  readonly refusals: readonly Refusal[];
}

/** `findings.json`: the week's findings for machines, with the keys of `data/schemas/findings.schema.json` in a fixed order. */
export function findingsJson({ week, runId, coverage, findings, refusals }: FindingsInput): Page {
  return jsonPage('findings.json', {
    schema: 'coalface.findings/1',
    week,
    run_id: runId,
    coverage,
    findings: findings.map(findingValue),
    refusals: refusals.map(({ department, measure, reason }) => ({ department, measure, reason })),
  });
}

/** A value as a JSON page, two spaces deep, ending in a line feed. */
export function jsonPage(path: string, value: unknown): Page {
  return { path, mediaType: 'application/json', body: `${JSON.stringify(value, null, 2)}\n` };
}

function findingValue(finding: Finding): unknown {
  return {
    id: finding.id,
    department: finding.department,
    also: finding.also,
    kind: finding.kind,
    state: finding.state,
    first_week: finding.firstWeek,
    headline: finding.headline,
    topic: finding.topic && { id: finding.topic.id, label: finding.topic.label, keywords: finding.topic.keywords },
    tickets: finding.tickets,
    ticket_count: finding.tickets.length,
    account_count: finding.accountCount,
    window_tickets: finding.windowTickets,
    window_ticket_count: finding.windowTickets.length,
    segment: finding.segment.map(({ dimension, value, tickets }) => ({ dimension, value, tickets })),
    measures: finding.measures.map(measureValue),
    evidence: finding.evidence.map(({ ticketId, quote }) => ({ ticket_id: ticketId, quote })),
    counter_evidence: finding.counterEvidence,
    confidence: { level: finding.confidence.level, why: finding.confidence.why },
    next_step: finding.nextStep,
    owner: finding.owner,
  };
}

// JSON has no infinity: an open end of an interval is null.
function measureValue({ name, value, low, high, unit, level, method, refused }: Measure): unknown {
  const finite = (end: number | null) => (Number.isFinite(end) ? end : null);
  return { name, value: finite(value), low: finite(low), high: finite(high), unit, level, method, refused };
}
