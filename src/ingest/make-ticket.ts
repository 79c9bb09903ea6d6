import type { Message, Ticket, TicketId } from '../domain/ticket.ts';
import { weekOf } from '../domain/week.ts';
import { cleanPlain, cleanText } from './clean-text.ts';
import type { Column } from './columns.ts';
import { CUE_FIELDS, type CueField, type Cues, findCues } from './find-cues.ts';
import { guessLanguage, readLanguage } from './guess-language.ts';
import type { IngestContext } from './ingest-context.ts';
import { joinKeys } from './join-keys.ts';
import type { Preset } from './presets/preset.ts';
import { presetOf } from './presets/presets.ts';
import {
  headerUnit,
  readBoolean,
  readList,
  readMinutes,
  readNumber,
  readParty,
  readRemaining,
  readScore,
} from './read-cells.ts';
import { type RawMessage, readConversation } from './read-conversation.ts';
import { type Row, rowInstant } from './read-row.ts';
import { peoplePattern, redact } from './redact.ts';
import { isPersonal } from './redaction/kept.ts';
import type { SourceProfile } from './source-profile.ts';

/** What was noticed while a ticket was made: rules that changed its text, columns whose cell could not be read. */
export interface TicketNotes {
  readonly changed: Set<string>;
  readonly bad: Set<string>;
}

/** Reads a row's other columns; the function given removes the row's own persons. */
export type ReadExtra = (cells: readonly string[], withoutNames: (text: string) => string) => Ticket['extra'];

/** The parts of a row that were read to decide that it is a ticket. */
export interface TicketCore {
  readonly id: string;
  /** UTC instant. */
  readonly closedAt: string;
  /** Plain text. */
  readonly subject: string;
  /** Plain text, not yet cleaned. */
  readonly description: string;
}

/** Makes the ticket of a closed row: cleans and redacts its texts and reads its other cells. Notes what it met in `notes`. */
export function makeTicket(
  row: Row,
  core: TicketCore,
  profile: SourceProfile,
  context: IngestContext,
  notes: TicketNotes,
  readExtra: ReadExtra = () => undefined,
): Ticket {
  const preset = presetOf(profile.preset);
  const requester = readParty(row.text('requester'));
  const people = peoplePattern([...row.people, requester, row.text('assignee')]);
  const known = [
    { pattern: context.sellers, placeholder: '[SELLER]' },
    { pattern: people, placeholder: '[NAME]' },
  ] as const;
  const keep = joinKeys(row, profile);
  const safe = (text: string) => redact(text, notes.changed, known, keep);
  const conversation = readConversation(row.texts('conversation'), {
    rule: preset.conversation,
    requester,
    readAt: (date) => rowInstant(date, profile.createdAt ?? profile.closedAt, profile.zone, context.zone)?.at ?? null,
  });
  const cleaned = conversation.map((raw) => ({ ...raw, text: cleanText(raw.text, notes.changed) }));
  const createdAt = rowInstant(row.text('created_at'), profile.createdAt, profile.zone, context.zone)?.at;
  const body = cleanPlain(core.description, notes.changed);
  const opening = { at: createdAt ?? null, who: 'agent', public: true, text: body } as const;
  // What an agent opened a conversation with must not be taken, or quoted, for the customer's words.
  const { description, messages } = row.isAgentBody()
    ? { description: '', messages: body === '' ? cleaned : [opening, ...cleaned] }
    : withoutRepetition(body, cleaned);
  const subject = safe(core.subject);
  const redacted = safe(description);
  if (row.text('created_at') !== '' && profile.createdAt && createdAt === undefined) notes.bad.add('created_at');
  return {
    id: core.id as TicketId,
    week: weekOf(new Date(core.closedAt), context.zone),
    closedAt: core.closedAt,
    createdAt,
    subject,
    description: redacted,
    note: safe(cleanText(row.texts('resolution').join('\n'), notes.changed)),
    messages: messages.map((message): Message => ({ ...message, text: safe(message.text) })),
    ...readThings(row, [core.subject, description, ...customerTexts(messages)].join('\n'), notes.bad),
    ...readLabels(row, context, (text) => redact(text, new Set()), notes.bad),
    ...readNumbers(row, profile, preset, notes.bad),
    language:
      readLanguage(row.text('language')) ??
      guessLanguage(`${subject}\n${redacted || customerTexts(messages).join('\n')}`),
    extra: readExtra(row.cells, (text) => (people ? text.replace(people, '[NAME]') : text)),
  };
}

/** Where a thread begins with the very description, or with the text that the description is the beginning of, that text is told once. */
function withoutRepetition(description: string, messages: readonly RawMessage[]) {
  const first = messages.findIndex(({ who, public: open }) => who === 'customer' && open);
  const text = messages[first]?.text;
  const start = description.replace(/(?:\.{3}|…)$/, '').trim();
  if (text === undefined || start === '' || !text.startsWith(start)) return { description, messages };
  return { description: text, messages: messages.filter((_, at) => at !== first) };
}

function customerTexts(messages: readonly RawMessage[]): readonly string[] {
  return messages.filter(({ who, public: open }) => who === 'customer' && open).map(({ text }) => text);
}

/** The product fields: from their columns, else from the text by cues. */
function readThings(row: Row, text: string, bad: Set<string>): Pick<Ticket, keyof Cues | 'fromText'> {
  const given = {
    product: impersonal(row, 'product', bad),
    sku: impersonal(row, 'sku', bad),
    serial: impersonal(row, 'serial', bad),
    lot: impersonal(row, 'lot', bad),
    errorCode: impersonal(row, 'error_code', bad),
  };
  const found = findCues(text, (field) => given[field] === undefined);
  const told = (field: CueField) => (isPersonal(found[field] ?? '', field === 'serial') ? undefined : found[field]);
  const things = {
    product: given.product ?? told('product'),
    sku: given.sku ?? told('sku'),
    serial: given.serial ?? told('serial'),
    lot: given.lot ?? told('lot'),
    errorCode: given.errorCode ?? told('errorCode'),
  };
  const fromText = CUE_FIELDS.filter((field) => given[field] === undefined && things[field] !== undefined);
  return { ...things, fromText };
}

function readLabels(row: Row, context: IngestContext, safe: (text: string) => string, bad: Set<string>) {
  const plain = (column: Column): string | undefined => {
    const cell = filled(row.text(column));
    return cell === undefined ? undefined : safe(cell);
  };
  // Where customers are persons, their address may serve as account or name: such a cell is a pseudonym's source, never a value.
  const party = (column: Column): string | undefined => {
    const cell = filled(readParty(row.text(column)));
    return cell?.includes('@') ? context.pseudonymize(cell.toLowerCase()) : cell;
  };
  const requester = filled(readParty(row.text('requester')));
  return {
    accountId: party('account_id'),
    requester: requester === undefined ? undefined : context.pseudonymize(requester.toLowerCase()),
    projectId: impersonal(row, 'project_id', bad),
    campaignCode: impersonal(row, 'campaign_code', bad)?.toUpperCase(),
    priority: plain('priority'),
    serviceLevel: plain('service_level'),
    channel: plain('channel'),
    group: plain('group'),
    assignee: party('assignee'),
    tags: row.texts('tags').flatMap((cell) => readTags(cell, safe)),
    url: plain('url'),
  };
}

const MINUTES = { ms: 1 / 60_000, seconds: 1 / 60, minutes: 1, hours: 60 } as const;

const SLA_READERS = {
  broken: readBoolean,
  remaining: readRemaining,
  met: (text: string) => {
    const met = readBoolean(text);
    return met === undefined ? undefined : !met;
  },
} as const;

function readNumbers(row: Row, { mapping }: SourceProfile, preset: Preset, bad: Set<string>) {
  function cell<T>(column: Column, read: (text: string) => T | undefined): T | undefined {
    const text = row.text(column);
    if (text === '' || /^(?:-+|n\/?a|null|none|(?:not |un)?offered)$/i.test(text)) return undefined;
    const value = read(text);
    if (value === undefined) bad.add(column);
    return value;
  }
  const count = (column: Column) => cell(column, readCount);
  const minutes = (column: Column) => {
    const unit = headerUnit(mapping[column] ?? '') ?? MINUTES[preset.units?.[column] ?? 'minutes'];
    return cell(column, (text) => readMinutes(text, unit));
  };
  // Zendesk counts the first assignment as a station.
  const isCounted = preset.countsFirstAssignment || /stations$/i.test(mapping.reassignments ?? '');
  const stations = isCounted ? 1 : 0;
  const reassignments = count('reassignments');
  return {
    reassignments: reassignments === undefined ? undefined : Math.max(0, reassignments - stations),
    reopens: count('reopens'),
    firstResponseMinutes: minutes('first_response_minutes'),
    resolutionMinutes: minutes('resolution_minutes'),
    // A timer that nobody started is exported as 0; no ticket was closed in no time.
    handleMinutes: minutes('handle_minutes') || undefined,
    slaBreached: cell('sla_breached', SLA_READERS[preset.sla ?? 'broken']),
    csat: cell('csat', (text) => readScore(text, preset.csat ?? {})),
    nps: cell('nps', readNumber),
  };
}

function readCount(text: string): number | undefined {
  const value = readNumber(text);
  return value !== undefined && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** A key's cell; somebody's address, card or account is none, and is counted as a cell that could not be read. */
function impersonal(row: Row, column: Column, bad: Set<string>): string | undefined {
  const cell = filled(row.text(column));
  if (cell === undefined || !isPersonal(cell, column === 'serial')) return cell;
  bad.add(column);
  return undefined;
}

function filled(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** A cell is redacted whole, since "password: x" split at its blank would no longer tell that x is a secret. */
function readTags(cell: string, safe: (text: string) => string): readonly string[] {
  const clean = safe(cell);
  return clean === cell ? readList(cell) : clean.split(/[,;\s]+/).filter((tag) => tag !== '');
}
