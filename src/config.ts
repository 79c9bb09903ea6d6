import { z } from 'zod';
import { CAUSES, type Cause } from './domain/cause.ts';
import { ConfigError } from './domain/errors.ts';
import type { ReportSettings } from './domain/run.ts';
import { isZone } from './ingest/local-time.ts';

/** A setting: how it is checked, its default, its unit and range, and why the default is what it is. */
interface Setting<T> {
  readonly schema: z.ZodType<T>;
  readonly fallback: T;
  readonly unit: string;
  readonly reason: string;
}

function setting<T>(schema: z.ZodType<T>, fallback: NoInfer<T>, unit: string, reason: string): Setting<T> {
  return { schema, fallback, unit, reason };
}

const text = z.string().min(1);
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);
const number = z.coerce.number();
const zone = z.string().refine(isZone, 'expected an IANA time zone such as Europe/Berlin');

const DEPARTMENT_SETTINGS = Object.fromEntries(
  CAUSES.flatMap((cause) => [
    [
      `departments.${cause}.head`,
      setting(text.nullable(), null, 'name', 'nobody is invented: a card then says "no owner set"'),
    ],
    [
      `departments.${cause}.mail`,
      setting(text.nullable(), null, 'address', 'answers are addressed to nobody until it is set'),
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
  'cost.perHandleMinute': setting(
    number.positive().nullable(),
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
  'warranty.months': setting(number.int().min(1).max(120), 24, 'months, 1 to 120', 'the legal warranty in the EU'),
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
    number.int().min(0).max(2_147_483_647),
    1,
    'whole number',
    'any fixed number: the same seed gives the same bytes',
  ),
  topics: setting(
    z.union([z.literal('auto'), number.int().min(1).max(1_000)]),
    'auto',
    '`auto` or 1 to 1000',
    'the number of topics comes from the data',
  ),
  windowWeeks: setting(
    number.int().min(1).max(52),
    13,
    'weeks, 1 to 52',
    'a quarter: long enough for a usual week, short enough to be about now',
  ),
  'limits.rejectedShare': setting(number.min(0).max(1), 0.01, 'share, 0 to 1', 'above it a run ends with exit code 4'),
  'limits.refusedShare': setting(
    number.min(0).max(1),
    0.1,
    'share, 0 to 1',
    'above it a file is refused with exit code 3: something is wrong with all of it',
  ),
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
  readonly report: ReportSettings;
  readonly mails: Readonly<Record<Cause, string | null>>;
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
  if (path in SETTINGS) return;
  const near = Object.keys(SETTINGS).find((known) =>
    known.toLowerCase().endsWith((path.split('.').at(-1) ?? path).toLowerCase()),
  );
  throw new ConfigError(
    'unknown-setting',
    `${origin}: expected a known setting, got "${path}"${near ? `; did you mean "${near}"?` : ''} \`coalface config show\` lists them all`,
  );
}

function checkValue(path: SettingPath, { origin, values }: ConfigSpec): unknown {
  const result = SETTINGS[path].schema.safeParse(values[path]);
  if (result.success) return result.data;
  throw new ConfigError(
    'bad-setting',
    `${origin}: ${path} expects ${SETTINGS[path].unit}, got ${JSON.stringify(values[path])} (${result.error.issues[0]?.message ?? 'not accepted'})`,
  );
}

function buildConfig(values: Record<SettingPath, unknown>, origins: Record<SettingPath, string>): Config {
  const of = <P extends SettingPath>(path: P) => values[path] as (typeof SETTINGS)[P]['fallback'];
  const perDepartment = <T>(make: (cause: Cause) => T) =>
    Object.fromEntries(CAUSES.map((cause) => [cause, make(cause)])) as Record<Cause, T>;
  return {
    seed: values.seed as number,
    topics: values.topics as number | 'auto',
    windowWeeks: values.windowWeeks as number,
    limits: { rejectedShare: of('limits.rejectedShare') as number, refusedShare: of('limits.refusedShare') as number },
    report: {
      departments: perDepartment((cause) => ({ head: values[`departments.${cause}.head`] as string | null })),
      costPerHandleMinute: values['cost.perHandleMinute'] as number | null,
      currency: values['cost.currency'] as string,
      warrantyMonths: values['warranty.months'] as number,
      ticketUrl: values.ticketUrl as string | null,
      zone: values['reporting.zone'] as string,
      nameSellers: values['privacy.nameSellers'] as boolean,
      nameEngineers: values['privacy.nameEngineers'] as boolean,
    },
    mails: perDepartment((cause) => values[`departments.${cause}.mail`] as string | null),
    values,
    origins,
  };
}

/** Flattens a parsed `coalface.config.json` into setting paths; keys starting with `$` are left out. @throws ConfigError when it is no object. */
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
      if (value !== null && typeof value === 'object' && !Array.isArray(value) && !(path in SETTINGS))
        walk(value, `${path}.`);
      else values[path] = value;
    }
  };
  walk(parsed, '');
  return { origin, values };
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
