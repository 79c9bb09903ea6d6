import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbedded } from '../../src/adapters/store/embedded.ts';
import { csv, MARKER, ticketRows } from '../made-export.ts';
import { type Place, placesWithStore } from './harness.ts';

const makePlace = placesWithStore();

/** What lies in the store and the queue of a place that nobody else holds. */
async function look({ dir }: Place) {
  const { store, pool } = await openEmbedded(join(dir, 'home'));
  const { rows } = await pool.query('select name, data from job order by seq');
  const intakes = await store.waitingIntakes();
  await store.close();
  return { intakes, jobs: rows as readonly { readonly name: string; readonly data: unknown }[] };
}

describe('coalface enqueue', () => {
  it('brings files in while no worker is there: once, and without their words', async () => {
    const here = makePlace();
    const file = here.write('tickets.csv', csv(ticketRows(4)));
    const enqueue = () => here.call('enqueue', file, '--out', join(here.dir, 'reports'));
    const first = await enqueue();
    const mapping = /^Mapping: (\S+\/mappings\/generic-[0-9a-f]{12}\.json)/;
    expect(first).toEqual({
      code: 0,
      out: expect.stringMatching(/^[0-9a-f]{12}-1\n$/),
      err: expect.stringMatching(mapping),
    });
    // The mapping file that the first one wrote does not make another intake of the same file.
    expect(await enqueue()).toEqual({ ...first, err: `Mapping: ${mapping.exec(first.err)?.[1]}\n` });
    const { intakes, jobs } = await look(here);
    expect(intakes).toMatchObject([{ id: first.out.trim(), files: [{ kind: 'tickets', path: file }], lane: 'queue' }]);
    expect(jobs.map(({ name }) => name)).toEqual(['ingest']);
    expect(JSON.stringify(jobs)).not.toContain(MARKER);
    expect(here.list('reports')).toEqual([]);
  });

  it('takes --source beside files for the product that wrote them', async () => {
    const here = makePlace();
    const file = here.write('tickets.csv', csv(ticketRows(4)));
    const asked = await here.call('enqueue', file, '--source', 'freshdesk', '--out', join(here.dir, 'reports'));
    expect([asked.code, asked.err]).toEqual([0, expect.stringContaining('/mappings/freshdesk-')]);
  });

  it('takes what lies in a folder, and says what it left there', async () => {
    const here = makePlace();
    const source = join(here.dir, 'exports');
    mkdirSync(source);
    here.write('exports/tickets.csv', csv(ticketRows(4)));
    here.write('exports/notes.docx', 'x');
    const take = (...words: readonly string[]) => here.call('enqueue', '--source', source, '--json', ...words);
    const early = await take();
    expect(JSON.parse(early.out)).toMatchObject({
      schema: 'coalface.enqueued/1',
      ok: true,
      data: { intake: null, failed: [] },
      warnings: [
        'notes.docx: not taken, expected a plain file ending in .csv, .tsv, .txt, .json, .ndjson, .jsonl, .xlsx, .zip or .gz',
        'tickets.csv: not taken, it is empty or still being written',
      ],
    });
    expect(early.err).toMatch(/^warning: notes\.docx: not taken, .*\nwarning: tickets\.csv: not taken, /);
    const { code, out } = await take('--settle', '0');
    expect([code, JSON.parse(out).data.intake]).toEqual([0, expect.stringMatching(/-1$/)]);
    expect(readdirSync(source).sort()).toEqual(['notes.docx', 'taken']);
    expect((await here.call('enqueue', '--source', source, '--settle', '0')).out).toBe('nothing new\n');
  });

  it('refuses what cannot be read before anything is brought in', async () => {
    const here = makePlace();
    const bad = here.write('bad.csv', 'neither;a;table\nof;tickets;this\n');
    const refused = await here.call('enqueue', bad, '--json');
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.out)).toMatchObject({ ok: false, errors: [{ file: 'bad.csv' }] });
    expect(await here.call('enqueue', '--source', join(here.dir, 'nowhere'))).toMatchObject({ code: 3, out: '' });
    expect(await look(here)).toEqual({ intakes: [], jobs: [] });
  });

  it('ends with code 2 unless it is given files or a folder, one of the two', async () => {
    const here = makePlace();
    expect(await here.call('enqueue')).toMatchObject({ code: 2, out: '' });
    expect(await here.call('enqueue', 'tickets.csv', '--source', here.dir)).toMatchObject({ code: 2, out: '' });
    expect((await here.call('enqueue', '--source', here.dir, '--settle', '-1')).code).toBe(2);
    const deals = await here.call('enqueue', '--source', here.dir, '--deals', 'deals.csv');
    expect([deals.code, deals.err]).toEqual([
      2,
      expect.stringMatching(/'--source <folder>' cannot be used with .*--deals/),
    ]);
  });
});
