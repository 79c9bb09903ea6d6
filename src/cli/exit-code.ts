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

/** Exit codes of every command (contract.md). */
export const EXIT = { done: 0, bug: 1, usage: 2, invalid: 3, rejected: 4, remote: 5 } as const;

/** The exit code that an error ends a command with. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof ConfigError || error instanceof InputError) return EXIT.invalid;
  if (error instanceof ContractError) return EXIT.bug;
  // A disk that is full or a folder that is closed is for the operator to mend; a database that is away may come back.
  if (error instanceof StoreError || error instanceof PublishError || error instanceof SourceError)
    return error.retryable && error.code !== 'disk-full' ? EXIT.remote : EXIT.invalid;
  return EXIT.bug;
}

/** What a person is told of an error; the stack only for a bug. */
export function describeError(error: unknown): string {
  if (error instanceof CoalfaceError && !(error instanceof ContractError)) return `error: ${error.message}`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a bug in Coalface; please report it with the lines below.\n${stack}`;
}
