import {
  CoalfaceError,
  ConfigError,
  ContractError,
  InputError,
  type InputPlace,
  PublishError,
  SourceError,
  StoreError,
} from '../domain/errors.ts';

/** An error as plain data, on its way between threads or processes. */
export interface PlainError {
  /** Name of one of our classes, or of a foreign one. */
  readonly class: string;
  /** Absent where the error is none of ours. */
  readonly code?: string | undefined;
  readonly message: string;
  readonly retryable?: boolean | undefined;
  /** Of an InputError. */
  readonly place?: InputPlace | undefined;
}

const CLASSES = { ConfigError, ContractError, SourceError, StoreError, PublishError };

/** Writes an error down. Words of one that is none of ours may quote a ticket: only its name and the places in the program are kept. */
export function plainError(error: unknown): PlainError {
  if (!(error instanceof CoalfaceError)) {
    const { name = typeof error, stack = '' } = error instanceof Error ? error : {};
    const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
    return { class: name, message: [`${name} in our own code`, ...frames].join('\n') };
  }
  const { name, code, message, retryable } = error;
  return { class: name, code, message, retryable, place: error instanceof InputError ? error.place : undefined };
}

/** Makes the error again: one of ours with its class and code, else a plain Error under the foreign name. */
export function reviveError({ class: name, code, message, retryable = false, place }: PlainError): Error {
  if (code === undefined) return Object.assign(new Error(message), { name });
  if (name === 'InputError') {
    // It puts the place before its words, and the words come with it already.
    const where = place ?? { file: '' };
    const prefix = new InputError(code, where, '').message;
    return new InputError(code, where, message.startsWith(prefix) ? message.slice(prefix.length) : message);
  }
  const Class = Object.hasOwn(CLASSES, name) ? CLASSES[name as keyof typeof CLASSES] : ContractError;
  return new Class(code, message, { retryable });
}
