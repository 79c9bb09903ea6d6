import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTicketFiles, readTicketFiles } from '../../src/app/ticket-files.ts';
import { jobOptions } from '../../src/cli/job-flags.ts';
import { CoalfaceError, ContractError } from '../../src/domain/errors.ts';
import type { ImportReceipt } from '../../src/domain/receipt.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { PLANTED } from './mutate-export.ts';

const OUTCOMES = ['used', 'rejected', 'merged', 'duplicate', 'notClosed', 'setAside', 'outOfWindow'] as const;

/** What reading came to: how it was refused, or how many tickets were made; and what is wrong with that. */
export interface FuzzOutcome {
  readonly kind: 'refused' | 'read';
  readonly tickets: number;
  readonly faults: readonly string[];
}

/**
 * Reads one export as `check` does, whole and in shards of few rows, and says which promises were broken: an error that is no finding about the input, rows that do not add
 * up, a planted address in a ticket or receipt, shards that come to something else than the whole.
 * @param folder where it is written
 */
export async function fuzzCase(bytes: Buffer, name: string, folder: string, sharded: boolean): Promise<FuzzOutcome> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const whole = await read(path, 1_000);
  if (!sharded || whole.faults.length > 0) return whole;
  // Each shard opens the file anew: a handful shows what a thousand would.
  const again = await read(path, Math.max(2, Math.ceil(whole.rows / 6)));
  const isSame = JSON.stringify(again) === JSON.stringify(whole);
  return { ...whole, faults: isSame ? again.faults : ['shards come to something else than the whole'] };
}

async function read(path: string, shardSize: number) {
  const { reading, config, files } = jobOptions([path], { out: 'reports', dateOrder: 'dmy' }, {});
  const cut = { ...config, jobs: { ...config.jobs, shardSize } };
  const made: Ticket[] = [];
  try {
    const plans = await openTicketFiles(files, reading, cut);
    const imported = await readTicketFiles(plans, { key: 'fuzz', sellers: [] }, cut, (tickets) =>
      made.push(...tickets),
    );
    const rows = imported.reduce((sum, { receipt }) => sum + receipt.rows, 0);
    const faults = imported.flatMap(({ receipt, rejects }) => [
      ...unbalanced(receipt, rejects.length),
      ...leaks(receipt.file, [receipt.source?.statuses, receipt.warnings, receipt.gaps, rejects]),
    ]);
    for (const ticket of made) faults.push(...leaks(`ticket ${ticket.id.slice(0, 20)}`, ticket));
    return {
      kind: 'read' as const,
      tickets: made.length,
      faults,
      rows,
      made: made.map(({ id, closedAt }) => [id, closedAt]),
    };
  } catch (error) {
    const isExpected = error instanceof CoalfaceError && !(error instanceof ContractError);
    const told = isExpected ? error.message : error instanceof Error ? `${error.stack}` : String(error);
    const faults = isExpected ? leaks('message', told.replace(/got: .*$/s, '')) : [told.slice(0, 800)];
    return { kind: 'refused' as const, tickets: 0, faults, rows: 0, made: [] };
  }
}

function unbalanced(receipt: ImportReceipt, rejects: number): string[] {
  const sum = OUTCOMES.reduce((total, outcome) => total + receipt[outcome], 0);
  return [
    ...(sum === receipt.rows ? [] : [`${receipt.rows} rows in, ${sum} accounted for`]),
    ...(rejects === receipt.rejected ? [] : [`${receipt.rejected} rejected, ${rejects} listed`]),
  ];
}

/** Names of columns are no cells: only values are looked at. */
function leaks(where: string, value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.includes(PLANTED) ? [`planted address in ${where} ${path}`] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaks(where, inner, `${path}.${key.slice(0, 30)}`));
}
