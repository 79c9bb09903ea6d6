import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Schedule } from '../../jobs/schedule.ts';
import { assertWritable } from '../app/assert-writable.ts';
import { ConfigError } from '../domain/errors.ts';
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
  readonly schedule: Schedule | null;
}

/** Sets, shows or removes the weekly schedule; workers carry it out. */
export async function schedule(flags: ScheduleFlags, terminal: Terminal): Promise<number> {
  const { report } = loadConfig(flags, terminal.environment);
  const wanted = flags.cron === undefined ? null : wantedSchedule(flags.cron, report.zone, flags);
  const shown = await ask<Shown>(
    wanted || flags.remove ? { kind: 'schedule', schedule: wanted } : { kind: 'show-schedule' },
    terminal,
  );
  if (flags.json) printJson(terminal, 'schedule', shown.schedule);
  else terminal.out(describe(shown));
  return EXIT.done;
}

/** @throws ConfigError `folder-missing`, PublishError `target-not-writable`: at the tick nobody would be there to read it */
function wantedSchedule(pattern: string, zone: string, flags: ScheduleFlags): Schedule {
  const source = flags.source === undefined ? null : resolve(flags.source);
  const out = resolve(flags.out);
  if (source !== null) assertFolder(source);
  assertWritable(out);
  return { pattern, zone, source, out };
}

function assertFolder(path: string): void {
  const got = statSync(path, { throwIfNoEntry: false });
  if (got?.isDirectory()) return;
  const message = `${path}: expected a folder that exports are dropped into, got ${got ? 'a file' : 'none'}; create it or name another`;
  throw new ConfigError('folder-missing', message);
}

function describe({ schedule }: Shown): string {
  if (schedule === null) return 'no schedule is set';
  const { pattern, zone, source, out } = schedule;
  return `"${pattern}" in ${zone}: ${source === null ? 'stored weeks' : `exports of ${source}`} to ${out}`;
}
