import { openJoinFile } from '../adapters/files/join-file.ts';
import { InputError } from '../domain/errors.ts';
import type { TicketId } from '../domain/ticket.ts';
import { causes as readCauses } from '../ingest/joins/column-types.ts';
import type { CauseLabel } from '../tag/evaluate-tags.ts';

/** What people say of tickets: causes, and topics where the file has that column. */
export interface Labels {
  readonly causes: ReadonlyMap<TicketId, CauseLabel>;
  readonly topics: ReadonlyMap<TicketId, string>;
}

const COLUMNS = ['ticket_id', 'causes', 'topic', 'source', 'evidence', 'sure'] as const;
const SURE: Readonly<Record<string, boolean>> = { true: true, yes: true, 1: true, false: false, no: false, 0: false };

type Cells = Readonly<Record<(typeof COLUMNS)[number], string | undefined>>;

/**
 * Reads a labelled file: `ticket_id`, and `causes` (parted by spaces, or `none`) or `topic`; optional `source`, `evidence`, `sure`.
 * @throws InputError on a missing column, or a cell that is no cause or no yes or no.
 */
export async function readLabels(path: string): Promise<Labels> {
  const { name, headers, rows } = await openJoinFile(path);
  const places = COLUMNS.map((column) => headers.findIndex((header) => header.trim().toLowerCase() === column));
  const has = (column: (typeof COLUMNS)[number]) => (places[COLUMNS.indexOf(column)] ?? -1) >= 0;
  if (!has('ticket_id') || !(has('causes') || has('topic')))
    throw new InputError(
      'missing-column',
      { file: name, row: 1 },
      `expected the columns ticket_id and causes (or topic), got ${headers.join(', ')}`,
    );
  const labels = { causes: new Map<TicketId, CauseLabel>(), topics: new Map<TicketId, string>() };
  for (const { row, cells } of rows) {
    const read = Object.fromEntries(
      COLUMNS.map((column, at) => [column, cells[places[at] ?? -1]?.trim() || undefined]),
    ) as unknown as Cells;
    const ticket = (read.ticket_id ?? '') as TicketId;
    if (has('causes')) labels.causes.set(ticket, labelOf(read, name, row));
    if (read.topic) labels.topics.set(ticket, read.topic);
  }
  return labels;
}

function labelOf(cells: Cells, file: string, row: number): CauseLabel {
  const causes = readCauses(cells.causes ?? 'none');
  if (!causes)
    throw new InputError(
      'bad-causes',
      { file, row, column: 'causes' },
      'expected causes parted by spaces (sales, professional-services, manufacturing, marketing) or none',
    );
  const sure = cells.sure === undefined ? undefined : SURE[cells.sure.toLowerCase()];
  if (cells.sure !== undefined && sure === undefined)
    throw new InputError('bad-sure', { file, row, column: 'sure' }, 'expected true or false (or an empty cell)');
  return { causes, source: cells.source, evidence: cells.evidence, sure };
}
