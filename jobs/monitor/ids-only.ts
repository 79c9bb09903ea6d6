// Words of the board's own errors, and how a schedule is written.
const OWN_FIELDS: Readonly<Record<string, RegExp>> = {
  key: /^ERRORS\.[A-Z_]{1,60}$/,
  pattern: /^[\d*/,#?LW -]{1,80}$/,
  tz: /^(UTC|[A-Z][a-z]{2,12}\/[A-Z][A-Za-z_/]{1,40})$/,
};
const REASON_KEYS = new Set(['failedReason', 'deferredFailure']);
const HIDDEN = '(hidden)';
// By BullMQ itself, for a job whose workers died one after the other.
const OWN_REASONS = new Set(['job stalled more than allowable limit', 'job started more than allowable limit']);

/**
 * What of a job may be shown: numbers, instants, ids and plain names. Payloads hold nothing else by rule; this is the second lock, for the fields that
 * a library fills as well: error messages (which may quote what they choked on), stacks, logs, progress and return values.
 * Strings that are no id (one with a digit and without spaces) and no name (lower-case letters and hyphens) become `(hidden)`. Of an error its code, if its
 * message starts with one, or its class is left: the log of the worker has the rest.
 */
export function idsOnly(value: unknown): unknown {
  if (typeof value === 'string') return isIdOrName(value) ? value : HIDDEN;
  if (Array.isArray(value)) return value.map(idsOnly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [idKey(key), field(key, item, value)]));
}

function field(key: string, item: unknown, owner: object): unknown {
  const { stacktrace } = owner as { readonly stacktrace?: unknown };
  if (typeof item === 'string' && OWN_FIELDS[key]?.test(item)) return item;
  if (REASON_KEYS.has(key)) return typeof item === 'string' ? reason(item, stacktrace) : undefined;
  if (key === 'stacktrace' && Array.isArray(item)) return item.map(errorClass);
  return idsOnly(item);
}

function reason(text: string, stacktrace: unknown): string {
  if (text === '' || OWN_REASONS.has(text)) return text;
  const [code] = /^[a-z]+(-[a-z]+)+(?=:|$)/.exec(text) ?? [];
  return code ?? errorClass(Array.isArray(stacktrace) ? stacktrace[0] : undefined);
}

function errorClass(stack: unknown): string {
  const [name = HIDDEN] = /^[A-Z]\w{0,30}Error(?=:|\n|$)/.exec(typeof stack === 'string' ? stack : '') ?? [];
  return name;
}

function isIdOrName(text: string): boolean {
  return text === '' || /^(?=.*\d)\w[\w.:-]{0,99}$/.test(text) || /^[a-z][a-z-]{0,39}$/.test(text);
}

function idKey(key: string): string {
  return /^[A-Za-z][\w.:-]{0,99}$/.test(key) ? key : HIDDEN;
}
