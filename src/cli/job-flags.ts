import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { loadProductData } from '../adapters/product-data.ts';
import type { JobOptions } from '../app.ts';
import { type Config, normalizeConfig, specOfEnvironment, specOfFile } from '../config.ts';
import { ConfigError } from '../domain/errors.ts';
import { type IsoWeek, parseWeek, weekDays } from '../domain/week.ts';
import { JOIN_KINDS, type JoinKind } from '../ingest/joins/join-specs.ts';

const CONFIG_FILE = 'coalface.config.json';

/** Flags that say which settings are in force; every command has them. */
export interface ConfigFlags {
  readonly config?: string;
  readonly tz?: string;
  readonly seed?: string;
  readonly topics?: string;
}

/** Flags of commands that read tickets. */
export interface JobFlags extends ConfigFlags, Partial<Record<JoinKind, string>> {
  readonly sample?: boolean;
  readonly out: string;
  readonly week?: IsoWeek;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly map: Readonly<Record<string, string>>;
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly delimiter?: string;
  readonly excel?: boolean;
  readonly raw?: boolean;
  readonly json?: boolean;
}

/** Adds the flags of settings. */
export function addConfigFlags(command: Command): Command {
  return command
    .option('--config <file>', `settings file (default: ./${CONFIG_FILE} where it exists)`)
    .option('--tz <zone>', 'reporting zone, and zone of dates that state none (IANA name)')
    .option('--seed <number>', 'seed of everything that is drawn')
    .option('--topics <number>', 'number of topics, or auto');
}

/** Adds the flags that say what is read and how. */
export function addReadingFlags(command: Command): Command {
  command
    .option(
      '--map <canonical=column>',
      'read a canonical column from this header (may be given more than once)',
      collectMap,
      {},
    )
    .addOption(
      new Option('--date-order <order>', 'order of day and month where the file leaves it open').choices([
        'dmy',
        'mdy',
      ]),
    )
    .option('--delimiter <character>', 'column delimiter, where it is guessed wrong');
  for (const kind of JOIN_KINDS) command.option(`--${kind} <file>`, `${kind} to join`);
  return addConfigFlags(command);
}

function collectMap(pair: string, map: Readonly<Record<string, string>>): Record<string, string> {
  const at = pair.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('expected canonical=Their Column, such as description=Details.');
  const [canonical, header] = [pair.slice(0, at), pair.slice(at + 1)];
  if (map[canonical] !== undefined) throw new InvalidArgumentError(`${canonical} is mapped twice; keep one.`);
  return { ...map, [canonical]: header };
}

/** Reads a week flag. */
export function parseWeekFlag(text: string): IsoWeek {
  const week = parseWeek(text);
  if (!week) throw new InvalidArgumentError('expected an ISO week such as 2026-W46.');
  return week;
}

/** Reads a day flag. */
export function parseDayFlag(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('expected a day such as 2026-11-15.');
  return text;
}

/** Merges flags, environment, settings file and defaults. @throws ConfigError */
export function loadConfig(
  flags: ConfigFlags,
  environment: Readonly<Record<string, string | undefined>>,
  sampleConfig?: string,
): Config {
  const given = { 'reporting.zone': flags.tz, seed: flags.seed, topics: flags.topics };
  const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const file = flags.config ?? sampleConfig ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined);
  return normalizeConfig([
    { origin: 'flags', values },
    specOfEnvironment(environment),
    ...(file ? [readConfigFile(file)] : []),
  ]);
}

function readConfigFile(path: string): ReturnType<typeof specOfFile> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError('config-file-missing', `${path}: expected a settings file, found none that can be read`);
  }
  try {
    return specOfFile(JSON.parse(text), path);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new ConfigError('bad-config-file', `${path}: expected JSON, got text that is none (${error.message})`);
    throw error;
  }
}

/** Turns flags into the options of a job. `--sample` fills in the sample company's files where none were given. */
export function jobOptions(
  files: readonly string[],
  flags: JobFlags,
  environment: Readonly<Record<string, string | undefined>>,
): JobOptions {
  const sample = flags.sample ? loadProductData().sampleFolder : undefined;
  const joins = JOIN_KINDS.map((kind) => [kind, flags[kind] ?? sampleFile(sample, kind)] as const).filter(
    ([, path]) => path !== undefined,
  );
  return {
    files: sample && files.length === 0 ? [join(sample, 'tickets.csv')] : files,
    joins: Object.fromEntries(joins),
    out: flags.out,
    home: environment.COALFACE_HOME || '.coalface',
    databaseUrl: environment.DATABASE_URL || undefined,
    reading: { overrides: flags.map, dateOrder: flags.dateOrder, delimiter: flags.delimiter },
    wanted: wantedWeeks(flags),
    asOf: flags.asOf,
    csv: flags.raw ? 'raw' : flags.excel ? 'excel' : 'guarded',
    config: loadConfig(flags, environment, sample && join(sample, CONFIG_FILE)),
  };
}

function sampleFile(folder: string | undefined, kind: JoinKind): string | undefined {
  const path = folder && join(folder, `${kind}.csv`);
  return path && existsSync(path) ? path : undefined;
}

/** Weeks named by `--week`, or that lie wholly within `--from` and `--to`. */
function wantedWeeks({ week, from, to }: JobFlags): (week: IsoWeek) => boolean {
  if (week) return (one) => one === week;
  return (one) =>
    (from === undefined || weekDays(one).monday >= from) && (to === undefined || weekDays(one).sunday <= to);
}
