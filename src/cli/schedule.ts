import { resolve } from 'node:path';
import { ask } from './ask.ts';
import { EXIT } from './exit-code.ts';
import { type ConfigFlags, loadConfig } from './job-flags.ts';
import { printJson, type Terminal } from './terminal.ts';

/** Flags of `coalface schedule`. */
export interface ScheduleFlags extends ConfigFlags {
  readonly cron?: string;
  readonly source?: string;
  readonly out: string;
  readonly remove?: boolean;
  readonly json?: boolean;
}

interface Shown {
  readonly schedule: {
    readonly pattern: string;
    readonly zone: string;
    readonly source: string | null;
    readonly out: string;
  } | null;
}

/** Sets, shows or removes the weekly schedule; workers carry it out. */
export async function schedule(flags: ScheduleFlags, terminal: Terminal): Promise<number> {
  const config = loadConfig(flags, terminal.environment);
  const wanted = flags.cron && {
    pattern: flags.cron,
    zone: config.report.zone,
    source: flags.source === undefined ? null : resolve(flags.source),
    out: resolve(flags.out),
  };
  const shown = await ask<Shown>(
    wanted || flags.remove ? { kind: 'schedule', schedule: wanted || null } : { kind: 'show-schedule' },
    config,
    terminal,
  );
  if (flags.json) printJson(terminal, 'schedule', shown.schedule);
  else terminal.out(describe(shown));
  return EXIT.done;
}

function describe({ schedule }: Shown): string {
  if (schedule === null) return 'no schedule is set';
  const { pattern, zone, source, out } = schedule;
  return `"${pattern}" in ${zone}: ${source === null ? 'stored weeks' : `exports of ${source}`} to ${out}`;
}
