import type { ImportReceipt } from '../domain/receipt.ts';
import type { Reject } from '../domain/ticket.ts';
import type { Log } from '../ports.ts';
import type { ErrorEntry } from './exit-code.ts';

/** Where a command writes: results to stdout, everything else to stderr. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly log: Log;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether only warnings are to be told. */
  readonly isQuiet: boolean;
  /** Told of the first signal that asks the process to end, with the exit code that stands for it; without a listener the process ends at once. */
  readonly onStop: (listener: (code: number) => void) => void;
}

/** What the process gives: its two outputs, which take text as it is, and its environment. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly environment: Terminal['environment'];
  readonly onStop?: Terminal['onStop'];
}

/** Opens a terminal on the streams. `quiet` keeps warnings and drops progress. */
export function openTerminal({ out, err, environment, onStop = () => {} }: Streams, quiet: boolean): Terminal {
  return {
    out: (text) => out(`${text}\n`),
    log: {
      info: (message) => (quiet ? undefined : err(`${message}\n`)),
      warn: (message) => err(`warning: ${message}\n`),
    },
    environment,
    isQuiet: quiet,
    onStop,
  };
}

/** What the one object of `--json` holds beside its data. */
export interface JsonNotes {
  readonly warnings?: readonly string[];
  /** Any of them makes the object say `ok: false`. */
  readonly errors?: readonly ErrorEntry[];
}

/** Prints the one object of `--json`; `data` is null where a command failed before it had any. */
export function printJson(terminal: Pick<Terminal, 'out'>, schema: string, data: unknown, notes: JsonNotes = {}): void {
  const { warnings = [], errors = [] } = notes;
  terminal.out(
    JSON.stringify({ schema: `coalface.${schema}/1`, ok: errors.length === 0, data, warnings, errors }, null, 2),
  );
}

/** Groups rejects by file, column and code: what happened, how often, where first. */
export function summarizeRejects(rejects: readonly Reject[]): string[] {
  const groups = new Map<string, { readonly first: Reject; count: number }>();
  for (const reject of rejects) {
    const key = `${reject.file} ${reject.column} ${reject.code}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { first: reject, count: 1 });
  }
  return [...groups.values()].map(({ first, count }) => {
    const place = [first.file, first.row, first.column].filter((part) => part !== null).join(':');
    return `${place}: ${first.reason} (${first.code}${count > 1 ? `; ${count} rows like it` : ''})`;
  });
}

/** How many ticket rows there were and how many were rejected, and whether that is more than the limit (a share). */
export function countRejected(receipts: readonly ImportReceipt[], limit: number) {
  const rows = receipts.reduce((sum, receipt) => sum + receipt.rows, 0);
  const rejected = receipts.reduce((sum, receipt) => sum + receipt.rejected, 0);
  const warning = `${rejected} of ${rows} rows were rejected, more than the limit of ${limit} (limits.rejectedShare)`;
  return { rows, rejected, tooMany: rejected > rows * limit ? warning : null };
}
