import { rowsWithoutTickets } from '../../domain/business-rows.ts';
import type { ImportReceipt } from '../../domain/receipt.ts';
import type { TicketId } from '../../domain/ticket.ts';
import { receiptWithoutTicket } from './without-ticket.ts';

type Strip = (value: unknown, id: TicketId) => unknown;

/** Kinds of staged value that name tickets or hold their words, each with the way to take one out. */
const STRIPS: Readonly<Record<string, Strip>> = {
  ingested: fromIngested,
  merged: (children, id) => (children as readonly { readonly id: string }[]).filter((child) => child.id !== id),
  gathered: fromGathered,
  business: fromBusiness,
};

/** What an intake stages, without one ticket; the same where it names none. */
export function stagedWithoutTicket(kind: string, value: unknown, id: TicketId): unknown {
  return STRIPS[kind]?.(value, id) ?? value;
}

/** A shard of rows on their way into the store; a ticket that is taken out counts as set aside. */
function fromIngested(value: unknown, id: TicketId): unknown {
  const { tickets, counts, links, aliases, ...rest } = value as {
    readonly tickets: readonly { readonly id: TicketId }[];
    readonly counts: { readonly setAside: number };
    readonly links?: readonly { readonly id: string; readonly into: string }[];
    readonly aliases?: Readonly<Record<string, string>>;
  };
  const kept = tickets.filter((ticket) => ticket.id !== id);
  return {
    ...rest,
    tickets: kept,
    counts: { ...counts, setAside: counts.setAside + tickets.length - kept.length },
    links: links?.filter((link) => link.id !== id && link.into !== id),
    aliases: aliases && Object.fromEntries(Object.entries(aliases).filter(([ticket]) => ticket !== id)),
  };
}

function fromGathered(value: unknown, id: TicketId): unknown {
  const gathered = value as { readonly seen: readonly string[]; readonly receipts: readonly ImportReceipt[] };
  const receipts = gathered.receipts.map((receipt) => receiptWithoutTicket(receipt, id));
  return { ...gathered, receipts, seen: gathered.seen.filter((seen) => seen !== id) };
}

function fromBusiness(value: unknown, id: TicketId): unknown {
  const business = value as { readonly files: readonly { readonly kind: string; readonly rows: readonly unknown[] }[] };
  const isGone = (ticket: string) => ticket === id;
  const files = business.files.map((file) => ({ ...file, rows: rowsWithoutTickets(file.kind, file.rows, isGone) }));
  return { ...business, files };
}
