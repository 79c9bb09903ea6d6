import { CommanderError } from 'commander';
import {
  CoalfaceError,
  ConfigError,
  ContractError,
  InputError,
  PublishError,
  SourceError,
  StoreError,
} from '../domain/errors.ts';

/** Exit codes of every command (contract.md); signals end with 130 and 143. */
export const EXIT = { done: 0, bug: 1, usage: 2, invalid: 3, rejected: 4, remote: 5 } as const;

/** The exit code that an error ends a command with. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof ConfigError || error instanceof InputError) return EXIT.invalid;
  // A disk that is full or a folder that is closed is for the operator to mend; a database that is away may come back.
  if (error instanceof StoreError || error instanceof PublishError || error instanceof SourceError)
    return error.retryable && !/^(?:disk|store)-full$/.test(error.code) ? EXIT.remote : EXIT.invalid;
  return EXIT.bug;
}

/** What a person is told of an error; the stack only for a bug. */
export function describeError(error: unknown): string {
  if (!isBug(error)) return `error: ${(error as Error).message}`;
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const lines = [`${nameOf(error)}: ${messageOf(error)}`, ...frames];
  return `This is a bug in Coalface; please report it with the lines below.\n${lines.join('\n')}`;
}

/** An error as an entry of the `errors` of `--json`. */
export interface ErrorEntry {
  /** Of a Coalface error its own; `usage` for a wrong command line, `bug` for the rest. */
  readonly code: string;
  readonly message: string;
  readonly file?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
}

/** Makes the entry of an error. */
export function errorEntry(error: unknown): ErrorEntry {
  const place = error instanceof InputError ? error.place : {};
  if (error instanceof CommanderError) return { code: 'usage', message: error.message.replace(/^error: /, '') };
  return { code: error instanceof CoalfaceError ? error.code : 'bug', message: messageOf(error), ...place };
}

function isBug(error: unknown): boolean {
  return !(error instanceof CoalfaceError) || error instanceof ContractError;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** A SyntaxError quotes the text that it could not read, which may be a customer's. */
function messageOf(error: unknown): string {
  return error instanceof Error && !(error instanceof SyntaxError) ? error.message : 'message withheld';
}
