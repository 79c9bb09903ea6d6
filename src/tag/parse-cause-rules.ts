import {
  CAUSES,
  type Calibration,
  type Cause,
  type CauseRule,
  type CauseRules,
  isCause,
  type LengthPrior,
  type TopicPooling,
} from '../domain/cause.ts';
import { ConfigError } from '../domain/errors.ts';
import { compileRules } from './compile-rules.ts';

const PLACES = ['text', 'note', 'any', 'record', 'grammar'] as const;
const PROMISES = ['capability', 'date', 'price', 'service level', 'compatibility'] as const;
const STANDINGS = ['alleged', 'documented', 'contradicted'] as const;
const FIELDS = 'id cause language where pattern and unless weight promise standing reason example counterExample'.split(
  ' ',
);
const HEAVIEST = 6;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads cause rules (`data/causes.json`). `<name>` in a pattern stands for the entry of the file's `words`, so that a list of words is written once;
 * entries may use entries above them.
 * @returns the rules with every `<name>` written out, in file order.
 * @throws ConfigError naming the rule and field, what was expected and what was found.
 */
export function parseCauseRules(input: unknown): CauseRules {
  const file = fieldsOf(input, 'cause rules');
  const words = parseWords(fieldsOf(file.words ?? {}, 'words'));
  const rules = listOf(file.rules, 'rules').map((entry, index) =>
    parseRule(fieldsOf(entry, `rules[${index}]`), index, words),
  );
  assertUniqueIds(rules);
  const parsed: CauseRules = {
    version: textOf(file.version, 'version'),
    languages: listOf(file.languages, 'languages').map((language, index) => textOf(language, `languages[${index}]`)),
    prior: eachCause(file.prior, 'prior', (value, where) => numberOf(value, where, -20, 20)),
    taggedFrom: numberOf(file.taggedFrom, 'taggedFrom', 0, 1),
    unsureFrom: numberOf(file.unsureFrom, 'unsureFrom', 0, 1),
    calibration:
      file.calibration === undefined ? undefined : eachCause(file.calibration, 'calibration', parseCalibration),
    length: file.length === undefined ? undefined : parseLength(fieldsOf(file.length, 'length')),
    pooling: file.pooling === undefined ? undefined : parsePooling(fieldsOf(file.pooling, 'pooling')),
    rules,
  };
  if (parsed.unsureFrom > parsed.taggedFrom) fail('unsureFrom', 'at most taggedFrom', String(parsed.unsureFrom));
  compileRules(parsed);
  return parsed;
}

function parseRule(fields: Fields, index: number, words: ReadonlyMap<string, string>): CauseRule {
  const id = textOf(fields.id, `rules[${index}].id`);
  const at = (field: string) => `rule ${id}, ${field}`;
  const unknown = Object.keys(fields).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) fail(at(unknown), `one of ${FIELDS.join(', ')}`, 'an unknown field');
  const patterns = (value: unknown, field: string) =>
    value === undefined
      ? undefined
      : listOf(value, at(field)).map((entry) => expand(textOf(entry, at(field)), words, at(field)));
  const cause = textOf(fields.cause, at('cause'));
  if (!isCause(cause)) fail(at('cause'), `one of ${CAUSES.join(', ')}`, cause);
  const weight = numberOf(fields.weight, at('weight'), -HEAVIEST, HEAVIEST);
  if (weight === 0) fail(at('weight'), 'a number other than 0', '0');
  const where = oneOf(fields.where, PLACES, at('where'));
  const pattern = textOf(fields.pattern, at('pattern'));
  return {
    id,
    cause: cause as Cause,
    language: textOf(fields.language, at('language')),
    where,
    pattern: where === 'grammar' ? pattern : expand(pattern, words, at('pattern')),
    and: patterns(fields.and, 'and'),
    unless: patterns(fields.unless, 'unless'),
    weight,
    promise: fields.promise === undefined ? undefined : oneOf(fields.promise, PROMISES, at('promise')),
    standing: fields.standing === undefined ? undefined : oneOf(fields.standing, STANDINGS, at('standing')),
    reason: textOf(fields.reason, at('reason')),
    example: textOf(fields.example, at('example')),
    counterExample:
      fields.counterExample === undefined ? undefined : textOf(fields.counterExample, at('counterExample')),
  };
}

function parseWords(fields: Fields): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const [name, value] of Object.entries(fields))
    words.set(name, expand(textOf(value, `words.${name}`), words, `words.${name}`));
  return words;
}

function expand(pattern: string, words: ReadonlyMap<string, string>, where: string): string {
  return pattern.replace(/<([a-z][a-z-]*)>/gu, (_, name: string) => {
    const entry = words.get(name);
    if (entry === undefined) fail(where, `a name that "words" defines above it`, `<${name}>`);
    return `(?:${entry})`;
  });
}

function parseCalibration(value: unknown, where: string): Calibration {
  const fields = fieldsOf(value, where);
  return {
    slope: numberOf(fields.slope, `${where}.slope`, 0, 10),
    intercept: numberOf(fields.intercept, `${where}.intercept`, -20, 20),
  };
}

function parseLength(fields: Fields): LengthPrior {
  textOf(fields.reason, 'length.reason');
  return {
    weight: numberOf(fields.weight, 'length.weight', 0, 2),
    typical: numberOf(fields.typical, 'length.typical', 1, 1000),
  };
}

function parsePooling(fields: Fields): TopicPooling {
  textOf(fields.reason, 'pooling.reason');
  return {
    pseudoCount: numberOf(fields.pseudoCount, 'pooling.pseudoCount', 1, 1000),
    weight: numberOf(fields.weight, 'pooling.weight', 0, 1),
    least: numberOf(fields.least, 'pooling.least', -6, 0),
    most: numberOf(fields.most, 'pooling.most', 0, 6),
  };
}

function eachCause<T>(
  value: unknown,
  where: string,
  parse: (entry: unknown, where: string) => T,
): Readonly<Record<Cause, T>> {
  const fields = fieldsOf(value, where);
  return Object.fromEntries(CAUSES.map((cause) => [cause, parse(fields[cause], `${where}.${cause}`)])) as Record<
    Cause,
    T
  >;
}

function assertUniqueIds(rules: readonly CauseRule[]): void {
  const seen = new Set<string>();
  for (const { id } of rules) {
    if (seen.has(id)) fail(`rule ${id}`, 'an id used once', 'it twice');
    seen.add(id);
  }
}

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(where, 'an object', kindOf(value));
  return value as Fields;
}

function listOf(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(where, 'a list', kindOf(value));
  return value as readonly unknown[];
}

function textOf(value: unknown, where: string): string {
  if (typeof value !== 'string' || value.trim() === '') fail(where, 'a text', kindOf(value));
  return value as string;
}

function numberOf(value: unknown, where: string, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most))
    fail(where, `a number from ${least} to ${most}`, kindOf(value));
  return value as number;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], where: string): T {
  if (!allowed.includes(value as T)) fail(where, `one of ${allowed.join(', ')}`, kindOf(value));
  return value as T;
}

function kindOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string'
    ? JSON.stringify(value)
    : value === null
      ? 'null'
      : typeof value;
}

function fail(where: string, expected: string, got: string): never {
  throw new ConfigError('cause-rules', `cause rules: ${where}: expected ${expected}, got ${got}; mend the rules file`);
}
