import { hostname } from 'node:os';
import { cwd, pid } from 'node:process';
import { type DestinationStream, destination as openDestination, pino, stdTimeFunctions } from 'pino';
import { CoalfaceError, ConfigError } from '../domain/errors.ts';
import type { Log } from '../ports.ts';
import { loadProductData } from './product-data.ts';

/** What is written: everything, warnings alone, or nothing. */
export type JsonLogLevel = 'info' | 'warn' | 'silent';

/** Where lines go: the number of an open file, the path of a file that is appended to, or anything that takes lines. */
export type JsonLogDestination = number | string | DestinationStream;

/** How a log is opened. */
export interface JsonLogOptions {
  readonly level: JsonLogLevel;
  /** Default: stderr. */
  readonly destination?: JsonLogDestination | undefined;
}

/** What a log keeps of an error. */
interface ErrorFields {
  readonly class: string;
  readonly code?: string;
  readonly message?: string;
  readonly frames?: readonly string[];
  readonly cause?: ErrorFields;
}

const LEVELS: readonly JsonLogLevel[] = ['info', 'warn', 'silent'];
const STDERR = 2;
// A second field of the same name would make two keys of one JSON object, of which readers keep either.
const OWN_FIELDS = new Set(['level', 'time', 'pid', 'hostname', 'version', 'msg']);
const MAX_DEPTH = 4;
const MAX_FRAMES = 10;

/**
 * Opens a log of one JSON object a line, for machines: `level` as a word, `time` in ISO 8601 UTC, `pid`, `hostname`, `version`, `msg` and the given fields.
 * A field with one of these names appears as `field_<name>`. Errors among the fields, however deep, keep their class, and a CoalfaceError its code and message;
 * of any other error the message is dropped and the places of its stack are kept, since its words may quote a ticket.
 * Every line is written before the call returns, so none is lost when the process ends or is killed.
 * @throws ConfigError `log-level` where the level is none of the three
 */
export function openJsonLog({ level, destination = STDERR }: JsonLogOptions): Log {
  if (!LEVELS.includes(level)) {
    throw new ConfigError('log-level', `expected a log level of ${LEVELS.join(', ')}, got ${JSON.stringify(level)}`);
  }
  const logger = pino(
    {
      level,
      timestamp: stdTimeFunctions.isoTime,
      base: { pid, hostname: hostname(), version: loadProductData().version },
      formatters: { level: (label) => ({ level: label }) },
    },
    openStream(destination),
  );
  return {
    info: (message, fields = {}) => logger.info(safeFields(fields), message),
    warn: (message, fields = {}) => logger.warn(safeFields(fields), message),
  };
}

/** A log that adds the same fields to every line; a line's own field of that name wins. */
export function withFields(log: Log, fields: Readonly<Record<string, unknown>>): Log {
  return {
    info: (message, own) => log.info(message, { ...fields, ...own }),
    warn: (message, own) => log.warn(message, { ...fields, ...own }),
  };
}

function openStream(target: JsonLogDestination): DestinationStream {
  if (typeof target === 'object') return target;
  return openDestination({ dest: target, sync: true, mkdir: true });
}

function safeFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = fields instanceof Error ? [['error', fields] as const] : Object.entries(fields);
  return Object.fromEntries(
    entries.map(([key, value]) => [OWN_FIELDS.has(key) ? `field_${key}` : key, safeValue(value, 0)]),
  );
}

// Errors are looked for in depth: JSON would write what a driver hung on them, such as the row that a constraint refused.
function safeValue(value: unknown, depth: number): unknown {
  if (value instanceof Error) return errorFields(value, depth);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === MAX_DEPTH) return '(too deep)';
  if (Array.isArray(value)) return value.map((item) => safeValue(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, safeValue(item, depth + 1)]));
}

function errorFields(error: Error, depth: number): ErrorFields {
  const { cause } = error;
  return {
    class: className(error),
    ...(error instanceof CoalfaceError
      ? { code: error.code, message: error.message }
      : { ...systemCode(error), frames: framesOf(error) }),
    ...(cause instanceof Error && depth < MAX_DEPTH ? { cause: errorFields(cause, depth + 1) } : {}),
  };
}

// The name of an error is a plain field that anybody may write to; the name of its class is not.
function className(error: Error): string {
  return error.constructor?.name || 'Error';
}

/** ECONNREFUSED and its like: constants of Node and the operating system. */
function systemCode(error: Error): { readonly code?: string } {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && /^(E[A-Z0-9]{2,20}|ERR_[A-Z0-9_]{1,60})$/.test(code) ? { code } : {};
}

/** `file:line` of each frame, innermost first. The message stands in front of them and may itself hold lines that look like frames. */
function framesOf({ stack, message }: Error): readonly string[] {
  if (typeof stack !== 'string') return [];
  const end = message === '' ? -1 : stack.lastIndexOf(message);
  const lines = stack.slice(end < 0 ? 0 : end + message.length).split('\n');
  const last = lines.findLastIndex((line) => !/^\s+at /.test(line));
  return lines
    .slice(last + 1)
    .flatMap(placeOf)
    .slice(-MAX_FRAMES);
}

function placeOf(line: string): readonly string[] {
  const [, path, row] = /((?:file:\/\/|node:|\/|[A-Za-z]:[\\/]).*):(\d+):\d+\)?$/.exec(line) ?? [];
  return path === undefined ? [] : [`${path.replace('file://', '').replace(`${cwd()}/`, '')}:${row}`];
}
