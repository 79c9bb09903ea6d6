import type { Finding, LedgerEntry } from '../../domain/finding.ts';
import type { Measures } from '../../domain/measure.ts';
import type { ImportReceipt } from '../../domain/receipt.ts';
import type { RunManifest, WeekPlan } from '../../domain/run.ts';
import type { TicketId } from '../../domain/ticket.ts';
import type { TopicRegistry } from '../../domain/topic.ts';
import type { RunValueKind, RunValues } from '../../ports.ts';

type Strip<K extends RunValueKind> = (value: RunValues[K], id: TicketId) => RunValues[K];

/** Kinds of run value that name tickets, each with the way to take one out. Sums and learned weights stay: they name nobody. */
const STRIPS: { readonly [K in RunValueKind]?: Strip<K> } = {
  plan: fromPlan,
  registry: fromRegistry,
  assignments: (assignments, id) => assignments.filter((assignment) => assignment.ticketId !== id),
  tags: (tags, id) => tags.filter((tag) => tag.ticketId !== id),
  measures: fromMeasures,
  findings: (findings, id) => findings.map((finding) => fromFinding(finding, id)),
  ledger: (entries, id) => entries.map((entry) => fromLedger(entry, id)),
  manifest: manifestWithoutTicket,
};

/** The kind of run value that quotes tickets in whole reports: it is dropped, for the next run of the week writes it anew. */
export const QUOTING_KIND = 'reports' satisfies RunValueKind;

/** A run value without one ticket: its row, its quotes and its place in every list of tickets. Counts stay as they were published. */
export function withoutTicket<K extends RunValueKind>(kind: K, value: RunValues[K], id: TicketId): RunValues[K] {
  return STRIPS[kind]?.(value, id) ?? value;
}

/** A manifest whose receipts do not name one ticket. */
export function manifestWithoutTicket(manifest: RunManifest, id: TicketId): RunManifest {
  return { ...manifest, inputs: manifest.inputs.map((receipt) => receiptWithoutTicket(receipt, id)) };
}

/** A receipt without the merges that one ticket had a part in; how many tickets were merged stays. */
export function receiptWithoutTicket(receipt: ImportReceipt, id: TicketId): ImportReceipt {
  const { source } = receipt;
  if (source === undefined) return receipt;
  const others = Object.entries(source.mergedInto).filter((merge) => !merge.includes(id));
  return { ...receipt, source: { ...source, mergedInto: Object.fromEntries(others) } };
}

function fromPlan(plan: WeekPlan, id: TicketId): WeekPlan {
  const others = <T extends { readonly ticketId?: string | undefined }>(rows: readonly T[] | undefined) =>
    rows?.filter(({ ticketId }) => ticketId !== id);
  return { ...plan, audit: others(plan.audit) ?? [], corrections: others(plan.corrections) ?? [] };
}

function fromRegistry(registry: TopicRegistry, id: TicketId): TopicRegistry {
  return { ...registry, members: new Map([...registry.members].filter(([member]) => member !== id)) };
}

function fromMeasures(measures: Measures, id: TicketId): Measures {
  const others = (ids: readonly TicketId[]) => ids.filter((other) => other !== id);
  return {
    ...measures,
    issues: measures.issues.map((issue) => ({
      ...issue,
      tickets: others(issue.tickets),
      windowTickets: others(issue.windowTickets),
    })),
    topicAlerts: measures.topicAlerts.map((alert) => ({ ...alert, tickets: others(alert.tickets) })),
    answers: measures.answers.map((answer) => ({ ...answer, tickets: others(answer.tickets) })),
  };
}

function fromFinding(finding: Finding, id: TicketId): Finding {
  return {
    ...finding,
    tickets: finding.tickets.filter((other) => other !== id),
    windowTickets: finding.windowTickets.filter((other) => other !== id),
    evidence: finding.evidence.filter((quote) => quote.ticketId !== id),
  };
}

function fromLedger(entry: LedgerEntry, id: TicketId): LedgerEntry {
  return { ...entry, tickets: entry.tickets.filter((other) => other !== id) };
}
