import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPlace } from './harness.ts';

/** One folder an export: its files as the product writes them, and the receipt that `check` must give. */
const ROOT = join(import.meta.dirname, '../fixtures/exports');
/** `GOLDEN=write npx vitest run test/cli/exports.test.ts` accepts what has changed; never in CI. */
const WRITE = process.env.GOLDEN === 'write' && !process.env.CI;
/** Files of a case that are no export: its receipts, further words for the command line, and join files, which are named after their flag. */
const BESIDE = /^(?:receipt(?:-changed)?\.json|words\.json|(?:accounts|campaigns|returns)\.csv)$/;
const cases = readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** What `check` says of a case, without what depends on the machine. */
async function checkCase(name: string): Promise<string> {
  const folder = join(ROOT, name);
  const files = readdirSync(folder).sort();
  const exports = files.filter((file) => !BESIDE.test(file)).map((file) => join(folder, file));
  const joins = files
    .filter((file) => BESIDE.test(file) && file.endsWith('.csv'))
    .flatMap((file) => [`--${file.slice(0, -4)}`, join(folder, file)]);
  const given = join(folder, 'words.json');
  const words = existsSync(given) ? JSON.parse(readFileSync(given, 'utf8')) : [];
  const { code, out } = await openPlace().call('check', ...exports, ...joins, ...words, '--json');
  const { data, warnings, errors } = JSON.parse(out);
  const { mappings: _, ...told } = data ?? {};
  return `${JSON.stringify({ exit: code, ...told, warnings, errors }, null, 2)}\n`;
}

describe.each(cases)('the export %s', (name) => {
  it('gives the receipt that was accepted; receipt-changed.json beside it holds another', async () => {
    const told = await checkCase(name);
    const golden = join(ROOT, name, 'receipt.json');
    const changed = join(ROOT, name, 'receipt-changed.json');
    if (WRITE) writeFileSync(golden, told);
    const isSame = existsSync(golden) && readFileSync(golden, 'utf8') === told;
    if (isSame) rmSync(changed, { force: true });
    else writeFileSync(changed, told);
    expect(JSON.parse(told)).toEqual(
      existsSync(golden) ? JSON.parse(readFileSync(golden, 'utf8')) : 'a golden receipt',
    );
    expect(isSame).toBe(true);
  });
});
