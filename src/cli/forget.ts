import { resolve } from 'node:path';
import { type ForgottenCounts, pseudonymsOf } from '../app/forget.ts';
import { ask } from './ask.ts';
import { EXIT } from './exit-code.ts';
import { type ConfigFlags, loadConfig } from './job-flags.ts';
import { printJson, type Terminal } from './terminal.ts';

/** Flags of `coalface forget`. */
export interface ForgetFlags extends ConfigFlags {
  readonly ticket?: string;
  readonly requester?: string;
  readonly out: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Forgets a ticket or all of a requester's; without `--yes` it only counts. */
export async function forget(flags: ForgetFlags, terminal: Terminal): Promise<number> {
  const { pseudonymKey } = loadConfig(flags, terminal.environment);
  const { ticket = null, requester = null } = flags;
  // A key of the operator's own does not go into a request, which lies in a file until a worker reads it.
  const pseudonyms = requester !== null && pseudonymKey ? pseudonymsOf(requester, pseudonymKey) : null;
  const asked = { ticket, requester: pseudonyms ? '' : requester, pseudonyms };
  const counts = await ask<ForgottenCounts>(
    { kind: 'forget', forget: { ...asked, out: resolve(flags.out), isDry: flags.yes !== true } },
    terminal,
  );
  if (flags.json) printJson(terminal, 'forgotten', counts);
  else terminal.out(describe(counts));
  return EXIT.done;
}

function describe({ tickets, files, isDry }: ForgottenCounts): string {
  const removed = `${tickets} tickets with their texts, vectors and quotes, and what ${files} files of published reports show of them`;
  return isDry
    ? `Would remove ${removed}. Nothing is removed yet: add --yes.`
    : `Removed ${removed}. Later exports do not bring them back; counts stay as they were published until their weeks are worked out again.`;
}
