import { createHmac } from 'node:crypto';
import { openTicketFile } from '../adapters/files/ticket-file.ts';
import type { Config } from '../config.ts';
import { InputError } from '../domain/errors.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { DateOrder } from '../ingest/date-vote.ts';
import { sellersPattern } from '../ingest/redact.ts';
import { type ProfileOptions, startProfile } from '../ingest/source-profile.ts';
import { type Imported, importTickets } from '../pipeline/import-tickets.ts';
import type { TicketSource } from '../ports.ts';

/** How the ticket files are to be read. */
export interface ReadingOptions {
  readonly overrides: Readonly<Record<string, string>>;
  readonly dateOrder: DateOrder | undefined;
  readonly delimiter: string | undefined;
}

/** A ticket file that is known to be one: its columns and dates can be read. */
export interface TicketFile {
  readonly source: TicketSource;
  readonly options: ProfileOptions;
}

/** What is done about persons in tickets. */
export interface Privacy {
  /** Key of the pseudonyms: the same key gives one person the same pseudonym. */
  readonly key: string;
  /** The firm's sellers, whose names are removed from texts. */
  readonly sellers: readonly string[];
}

/** The close of tickets that are read for measuring alone and state none: a Monday, so that its week is a whole one. */
const UNDATED = '2024-01-01T12:00:00Z';

/**
 * Looks through every file once, so that a file that cannot be read is known before anything is written.
 * @param undated whether files without a closing time are dated alike (they serve for measuring).
 * @throws InputError where a file is no table of tickets, or none of them has a row.
 */
export async function openTicketFiles(
  paths: readonly string[],
  reading: ReadingOptions,
  config: Config,
  undated = false,
): Promise<readonly TicketFile[]> {
  const { overrides, dateOrder, delimiter } = reading;
  const options = { overrides, dateOrder, zone: config.report.zone, zoneFrom: zoneOrigin(config) };
  const files: TicketFile[] = [];
  let rows = 0;
  for (const path of paths) {
    const opened = await openTicketFile(path, { delimiter });
    const source = undated ? withDates(opened, overrides) : opened;
    rows += await countReadableRows(source, options);
    files.push({ source, options });
  }
  if (rows > 0) return files;
  throw new InputError(
    'no-rows',
    { file: files[0]?.source.name ?? 'input', row: 2 },
    'expected tickets below the header row, got none; export them again',
  );
}

async function countReadableRows(source: TicketSource, options: ProfileOptions): Promise<number> {
  const pass = startProfile(source.headers, source.name, options);
  for await (const { row, body } of source.rows()) pass.add(body as readonly string[], row);
  return pass.finish().rows;
}

function zoneOrigin({ origins }: Config): ProfileOptions['zoneFrom'] {
  const origin = origins['reporting.zone'];
  return origin === 'default' ? 'default' : origin === 'flags' ? 'flag' : 'config';
}

function withDates(source: TicketSource, overrides: ReadingOptions['overrides']): TicketSource {
  if (overrides.closed_at !== undefined || source.headers.some((header) => /clos|solved|resolved/i.test(header)))
    return source;
  async function* rows(): ReturnType<TicketSource['rows']> {
    for await (const raw of source.rows()) yield { ...raw, body: [...(raw.body as readonly string[]), UNDATED] };
  }
  return { ...source, headers: [...source.headers, 'closed_at'], rows };
}

/**
 * Makes tickets of all files, file by file and shard by shard; of two rows with one id the first counts.
 * @param take is given each shard's tickets before the next shard is read.
 * @param done is told when a file has ended.
 * @returns what each file came to, and the ids of all tickets.
 */
export async function importTicketFiles(
  files: readonly TicketFile[],
  privacy: Privacy,
  take: (tickets: readonly Ticket[]) => Promise<void>,
  done: (file: Imported) => Promise<void> = async () => {},
): Promise<{ readonly imported: readonly Imported[]; readonly seen: ReadonlySet<string> }> {
  const seen = new Set<string>();
  const pseudonymize = (text: string) =>
    `p-${createHmac('sha256', privacy.key).update(text).digest('hex').slice(0, 16)}`;
  const sellers = sellersPattern(privacy.sellers);
  const imported: Imported[] = [];
  for (const { source, options } of files) {
    const file = await importTickets(source, options, { zone: options.zone, seen, pseudonymize, sellers }, take);
    await done(file);
    imported.push(file);
  }
  return { imported, seen };
}
