import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '../..');
const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2023,
  rewriteRelativeImportExtensions: true,
};

/** A copy of the program in plain JavaScript. */
export interface PlainCopy {
  /** Where a file of the checkout is found in the copy. */
  placeOf(file: string): string;
  remove(): void;
}

/**
 * Writes `src` and `test/bench` as JavaScript into a temporary folder, without checking types: a measured process must not carry a compiler, which takes 150 MB and
 * does not reach threads. Takes about a second.
 */
export function makePlainCopy(): PlainCopy {
  const folder = mkdtempSync(join(tmpdir(), 'coalface-bench-'));
  for (const room of ['src', 'test/bench'])
    for (const file of readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('.ts') && !file.endsWith('.d.ts')) copyFile(join(room, file), folder);
  for (const name of ['node_modules', 'data', 'package.json']) symlinkSync(join(ROOT, name), join(folder, name));
  return {
    placeOf: (file) => jsName(join(folder, relative(ROOT, file))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function copyFile(file: string, folder: string): void {
  const out = jsName(join(folder, file));
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(
    out,
    ts.transpileModule(readFileSync(join(ROOT, file), 'utf8'), { compilerOptions: OPTIONS }).outputText,
  );
}

function jsName(file: string): string {
  return file.replace(/\.ts$/, '.js');
}
