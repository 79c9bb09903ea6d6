import type { Ticket } from '../../../src/domain/ticket.ts';
import { type Ingested, ingest } from '../../../src/ingest/ingest.ts';
import { addTotals, makeReceipt, NO_TOTALS } from '../../../src/ingest/receipt.ts';
import { type ProfileOptions, type SourceProfile, startProfile } from '../../../src/ingest/source-profile.ts';

/** What an export came to. */
export interface ReadExport extends Ingested {
  readonly profile: SourceProfile;
  readonly receipt: ReturnType<typeof makeReceipt>;
  /** The first ticket. */
  readonly ticket: Ticket | undefined;
}

/** Reads rows as a run does, in UTC; a pseudonym is `p-` and the text's length. */
export function readExport(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  options: Partial<ProfileOptions> = {},
): ReadExport {
  const pass = startProfile(headers, 'export', { zone: 'UTC', zoneFrom: 'default', ...options });
  for (const cells of rows) pass.add(cells);
  const profile = pass.finish();
  const raw = rows.map((body, at) => ({ source: 'export', row: at + 2, body }));
  const pseudonymize = (text: string) => `p-${text.length}`;
  const ingested = ingest(raw, profile, { zone: 'UTC', seen: new Set(), pseudonymize });
  const facts = { sha256: '0', bytes: 1, encoding: 'utf-8', delimiter: ',' } as const;
  const receipt = makeReceipt(facts, profile, addTotals(NO_TOTALS, ingested, 'UTC'));
  return { ...ingested, profile, receipt, ticket: ingested.tickets[0] };
}

/** Reads rows that are given by header; cells that are not given are empty. */
export function readObjects(
  rows: readonly Readonly<Record<string, string>>[],
  options: Partial<ProfileOptions> = {},
  headers: readonly string[] = [...new Set(rows.flatMap((row) => Object.keys(row)))],
): ReadExport {
  return readExport(
    headers,
    rows.map((row) => headers.map((header) => row[header] ?? '')),
    options,
  );
}
