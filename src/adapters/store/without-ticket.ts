import type { Finding } from '../../domain/finding.ts';
import type { Measures } from '../../domain/measure.ts';
import type { TicketId } from '../../domain/ticket.ts';
import type { TopicRegistry } from '../../domain/topic.ts';
import type { VectorBlock } from '../../domain/vector.ts';
import type { RunValueKind, RunValues } from '../../ports.ts';

type Strip<K extends RunValueKind> = (value: RunValues[K], id: TicketId) => RunValues[K];

/** Kinds of run value that name tickets, each with the way to take one out. Sums and learned weights stay: they name nobody. */
const STRIPS: { readonly [K in RunValueKind]?: Strip<K> } = {
  vectors: fromVectors,
  registry: fromRegistry,
  assignments: (assignments, id) => assignments.filter((assignment) => assignment.ticketId !== id),
  tags: (tags, id) => tags.filter((tag) => tag.ticketId !== id),
  measures: fromMeasures,
  findings: (findings, id) => findings.map((finding) => fromFinding(finding, id)),
};

/** The kind of run value that quotes tickets in whole reports: it is dropped, for the next run of the week writes it anew. */
export const QUOTING_KIND = 'reports' satisfies RunValueKind;

/** A shard of rows on their way into the store, without one ticket, which counts as set aside. */
function withoutIngested(value: unknown, id: TicketId): unknown {
  const { tickets, counts, ...rest } = value as {
    readonly tickets: readonly { readonly id: TicketId }[];
    readonly counts: { readonly setAside: number };
  };
  const kept = tickets.filter((ticket) => ticket.id !== id);
  const setAside = counts.setAside + tickets.length - kept.length;
  return { ...rest, tickets: kept, counts: { ...counts, setAside } };
}

/** What an intake stages that holds tickets' words, by kind, each with the way to take one ticket out. */
export const STAGED_STRIPS: Readonly<Record<string, (value: unknown, id: TicketId) => unknown>> = {
  ingested: withoutIngested,
  merged: (children, id) => (children as readonly { readonly id: string }[]).filter((child) => child.id !== id),
};

/** The kinds of run value that name tickets. */
export const KINDS_WITH_TICKETS = Object.keys(STRIPS) as readonly RunValueKind[];

/** A run value without one ticket: its row, its vector, its quotes and its place in every list of tickets. Counts stay as they were published. */
export function withoutTicket<K extends RunValueKind>(kind: K, value: RunValues[K], id: TicketId): RunValues[K] {
  return STRIPS[kind]?.(value, id) ?? value;
}

function fromVectors(block: VectorBlock, id: TicketId): VectorBlock {
  const keep = [...block.ids.keys()].filter((row) => block.ids[row] !== id);
  const data = new Float32Array(keep.length * block.dimensions);
  keep.forEach((from, to) => {
    data.set(block.data.subarray(from * block.dimensions, (from + 1) * block.dimensions), to * block.dimensions);
  });
  const terms = block.terms.filter((vector) => vector.ticketId !== id);
  return { ...block, ids: block.ids.filter((other) => other !== id), data, terms };
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
