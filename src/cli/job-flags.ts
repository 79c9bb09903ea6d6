import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { loadProductData } from '../adapters/product-data.ts';
import { mappingFolder } from '../app/mapping-files.ts';
import type { JobOptions } from '../app.ts';
import {
  type Config,
  type ConfigSpec,
  environmentName,
  isSecret,
  normalizeConfig,
  SETTINGS,
  type SettingPath,
  specOfEnvironment,
  specOfFile,
} from '../config.ts';
import { ConfigError } from '../domain/errors.ts';
import { type IsoWeek, parseWeek } from '../domain/week.ts';
import { type FieldSpec, JOIN_KINDS, JOIN_SPECS, type JoinKind } from '../ingest/joins/join-specs.ts';
import { SOURCE_NAMES } from '../ingest/presets/presets.ts';

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
  readonly map?: Readonly<Record<string, string>>;
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly delimiter?: string;
  /** Product or preset that wrote the files. */
  readonly source?: string;
  readonly mapping?: string;
  readonly excel?: boolean;
  readonly raw?: boolean;
  readonly json?: boolean;
}

/** Adds the flags of the settings file and of the zone alone. */
export function addZoneFlags(command: Command): Command {
  return command
    .option('--config <file>', `settings file (default: ./${CONFIG_FILE} where it exists)`)
    .option('--tz <zone>', 'reporting zone, and zone of dates that state none (IANA name)');
}

/** Adds the flags of settings. */
export function addConfigFlags(command: Command): Command {
  return addZoneFlags(command)
    .option('--seed <number>', 'seed of everything that is drawn')
    .option('--topics <number>', 'number of topics, or auto');
}

/** Adds the flags that say which weeks are reported, where to, and how analyst files are written. */
export function addPeriodFlags(command: Command): Command {
  return command
    .option('-o, --out <dir>', 'where reports go', 'reports')
    .addOption(
      new Option('--week <week>', 'report this ISO week alone').argParser(parseWeekFlag).conflicts(['from', 'to']),
    )
    .option('--from <day>', 'report weeks from this day on', parseDayFlag)
    .option('--to <day>', 'report weeks up to this day', parseDayFlag)
    .option('--as-of <day>', 'last day that is over (default: the last close in the input)', parseDayFlag)
    .addOption(new Option('--excel', 'analyst files with ; and a byte order mark').conflicts('raw'))
    .option('--raw', "analyst files without the leading ' before = + - @");
}

/** The flag of one JSON object on stdout. */
export function jsonFlag(): Option {
  return new Option('--json', 'print one JSON object');
}

/** The flag of the product that wrote the files. */
export function sourceFlag(): Option {
  return new Option('--source <name>', 'product that wrote the files, where it is guessed wrong').argParser(
    parseSource,
  );
}

function parseSource(text: string): string {
  const name = text.trim().toLowerCase();
  if (SOURCE_NAMES.includes(name)) return name;
  throw new InvalidArgumentError(`expected one of ${SOURCE_NAMES.join(', ')}.`);
}

/** Adds the flags that say what is read and how. */
export function addReadingFlags(command: Command): Command {
  command
    .option(
      '--map <canonical=column>',
      'read a canonical column from this header; may be given more than once',
      collectMap,
    )
    .addOption(
      new Option('--date-order <order>', 'order of day and month where the file leaves it open').choices([
        'dmy',
        'mdy',
      ]),
    )
    .option(
      '--mapping <file>',
      'mapping file to read by (default: the one in COALFACE_HOME/mappings for these headers)',
    )
    .option('--delimiter <character>', 'column delimiter where it is guessed wrong (tab for a tab)', parseDelimiter);
  for (const kind of JOIN_KINDS) command.option(`--${kind} <file>`, `CSV with ${requiredColumns(kind)}`);
  return addConfigFlags(command);
}

function requiredColumns(kind: JoinKind): string {
  const fields: readonly FieldSpec[] = Object.values(JOIN_SPECS[kind]);
  return fields.flatMap(({ column, required }) => (required ? [column] : [])).join(', ');
}

function collectMap(pair: string, map: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = pair.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('expected canonical=Their Column, such as description=Details.');
  const [canonical, header] = [pair.slice(0, at), pair.slice(at + 1)];
  if (Object.hasOwn(map, canonical)) throw new InvalidArgumentError(`${canonical} is mapped twice; keep one.`);
  return { ...map, [canonical]: header };
}

/** Reads a week flag. */
export function parseWeekFlag(text: string): IsoWeek {
  const week = parseWeek(text);
  if (!week) throw new InvalidArgumentError('expected an ISO week such as 2026-W46.');
  return week;
}

/** Reads a day flag; 30 February is none. */
export function parseDayFlag(text: string): string {
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text))
    throw new InvalidArgumentError('expected a day such as 2026-11-15.');
  return text;
}

function parseDelimiter(text: string): string {
  const character = text === 'tab' || text === '\\t' ? '\t' : text;
  if (character.length !== 1 || /["\r\n]/.test(character))
    throw new InvalidArgumentError('expected one character, or tab.');
  return character;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Merges flags, environment, settings file and defaults. @throws ConfigError */
export function loadConfig(
  flags: ConfigFlags,
  environment: Environment,
  sampleConfig?: string,
  more: Readonly<Partial<Record<SettingPath, string | undefined>>> = {},
): Config {
  const given = { 'reporting.zone': flags.tz, seed: flags.seed, topics: flags.topics, ...more };
  const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const file = flags.config ?? sampleConfig ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined);
  return normalizeConfig([
    { origin: 'flags', values },
    specOfEnvironment(withSecretFiles(environment)),
    ...(file ? [readConfigFile(file)] : []),
  ]);
}

/** A secret may be given as the name of a file that holds it: `COALFACE_PSEUDONYM_KEY_FILE`. */
function withSecretFiles(environment: Environment): Environment {
  const names = (Object.keys(SETTINGS) as SettingPath[]).filter(isSecret).map(environmentName);
  const read = names.flatMap((name) => {
    const path = environment[`${name}_FILE`];
    return path ? [[name, readText(path, `${name}_FILE`).trim()]] : [];
  });
  return { ...environment, ...Object.fromEntries(read) };
}

function readConfigFile(path: string): ConfigSpec {
  const text = readText(path, 'settings file').replace(/^\uFEFF/, '');
  try {
    return specOfFile(JSON.parse(text), path);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The parser's own words may quote a secret of the file.
    throw new ConfigError(
      'bad-config-file',
      `${path}${placeOf(error, text)}: expected JSON, got text that is none; look for a missing or surplus comma, quote or brace there`,
    );
  }
}

function placeOf(error: SyntaxError, text: string): string {
  const position = /position (\d+)/.exec(error.message)?.[1];
  const lines = text.slice(0, Number(position ?? 0)).split('\n');
  return position === undefined ? '' : `:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

function readText(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const message = `${path}: expected a ${what} that can be read, got ${(cause as NodeJS.ErrnoException).code}; check the path and its permissions`;
    throw new ConfigError('config-file-missing', message, { cause });
  }
}

/**
 * Turns flags into the options of a job. `--sample` stands for the sample company's tickets, its joins where none are given, and its settings; it has an
 * embedded store of its own, so that made-up tickets never count among real ones.
 */
export function jobOptions(files: readonly string[], flags: JobFlags, environment: Environment): JobOptions {
  const sample = flags.sample ? loadProductData().sampleFolder : undefined;
  const joins = JOIN_KINDS.map((kind) => [kind, flags[kind] ?? sampleFile(sample, kind)] as const).filter(
    ([, path]) => path !== undefined,
  );
  const { week, from, to, asOf } = flags;
  const home = environment.COALFACE_HOME || '.coalface';
  return {
    files: sample && files.length === 0 ? [join(sample, 'tickets.csv')] : files,
    joins: Object.fromEntries(joins),
    out: flags.out,
    home: sample ? join(home, 'sample') : home,
    databaseUrl: sample ? undefined : environment.DATABASE_URL || undefined,
    reading: {
      overrides: flags.map ?? {},
      dateOrder: flags.dateOrder,
      delimiter: flags.delimiter,
      source: flags.source,
      mapping: flags.mapping,
      mappings: mappingFolder(sample ? join(home, 'sample') : home),
    },
    period: { week, from, to, asOf },
    csv: flags.raw ? 'raw' : flags.excel ? 'excel' : 'guarded',
    config: loadConfig(flags, environment, sample && join(sample, CONFIG_FILE)),
  };
}

function sampleFile(folder: string | undefined, kind: JoinKind): string | undefined {
  const path = folder && join(folder, `${kind}.csv`);
  return path && existsSync(path) ? path : undefined;
}
