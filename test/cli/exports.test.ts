import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTicketFiles, readTicketFiles } from '../../src/app/ticket-files.ts';
import { jobOptions } from '../../src/cli/job-flags.ts';
import { InputError } from '../../src/domain/errors.ts';
import { openPlace } from './harness.ts';

/** One folder an export: its files as the product writes them, and the receipt that `check` must give. */
const ROOT = join(import.meta.dirname, '../fixtures/exports');
/** `GOLDEN=write npx vitest run test/cli/exports.test.ts` accepts what has changed; never in CI. */
const WRITE = process.env.GOLDEN === 'write' && !process.env.CI;
/** Files of a case that are no export: its receipts, further words for the command line, and join files, which are named after their flag. */
const BESIDE = /^(?:receipt(?:-changed)?\.json|words\.json|(?:accounts|campaigns|returns)\.csv)$/;
const cases = readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

function filesOf(name: string) {
  const folder = join(ROOT, name);
  const files = readdirSync(folder).sort();
  const words = existsSync(join(folder, 'words.json')) ? readFileSync(join(folder, 'words.json'), 'utf8') : '[]';
  return {
    exports: files.filter((file) => !BESIDE.test(file)).map((file) => join(folder, file)),
    joins: files.filter((file) => BESIDE.test(file) && file.endsWith('.csv')).map((file) => join(folder, file)),
    words: JSON.parse(words) as readonly string[],
  };
}

/** What `check` says of a case, without what depends on the machine. */
async function checkCase(name: string): Promise<string> {
  const { exports, joins, words } = filesOf(name);
  const flags = joins.flatMap((path) => [`--${/(\w+)\.csv$/.exec(path)?.[1]}`, path]);
  const { code, out } = await openPlace().call('check', ...exports, ...flags, ...words, '--json');
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
    const accepted = existsSync(golden) ? readFileSync(golden, 'utf8') : '{}';
    if (accepted === told) rmSync(changed, { force: true });
    else writeFileSync(changed, told);
    expect(JSON.parse(told)).toEqual(JSON.parse(accepted));
    expect(told === accepted).toBe(true);
  });

  it('brings no mail address into a ticket', async () => {
    const { reading, config, files } = jobOptions(filesOf(name).exports, { out: 'reports', dateOrder: 'dmy' }, {});
    const found: string[] = [];
    try {
      const plans = await openTicketFiles(files, reading, config);
      await readTicketFiles(plans, { key: 'test', sellers: [] }, config, (tickets) => {
        found.push(...(JSON.stringify(tickets).match(/[\w.+-]{1,64}@[a-z][a-z0-9.-]{0,64}/gi) ?? []));
      });
    } catch (error) {
      // A file that is refused brings nothing at all.
      expect(error).toBeInstanceOf(InputError);
    }
    expect(found).toEqual([]);
  });
});

describe('a file of as many rows as the product’s export stops at', () => {
  it.each([
    [9_999, false],
    [10_000, true],
  ])('%i rows: warned of %s', async (rows, isWarned) => {
    const header = 'number,short_description,description,caller_id,state,opened_at,resolved_at';
    const row = (at: number) =>
      `INC${at},Badge ${at} refused,The badge ${at} is refused at gate ${at % 7}.,,Closed,2026-11-02 09:00:00,2026-11-03 09:00:00`;
    const place = openPlace();
    const file = place.write('incident.csv', [header, ...Array.from({ length: rows }, (_, at) => row(at))].join('\n'));
    const { code, out } = await place.call('check', file, '--json', '--tz', 'Europe/Berlin');
    const [receipt] = JSON.parse(out).data.files;
    expect([code, receipt.used]).toEqual([0, rows]);
    expect(/exactly 10,000 rows/.test(receipt.warnings.join())).toBe(isWarned);
  });
});
