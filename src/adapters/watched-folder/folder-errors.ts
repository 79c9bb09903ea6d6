import { CoalfaceError, ConfigError, SourceError } from '../../domain/errors.ts';

/** Says that another taker has the folder, and what to do where he is not there. */
export function inUse(path: string, waitMs: number, cause: unknown): SourceError {
  const message =
    `${path}: expected the folder to be free within ${waitMs / 1_000} s, but another process is taking files from it; try again later ` +
    '(delete this file only if you are sure that no such process exists)';
  return new SourceError('folder-in-use', message, { cause });
}

/** Says that a path is no folder that files can be read from and moved in. */
export function notUsable(path: string, got: string, cause?: unknown): ConfigError {
  const message = `${path}: expected a folder to read from and to move files in, got ${got}; let this user read and write it, or name another`;
  return new ConfigError('folder-not-usable', message, { cause });
}

/** What a failure of the file system means for the operator; other errors are left as they are. */
export function asFolderError(error: unknown, folder: string): unknown {
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (error instanceof CoalfaceError || path === undefined) return error;
  if (code === 'ENOENT') {
    const message = `${folder}: expected a folder that exports are dropped into, got none; create it or name another`;
    return new ConfigError('folder-missing', message, { cause: error });
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) return notUsable(path, code, error);
  const message = `${path}: expected to read and to move files, got ${code}; free the disk or wait for the share, then try again`;
  return new SourceError('folder-failed', message, { cause: error });
}
