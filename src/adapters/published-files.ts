import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** A published file. */
export interface PublishedFile {
  /** Relative to the reports folder. */
  readonly path: string;
  readonly body: string;
}

/** Folders of a reports folder that Coalface publishes. */
const FOLDER = /^(?:\d{4}-W\d\d|first-look)$/;
const TEXT = /\.(?:html|md|json|csv)$/;

/**
 * Rewrites files of published reports, each in one step.
 * @param change gives the file as it is to be, or the same
 * @param isDry whether nothing is written
 * @returns paths of the files that change
 */
export function rewritePublished(
  out: string,
  change: (file: PublishedFile) => PublishedFile,
  isDry: boolean,
): readonly string[] {
  return listPublished(resolve(out)).filter((path) => {
    const file = { path: relative(resolve(out), path), body: readFileSync(path, 'utf8') };
    const { body } = change(file);
    if (body === file.body) return false;
    if (!isDry) writeWhole(path, body);
    return true;
  });
}

function listPublished(out: string): string[] {
  if (!existsSync(out)) return [];
  const folders = readdirSync(out).filter((name) => FOLDER.test(name));
  return folders.flatMap((folder) =>
    readdirSync(join(out, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && TEXT.test(entry.name))
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort(),
  );
}

function writeWhole(path: string, body: string): void {
  const next = `${path}.${process.pid}.tmp`;
  writeFileSync(next, body);
  renameSync(next, path);
}
