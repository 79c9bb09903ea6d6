import { readJoins } from '../app/read-joins.ts';
import type { Correction } from '../domain/correction.ts';
import { InputError } from '../domain/errors.ts';
import type { KeptCorrections } from '../pipeline/corrections.ts';
import { ask } from './ask.ts';
import { EXIT } from './exit-code.ts';
import { printJson, type Terminal } from './terminal.ts';

/**
 * Keeps the corrections of a file; later runs replay them all. Keeping a file again changes nothing.
 * @throws InputError where the file is no table of corrections, or any of its rows is none: nothing is kept then
 */
export async function correct(file: string, flags: { readonly json?: boolean }, terminal: Terminal): Promise<number> {
  const { files, rejects, notices } = await readJoins({ corrections: file }, undefined);
  const [fault] = rejects;
  if (fault) {
    const { row, column, reason } = fault;
    const others = rejects.length > 1 ? ` (and ${rejects.length - 1} more rows)` : '';
    throw new InputError(
      'bad-correction',
      { file: fault.file, row, ...(column && { column }) },
      `${reason}${others}; nothing was kept`,
    );
  }
  const corrections = files.flatMap(({ rows }) => rows) as readonly Correction[];
  const kept = await ask<KeptCorrections>({ kind: 'correct', corrections }, terminal);
  for (const notice of notices) terminal.log.warn(notice);
  if (flags.json) printJson(terminal, 'corrections', kept);
  else terminal.out(describe(kept, corrections.length));
  return EXIT.done;
}

function describe({ all, added }: KeptCorrections, given: number): string {
  const known = given - added;
  return [
    `Kept ${added} corrections${known > 0 ? `; ${known} were known` : ''}. There are ${all} now.`,
    'The next run replays them: the same `coalface run` again works out the weeks that they change.',
  ].join('\n');
}
