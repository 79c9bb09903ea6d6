import { createHash } from 'node:crypto';
import { ContractError } from '../../domain/errors.ts';
import type { ImportReceipt } from '../../domain/receipt.ts';
import type { RunFingerprint, RunId } from '../../domain/run.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { RunValueKind, StoredTicket } from '../../ports.ts';

/** The key of an import: the file's bytes and how its columns were read, so that a corrected mapping is an import of its own. */
export function importKey(receipt: ImportReceipt): string {
  const mapping = Object.entries(receipt.mapping).sort(([a], [b]) => compareBytes(a, b));
  return createHash('sha256')
    .update(`${receipt.sha256}\n${JSON.stringify(mapping)}`)
    .digest('hex');
}

/** A fingerprint as one text: equal fingerprints give equal texts, in whatever order their fields were written. */
export function fingerprintText({ data, config, labels, model }: RunFingerprint): string {
  return JSON.stringify({ data, config, labels, model });
}

/** Bytewise order of two texts in UTF-8, as the databases sort (`collate "C"`); JavaScript's own order differs beyond U+FFFF. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** One entry a ticket: the last content of the call, under the week of the first. */
export function latestById(tickets: readonly StoredTicket[]): StoredTicket[] {
  const byId = new Map<string, StoredTicket>();
  for (const { ticket, hash } of tickets) {
    const week = byId.get(ticket.id)?.ticket.week ?? ticket.week;
    byId.set(ticket.id, { ticket: { ...ticket, week }, hash });
  }
  return [...byId.values()];
}

/** A ticket that comes again: under the week of its first recorded close, and with that close where it was closed again in a later week, which is noted. */
export function closedAgain(ticket: Ticket, before: Ticket | undefined): Ticket {
  if (before === undefined) return ticket;
  const { week, closedAt, closedAgain: known = [] } = before;
  const weeks = ticket.week > week && !known.includes(ticket.week) ? [...known, ticket.week] : known;
  const isLater = ticket.week > week;
  return {
    ...ticket,
    week,
    closedAt: isLater ? closedAt : ticket.closedAt,
    closedAgain: weeks.length > 0 ? weeks : undefined,
    lastClosedAt: isLater && ticket.closedAt !== closedAt ? ticket.closedAt : undefined,
  };
}

/** A setting that is a list, with further words behind it, each once. @param text as it is kept, or null */
export function extendList(
  text: string | null,
  words: readonly string[],
): { readonly words: readonly string[]; readonly isNew: boolean } {
  const known = JSON.parse(text ?? '[]') as readonly string[];
  const all = [...new Set([...known, ...words])];
  return { words: all, isNew: all.length > known.length };
}

/** Run values that only their own run needs, and that weigh the most. */
export const MODEL_KINDS: readonly RunValueKind[] = ['embedding', 'threshold'];

/** What every store answers to a run id that `openRun` never gave. */
export function unknownRun(runId: RunId): ContractError {
  return new ContractError('unknown-run', `expected a run that was opened, got ${runId}`);
}
