import type { Log } from '../ports.ts';

/** Where a command writes: results to stdout, everything else to stderr. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly log: Log;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The real terminal. `quiet` keeps warnings and drops progress. */
export function openTerminal(quiet: boolean): Terminal {
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    log: {
      info: (message) => void (quiet || process.stderr.write(`${message}\n`)),
      warn: (message) => void process.stderr.write(`warning: ${message}\n`),
    },
    environment: process.env,
  };
}

/** The one object that `--json` prints. */
export function printJson(terminal: Terminal, schema: string, data: unknown, warnings: readonly string[] = []): void {
  terminal.out(JSON.stringify({ schema: `coalface.${schema}/1`, ok: true, data, warnings, errors: [] }, null, 2));
}

/** Groups rejects by file, column and code: what happened, how often, where first. */
export function summarizeRejects(
  rejects: readonly {
    readonly file: string;
    readonly row: number;
    readonly column: string | null;
    readonly code: string;
    readonly reason: string;
  }[],
): string[] {
  const groups = new Map<string, { readonly first: (typeof rejects)[number]; count: number }>();
  for (const reject of rejects) {
    const key = `${reject.file} ${reject.column} ${reject.code}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { first: reject, count: 1 });
  }
  return [...groups.values()].map(
    ({ first, count }) =>
      `${first.file}:${first.row}${first.column ? `:${first.column}` : ''}: ${first.reason} (${first.code}${count > 1 ? `; ${count} rows like it` : ''})`,
  );
}
