import type { Status } from '../domain/status.ts';
import { ask } from './ask.ts';
import { EXIT } from './exit-code.ts';
import { type ConfigFlags, loadConfig } from './job-flags.ts';
import { printJson, type Terminal } from './terminal.ts';

/** Prints what is out, under way and missing. @returns the exit code: 5 where a week failed or is missing, or the last intake failed. */
export async function status(flags: ConfigFlags & { readonly json?: boolean }, terminal: Terminal): Promise<number> {
  const config = loadConfig(flags, terminal.environment);
  const now = await ask<Status>({ kind: 'status', zone: config.report.zone }, terminal);
  if (flags.json) printJson(terminal, 'status', now);
  else for (const line of describeStatus(now)) terminal.out(line);
  const isWell = now.failedIntakes.length === 0 && now.weeks.every(({ state }) => !/^(?:failed|missed)$/.test(state));
  return isWell ? EXIT.done : EXIT.remote;
}

/** A status in lines of text. */
export function describeStatus({ store, intakes, failedIntakes, weeks, steps }: Status): string[] {
  return [
    `Store: ${store}`,
    ...weeks.map(({ week, state, runId, tickets, code }) =>
      [week, state.padEnd(9), `${String(tickets).padStart(7)} tickets`, runId ?? [], code ? `(${code})` : []]
        .flat()
        .join('  '),
    ),
    ...(intakes.length === 0
      ? ['Nothing is waiting.']
      : intakes.map(({ id, files, since }) => `Intake ${id} since ${since}: ${files.join(', ') || 'stored weeks'}`)),
    ...failedIntakes.map(
      ({ id, files, step, code, at }) =>
        `Intake ${id} failed at ${at}: ${step} (${code ?? 'unknown'}) of ${files.join(', ') || 'stored weeks'}; the log of the worker tells why`,
    ),
    ...steps
      .filter(({ failed, started }) => failed + started > 0)
      .map(
        ({ scope, step, done, failed, started }) =>
          `${scope}  ${step}: ${done} done, ${started} under way, ${failed} failed`,
      ),
  ];
}
