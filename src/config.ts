import { z } from 'zod';
import { CAUSES, type Cause } from './domain/cause.ts';
import { ConfigError } from './domain/errors.ts';
import type { ReportSettings } from './domain/run.ts';
import { nearest } from './ingest/header-key.ts';
import { isZone } from './ingest/local-time.ts';

/** A setting: how it is checked, its default, its unit and range, and why the default is what it is. */
interface Setting<T> {
  readonly schema: z.ZodType<T>;
  readonly fallback: T;
  readonly unit: string;
  readonly reason: string;
  /** True where the value is never printed and may come from a file that `COALFACE_..._FILE` names. */
  readonly secret?: boolean;
}

function setting<T>(schema: z.ZodType<T>, fallback: NoInfer<T>, unit: string, reason: string): Setting<T> {
  return { schema, fallback, unit, reason };
}

const text = z.string().min(1);
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);
const zone = z.string().refine(isZone, 'expected an IANA time zone such as Europe/Berlin');

/** Flags and the environment give numbers as text; an empty text, null or true is no number, and surely not 0 or 1. */
function number<T extends z.ZodType<number | null>>(rule: T) {
  return z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), rule);
}

const DEPARTMENT_SETTINGS = Object.fromEntries(
  CAUSES.flatMap((cause) => [
    [
      `departments.${cause}.head`,
      setting(text.nullable(), null, 'name', 'nobody is invented: a card then says "no owner set"'),
    ],
    [
      `departments.${cause}.mail`,
      setting(text.nullable(), null, 'address', 'a report is sent to nobody until it is set'),
    ],
  ]),
) as Readonly<Record<`departments.${Cause}.${'head' | 'mail'}`, Setting<string | null>>>;

/** Every setting by its path in `coalface.config.json`. */
export const SETTINGS = {
  ...DEPARTMENT_SETTINGS,
  'reporting.zone': setting(
    zone,
    'UTC',
    'IANA zone',
    'decides which week a ticket belongs to; UTC until the firm says where it is',
  ),
  'reporting.answersTo': setting(
    text.nullable(),
    null,
    'mail address',
    "a head's answer opens a mail to nobody in particular until it is set",
  ),
  'cost.perHandleMinute': setting(
    number(z.number().positive().nullable()),
    null,
    'money a minute, > 0',
    'without it hours are shown, never invented money',
  ),
  'cost.currency': setting(
    z.string().regex(/^[A-Z]{3}$/),
    'EUR',
    'ISO 4217 code',
    'used only where a cost rate or amounts are given',
  ),
  'warranty.months': setting(
    number(z.number().int().min(1).max(120)),
    24,
    'months, 1 to 120',
    'the legal warranty in the EU',
  ),
  ticketUrl: setting(text.nullable(), null, 'URL with {id}', 'ticket ids are plain text until the helpdesk is known'),
  'privacy.nameSellers': setting(
    flag,
    false,
    'true or false',
    'people are not ranked; a team is named, not its sellers',
  ),
  'privacy.nameEngineers': setting(
    flag,
    true,
    'true or false',
    "a custom solution's author is named in that department's own report: the remedy is help, not blame",
  ),
  seed: setting(
    number(z.number().int().min(0).max(2_147_483_647)),
    1,
    'whole number',
    'any fixed number: the same seed gives the same bytes',
  ),
  topics: setting(
    z.union([z.literal('auto'), number(z.number().int().min(1).max(1_000))]),
    'auto',
    '`auto` or 1 to 1000',
    'the number of topics comes from the data',
  ),
  windowWeeks: setting(
    number(z.number().int().min(1).max(52)),
    13,
    'weeks, 1 to 52',
    'a quarter: long enough for a usual week, short enough to be about now',
  ),
  'limits.rejectedShare': setting(
    number(z.number().min(0).max(1)),
    0.01,
    'share, 0 to 1',
    'above it a run ends with exit code 4',
  ),
  'limits.refusedShare': setting(
    number(z.number().min(0).max(1)),
    0.1,
    'share, 0 to 1',
    'above it the files are not what they should be: nothing is stored, and a run ends with exit code 3',
  ),
  'jobs.concurrency': setting(
    z.union([z.literal('auto'), number(z.number().int().min(1).max(64))]),
    'auto',
    '`auto` or 1 to 64',
    'tasks that a worker does at once; as many as it has cores',
  ),
  'jobs.shardSize': setting(
    number(z.number().int().min(10).max(50_000)),
    5_000,
    'rows or tickets, 10 to 50,000',
    'what one task takes: seconds of work, and some megabytes of memory',
  ),
  'jobs.stepTimeoutMinutes': setting(
    number(z.number().min(0.001).max(1_440)),
    30,
    'minutes, up to 1440',
    'the fit of a 100,000-ticket window takes two; what takes longer hangs',
  ),
  'jobs.lockSeconds': setting(
    number(z.number().min(1).max(600)),
    15,
    'seconds, 1 to 600',
    'a worker that gives no sign of life for so long is taken for dead; shorter, a busy machine looks dead too',
  ),
  'jobs.sweepSeconds': setting(
    number(z.number().min(0.1).max(3_600)),
    15,
    'seconds, 0.1 to 3600',
    'pause between two looks for work that the queue has lost; a look asks the store a few short questions',
  ),
  'monitor.port': setting(
    number(z.number().int().min(0).max(65_535)).nullable(),
    null,
    'port, 0 for any free one',
    'without it a worker opens no port',
  ),
  'monitor.host': setting(text, '127.0.0.1', 'address', 'what it shows is for this machine'),
  'monitor.boardToken': {
    ...setting(
      z.string().min(16).nullable(),
      null,
      'text of 16 characters or more',
      'without it there is no board of jobs',
    ),
    secret: true,
  },
  pseudonymKey: {
    ...setting(
      z.string().min(16).nullable(),
      null,
      'text of 16 characters or more',
      'without it the store makes one; set it where two stores must give one person the same pseudonym',
    ),
    secret: true,
  },
} as const satisfies Readonly<Record<string, Setting<never> | Setting<unknown>>>;

/** Path of a setting, such as `reporting.zone`. */
export type SettingPath = keyof typeof SETTINGS;

/** Values as one place gives them, all unknown: a flag, the environment or a file. */
export interface ConfigSpec {
  /** Where they come from, for messages and `config show --origin`. */
  readonly origin: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The settings in force, with the origin of each. */
export interface Config {
  readonly seed: number;
  readonly topics: number | 'auto';
  readonly windowWeeks: number;
  readonly limits: { readonly rejectedShare: number; readonly refusedShare: number };
  /** Null where the store is to make one. */
  readonly pseudonymKey: string | null;
  readonly jobs: {
    readonly concurrency: number | 'auto';
    readonly shardSize: number;
    readonly stepTimeoutMs: number;
    readonly lockMs: number;
    readonly sweepMs: number;
  };
  /** Null port: no window. Null token: no board. */
  readonly monitor: { readonly port: number | null; readonly host: string; readonly boardToken: string | null };
  readonly report: ReportSettings;
  /** Address that answers to findings are mailed to. */
  readonly answersTo: string | null;
  readonly values: Readonly<Record<SettingPath, unknown>>;
  readonly origins: Readonly<Record<SettingPath, string>>;
}

/**
 * Merges layers into a checked configuration.
 * @param layers strongest first (flags, environment, file); defaults come last.
 * @throws ConfigError `unknown-setting` or `bad-setting`, naming the origin, what was expected and what was got.
 */
export function normalizeConfig(layers: readonly ConfigSpec[]): Config {
  for (const layer of layers) for (const path of Object.keys(layer.values)) assertKnown(path, layer.origin);
  const values: Record<string, unknown> = {};
  const origins: Record<string, string> = {};
  for (const path of Object.keys(SETTINGS) as SettingPath[]) {
    const layer = layers.find((one) => one.values[path] !== undefined);
    values[path] = layer ? checkValue(path, layer) : SETTINGS[path].fallback;
    origins[path] = layer?.origin ?? 'default';
  }
  return buildConfig(values as Record<SettingPath, unknown>, origins as Record<SettingPath, string>);
}

function assertKnown(path: string, origin: string): void {
  if (Object.hasOwn(SETTINGS, path)) return;
  const known = Object.keys(SETTINGS);
  const inside = known.filter((one) => one.startsWith(`${path}.`));
  const near = known.find((one) => one.endsWith(`.${path.split('.').at(-1)}`)) ?? nearest(path, known);
  const hint = near ? `did you mean "${near}"? ` : '';
  throw new ConfigError(
    'unknown-setting',
    inside.length > 0
      ? `${origin}: expected "${path}" to be an object that holds ${inside.map((one) => one.slice(path.length + 1)).join(', ')}, got a single value`
      : `${origin}: expected a known setting, got "${path}"; ${hint}\`coalface config show\` lists them all`,
  );
}

function checkValue(path: SettingPath, { origin, values }: ConfigSpec): unknown {
  const { schema, unit, secret }: Setting<unknown> = SETTINGS[path];
  const result = schema.safeParse(values[path]);
  if (result.success) return result.data;
  const got = secret ? 'another' : JSON.stringify(values[path]).slice(0, 80);
  throw new ConfigError('bad-setting', `${origin}: ${path} expects ${unit}, got ${got}; correct or remove it`);
}

function buildConfig(values: Record<SettingPath, unknown>, origins: Record<SettingPath, string>): Config {
  const departments = Object.fromEntries(
    CAUSES.map((cause) => [cause, { head: values[`departments.${cause}.head`] as string | null }]),
  ) as ReportSettings['departments'];
  return {
    seed: values.seed as number,
    topics: values.topics as number | 'auto',
    windowWeeks: values.windowWeeks as number,
    limits: {
      rejectedShare: values['limits.rejectedShare'] as number,
      refusedShare: values['limits.refusedShare'] as number,
    },
    pseudonymKey: values.pseudonymKey as string | null,
    answersTo: values['reporting.answersTo'] as string | null,
    jobs: {
      concurrency: values['jobs.concurrency'] as number | 'auto',
      shardSize: values['jobs.shardSize'] as number,
      stepTimeoutMs: (values['jobs.stepTimeoutMinutes'] as number) * 60_000,
      lockMs: Math.round((values['jobs.lockSeconds'] as number) * 1_000),
      sweepMs: (values['jobs.sweepSeconds'] as number) * 1_000,
    },
    monitor: {
      port: values['monitor.port'] as number | null,
      host: values['monitor.host'] as string,
      boardToken: values['monitor.boardToken'] as string | null,
    },
    report: {
      departments,
      costPerHandleMinute: values['cost.perHandleMinute'] as number | null,
      currency: values['cost.currency'] as string,
      warrantyMonths: values['warranty.months'] as number,
      ticketUrl: values.ticketUrl as string | null,
      zone: values['reporting.zone'] as string,
      nameSellers: values['privacy.nameSellers'] as boolean,
      nameEngineers: values['privacy.nameEngineers'] as boolean,
    },
    values,
    origins,
  };
}

/** Flattens a parsed `coalface.config.json` into setting paths; keys starting with `$` are left out. @throws ConfigError `bad-config-file` when it is no object. */
export function specOfFile(parsed: unknown, origin: string): ConfigSpec {
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed))
    throw new ConfigError(
      'bad-config-file',
      `${origin}: expected a JSON object with settings, got ${Array.isArray(parsed) ? 'a list' : typeof parsed}`,
    );
  const values: Record<string, unknown> = {};
  const walk = (node: object, prefix: string) => {
    for (const [key, value] of Object.entries(node)) {
      if (key.startsWith('$')) continue;
      const path = `${prefix}${key}`;
      if (value !== null && typeof value === 'object' && !Array.isArray(value) && !Object.hasOwn(SETTINGS, path))
        walk(value, `${path}.`);
      else values[path] = value;
    }
  };
  walk(parsed, '');
  return { origin, values };
}

/** Whether a setting's value is never to be printed. */
export function isSecret(path: SettingPath): boolean {
  const { secret }: Setting<unknown> = SETTINGS[path];
  return secret === true;
}

/** Environment name of a setting: `reporting.zone` is `COALFACE_REPORTING_ZONE`. */
export function environmentName(path: SettingPath): string {
  return `COALFACE_${path
    .replace(/[a-z](?=[A-Z])/g, '$&_')
    .replaceAll(/[.-]/g, '_')
    .toUpperCase()}`;
}

/** Reads the settings that the environment gives; other `COALFACE_*` names are not settings and are left alone. */
export function specOfEnvironment(environment: Readonly<Record<string, string | undefined>>): ConfigSpec {
  const values: Record<string, unknown> = {};
  for (const path of Object.keys(SETTINGS) as SettingPath[]) {
    const value = environment[environmentName(path)];
    if (value !== undefined && value !== '') values[path] = value;
  }
  return { origin: 'environment', values };
}
