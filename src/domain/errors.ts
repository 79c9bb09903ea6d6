/**
 * The errors Coalface throws. Three places translate them and nobody else does: the job runner (retry or not), the command line (exit code) and the
 * portal (status). Match on class or `code`, never on words. A message says expected what, got what, where, and what to do; never ticket text.
 */
export abstract class CoalfaceError extends Error {
  /** Stable machine-readable code, kebab-case. */
  readonly code: string;
  /** Whether trying the same again can succeed. */
  readonly retryable: boolean;

  constructor(code: string, message: string, options: { readonly cause?: unknown; readonly retryable?: boolean } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

/** The operator's settings or flags are wrong. */
export class ConfigError extends CoalfaceError {}

/** Where in a file an input error lies. Rows count from 1 and include the header row, as a spreadsheet shows them. */
export interface InputPlace {
  readonly file: string;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
}

/** A file cannot be read as what it should be. Its message starts with file:row:column. */
export class InputError extends CoalfaceError {
  readonly place: InputPlace;

  constructor(code: string, place: InputPlace, message: string, options: { readonly cause?: unknown } = {}) {
    const where = [place.file, place.row, place.column].filter((part) => part !== undefined).join(':');
    super(code, `${where}: ${message}`, options);
    this.place = place;
  }
}

/** Our own data breaks a promise that another step relies on: a bug. */
export class ContractError extends CoalfaceError {}

/** A helpdesk or other remote source failed; retryable unless said otherwise. */
export class SourceError extends CoalfaceError {
  constructor(code: string, message: string, options: { readonly cause?: unknown; readonly retryable?: boolean } = {}) {
    super(code, message, { retryable: true, ...options });
  }
}

/** The store failed; retryable unless said otherwise. */
export class StoreError extends CoalfaceError {
  constructor(code: string, message: string, options: { readonly cause?: unknown; readonly retryable?: boolean } = {}) {
    super(code, message, { retryable: true, ...options });
  }
}

/** Pages could not be put where they belong; retryable unless said otherwise. */
export class PublishError extends CoalfaceError {
  constructor(code: string, message: string, options: { readonly cause?: unknown; readonly retryable?: boolean } = {}) {
    super(code, message, { retryable: true, ...options });
  }
}
