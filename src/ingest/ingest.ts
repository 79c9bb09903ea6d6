import { CoalfaceError } from '../domain/errors.ts';
import type { RawTicket, Reject, Ticket } from '../domain/ticket.ts';
import { extraReader } from './extra-cells.ts';
import { headerKey } from './header-key.ts';
import type { IngestContext } from './ingest-context.ts';
import { isRobot } from './is-robot.ts';
import { makeTicket, type ReadExtra, type TicketNotes } from './make-ticket.ts';
import { type MergedChild, makeMergedChild } from './merged-child.ts';
import { isHtml, plainText } from './plain-text.ts';
import { presetOf } from './presets/presets.ts';
import { type Row, readRow, rowInstant } from './read-row.ts';
import { redact } from './redact.ts';
import type { SourceProfile } from './source-profile.ts';

/** The context that callers make. */
export type { IngestContext } from './ingest-context.ts';

/** Rows that became no ticket and no reject. */
export interface IngestCounts {
  readonly merged: number;
  readonly duplicate: number;
  readonly notClosed: number;
  readonly setAside: number;
  readonly filtered: number;
}

/** A shard's outcome: its rows = tickets + rejects + the sum of `counts`. */
export interface Ingested {
  readonly tickets: readonly Ticket[];
  readonly rejects: readonly Reject[];
  readonly counts: IngestCounts;
  /** Tickets whose text each cleaning or redaction rule changed. */
  readonly cut: Readonly<Record<string, number>>;
  /** Optional cells that could not be read and are undefined in their tickets, by canonical column; `dst-gap` for times that no clock showed. */
  readonly badCells: Readonly<Record<string, number>>;
  /** Why rows were set aside, as far as this step did: `deleted`, `spam` or `robot`. */
  readonly reasons?: Readonly<Record<string, number>> | undefined;
  /** Merged tickets whose file says into which other one. */
  readonly links?: readonly MergeLink[] | undefined;
  /** What was said in those of them that say anything. */
  readonly children?: readonly MergedChild[] | undefined;
  /** Ticket -> the id that links name it by, for files in which that is another one. */
  readonly aliases?: Readonly<Record<string, string>> | undefined;
}

/** A ticket that was merged into another, and that one. */
export interface MergeLink {
  readonly id: string;
  readonly into: string;
}

type Reason = 'deleted' | 'spam' | 'robot';

/** What a shard's rows are read with. */
interface Reading {
  readonly profile: SourceProfile;
  readonly context: IngestContext;
  readonly readExtra: ReadExtra;
  /** Position of the id that links name a ticket by; -1 where that is its own. */
  readonly aliasAt: number;
}

type Fault = Pick<Reject, 'column' | 'code' | 'reason'>;
type Outcome = Ticket | Fault | MergeLink | MergedChild | keyof IngestCounts | Reason;

/**
 * Turns a file's rows into clean, redacted tickets.
 * @param rows bodies are `readonly string[]`, cells by position.
 * @returns tickets in row order; a bad row is a reject, never an exception.
 */
export function ingest(rows: Iterable<RawTicket>, profile: SourceProfile, context: IngestContext): Ingested {
  const tickets: Ticket[] = [];
  const rejects: Reject[] = [];
  const counts = { merged: 0, duplicate: 0, notClosed: 0, setAside: 0, filtered: 0 };
  const cut: Record<string, number> = {};
  const badCells: Record<string, number> = {};
  const reasons: Record<string, number> = {};
  const links: MergeLink[] = [];
  const children: MergedChild[] = [];
  const aliases: Record<string, string> = {};
  const rules = {
    redact: (text: string) => redact(text, new Set()),
    pseudonymize: context.pseudonymize,
    onCut: () => {
      badCells['extra-cut'] = (badCells['extra-cut'] ?? 0) + 1;
    },
  };
  const aliasAt = aliasPosition(profile);
  const reading = { profile, context, readExtra: extraReader(profile.extra, rules), aliasAt };
  for (const { row, body, start } of rows) {
    const notes: TicketNotes = { changed: new Set(), bad: new Set() };
    const outcome = tryRow(body, reading, notes);
    if (outcome === 'deleted' || outcome === 'spam' || outcome === 'robot') {
      counts.setAside += 1;
      reasons[outcome] = (reasons[outcome] ?? 0) + 1;
    } else if (typeof outcome === 'string') counts[outcome] += 1;
    else if ('code' in outcome)
      rejects.push({ file: profile.file, row, ...outcome, ...(start !== undefined && { byteOffset: start }) });
    else if ('into' in outcome) {
      counts.merged += 1;
      links.push({ id: outcome.id, into: outcome.into });
      if ('messages' in outcome) children.push(outcome);
    } else {
      tickets.push(outcome);
      const alias = aliasOf(body, aliasAt);
      if (alias !== undefined) aliases[outcome.id] = alias;
      for (const rule of notes.changed) cut[rule] = (cut[rule] ?? 0) + 1;
      for (const column of notes.bad) badCells[column] = (badCells[column] ?? 0) + 1;
    }
  }
  return { tickets, rejects, counts, cut, badCells, reasons, links, children, aliases };
}

/** A row that breaks the reader is no reason to lose the others; its words are not repeated. */
function tryRow(body: unknown, reading: Reading, notes: TicketNotes): Outcome {
  try {
    return ingestRow(body, reading, notes);
  } catch (error) {
    if (error instanceof CoalfaceError) throw error;
    const got = error instanceof Error ? error.name : typeof error;
    return fault(
      'broken-row',
      undefined,
      `expected a row that can be read, got one that breaks the reader (${got}); please report it`,
    );
  }
}

function ingestRow(body: unknown, { profile, context, readExtra, aliasAt }: Reading, notes: TicketNotes): Outcome {
  const cells = body as readonly string[];
  if (cells.length !== profile.headers.length) return ragged(cells.length, profile.headers.length);
  const row = readRow(cells, profile);
  const id = keyOf(row.text('ticket_id'), context);
  if (id === '') return fault('missing-id', profile.mapping.ticket_id, 'expected a ticket id, got an empty cell');
  if (context.seen.has(id)) return 'duplicate';
  const fate = row.fate();
  if (fate === 'merged') return childOf(id, row, { profile, context, aliasAt });
  if (fate !== 'closed') return fate === 'open' ? 'notClosed' : fate;
  const closed = rowInstant(row.text('closed_at'), profile.closedAt, profile.zone, context.zone);
  if (closed === undefined) return dateFault(row.text('closed_at'), profile);
  const subject = plainText(row.text('subject'));
  const cell = row.texts('description').join('\n');
  const description = plainText(cell);
  if (subject === '' && cell.trim() === '' && row.text('conversation') === '') {
    return fault(
      'no-text',
      profile.mapping.description ?? profile.mapping.subject,
      'expected a subject or a description, got neither',
    );
  }
  if (isRobot(subject, description, row.text('requester'))) return 'robot';
  if (isHtml(cell)) notes.changed.add('html');
  if (closed.gap) notes.bad.add('dst-gap');
  const ticket = makeTicket(row, { id, subject, description, closedAt: closed.at }, profile, context, notes, readExtra);
  if (context.filter && !context.filter(ticket)) return 'filtered';
  context.seen.add(id);
  return ticket;
}

/** An id that holds a mail address (a message's, or another column's by mistake) is kept as a pseudonym alone. */
function keyOf(id: string, { pseudonymize }: Pick<IngestContext, 'pseudonymize'>): string {
  return id.includes('@') ? pseudonymize(id) : id;
}

/** A flag says that a ticket was merged, another cell says into which. */
function mergeOf(id: string, row: Row, context: IngestContext): MergeLink | 'merged' {
  const into = keyOf(row.text('merged_into'), context);
  return into === '' || into === id || /^(?:true|yes|y|x|1|ja|oui|s[ií]|merged)$/i.test(into) ? 'merged' : { id, into };
}

/** A merged ticket whose file says into which is read as a ticket would be; what a machine wrote is not kept, nor what nobody wrote. */
function childOf(
  id: string,
  row: Row,
  { profile, context, aliasAt }: Omit<Reading, 'readExtra'>,
): MergedChild | MergeLink | 'merged' {
  const link = mergeOf(id, row, context);
  const subject = plainText(row.text('subject'));
  const description = plainText(row.texts('description').join('\n'));
  if (link === 'merged' || isRobot(subject, description, row.text('requester'))) return link;
  const instant = (cell: string, decision: SourceProfile['closedAt']) =>
    rowInstant(cell, decision, profile.zone, context.zone)?.at;
  const closedAt = instant(row.text('closed_at'), profile.closedAt);
  const at = instant(row.text('created_at'), profile.createdAt) ?? closedAt ?? null;
  const core = { id, subject, description, closedAt: at ?? UNDATED };
  const ticket = makeTicket(row, core, profile, context, { changed: new Set(), bad: new Set() });
  const child = makeMergedChild({ ...link, alias: aliasOf(row.cells, aliasAt), at }, ticket);
  return child.messages.length > 0 ? child : link;
}

/** Nothing rests on the week of a ticket that is part of another. */
const UNDATED = '1970-01-01T00:00:00.000Z';

function aliasPosition({ preset, headers, mapping }: SourceProfile): number {
  const { linkId } = presetOf(preset);
  if (linkId === undefined || mapping.merged_into === undefined) return -1;
  return headers.findIndex((header) => headerKey(header) === headerKey(linkId));
}

function aliasOf(body: unknown, at: number): string | undefined {
  const alias = at < 0 ? '' : ((body as readonly string[])[at] ?? '').trim();
  return alias === '' ? undefined : alias;
}

function fault(code: string, column: string | undefined, reason: string): Fault {
  return { column: column ?? null, code, reason };
}

function ragged(got: number, expected: number): Fault {
  // The reader hands on what it could not parse as a row without cells.
  if (got === 0)
    return fault('broken-line', undefined, 'expected an object in JSON, got text that is none; export again');
  const hint = 'look for an unquoted delimiter or a line break outside quotes';
  return fault('ragged-row', undefined, `expected ${expected} cells, got ${got}; ${hint}`);
}

function dateFault(cell: string, { mapping, closedAt }: SourceProfile): Fault {
  if (cell === '')
    return fault('missing-date', mapping.closed_at, 'expected a closing time on a closed ticket, got an empty cell');
  return fault(
    'bad-date',
    mapping.closed_at,
    `expected a date written like the rest of the column (${closedAt?.format ?? 'none'})`,
  );
}
