import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TakenIn, takeIn } from '../../src/app/take-in.ts';
import { loadStaged } from '../../src/pipeline/staged.ts';
import { runIntake } from '../../src/pipeline.ts';
import { makeZip } from '../adapters/files/make-zip.ts';
import { csv, ticketRows } from '../made-export.ts';
import { type MemoryJob, openMemoryJob } from '../pipeline/memory-job.ts';

const ROWS = ticketRows(12);
/** Tuesday of week 47. */
const NOW = new Date('2026-11-17T12:00:00Z');

interface Folder extends MemoryJob {
  readonly source: string;
  drop(name: string, text: string | Buffer, ageSeconds?: number): void;
  take(now?: Date): Promise<TakenIn>;
}

function openFolder(): Folder {
  const job = openMemoryJob();
  const source = join(job.dir, 'exports');
  mkdirSync(source);
  return {
    ...job,
    source,
    drop: (name, text, ageSeconds = 3_600) => {
      const at = Date.now() / 1_000 - ageSeconds;
      utimesSync(job.write(join('exports', name), text), at, at);
    },
    take: (now = NOW) => takeIn(job.store, { source, out: job.out, config: job.config, now }),
  };
}

describe('takeIn', () => {
  it('opens one intake of all files, under the names that they were dropped under', async () => {
    const folder = openFolder();
    folder.drop('tickets.csv', csv(ROWS));
    folder.drop('deals.csv', 'deal_id,account_id,closed_at\nD-1,A-1,2026-09-30\nD-2,,2026-09-30\n');
    const { intake, told, hasUnsettled } = await folder.take();
    expect([told, hasUnsettled]).toEqual([[], false]);
    expect(intake).toMatchObject({
      files: [
        { kind: 'tickets', name: 'tickets.csv', path: expect.stringMatching(/taken\/[0-9a-f]{12}-tickets\.csv$/) },
        { kind: 'deals', name: 'deals.csv' },
      ],
      period: { asOf: '2026-11-15', missing: true },
      lane: 'queue',
    });
    const { weeks } = await runIntake(intake as NonNullable<typeof intake>, folder.context);
    expect(weeks.map(({ runId }) => runId)).toEqual(['2026-W44-r1', '2026-W45-r1', '2026-W46-r1']);
    const analyst = join(folder.out, '2026-W46/analyst');
    const run = JSON.parse(readFileSync(join(analyst, 'run.json'), 'utf8'));
    expect([run.inputs[0].file, run.joins[0].file]).toEqual(['tickets.csv', 'deals.csv']);
    expect(readFileSync(join(analyst, 'rejects.csv'), 'utf8')).toMatch(/^deals\.csv,3,/m);
    expect(await folder.take()).toEqual({ intake: null, told: [], hasUnsettled: false });
  });

  it('names a file that it cannot read, goes on with the others, and does not take it again', async () => {
    const folder = openFolder();
    folder.drop('broken.csv', 'neither;a;table\nof;tickets;this\n');
    folder.drop('returns.csv', 'no,column,of,returns\n1,2,3,4\n');
    folder.drop('tickets.csv', csv(ROWS));
    const { intake, told } = await folder.take();
    expect(told).toEqual([
      expect.stringMatching(
        /^Not read: broken\.csv: expected a column for the ticket id.* \(a dropped file takes no flags: give them in `coalface enqueue .*taken\/\w+-broken\.csv`, or change/,
      ),
      expect.stringMatching(/^Not read: returns\.csv:return_id: /),
    ]);
    expect(intake?.files.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      'refused broken.csv',
      'returns returns.csv',
      'tickets tickets.csv',
    ]);
    const { input } = await runIntake(intake as NonNullable<typeof intake>, folder.context);
    expect(input.notices).toEqual(told);
    expect(await folder.take()).toMatchObject({ intake: null, told: [] });
    expect(readdirSync(folder.source)).toEqual(['taken']);
  });

  it('says what it left and why, and whether it is worth another look', async () => {
    const folder = openFolder();
    folder.drop('notes.docx', 'x');
    folder.drop('growing.csv', csv(ROWS), 5);
    expect(await folder.take()).toEqual({
      intake: null,
      told: [
        'notes.docx: not taken, expected a plain file ending in .csv, .tsv, .txt, .json, .ndjson, .jsonl, .xlsx, .zip or .gz',
        'growing.csv: not taken, it is empty or still being written',
      ],
      hasUnsettled: true,
    });
    folder.drop('tickets.csv', csv(ROWS));
    await folder.take();
    folder.drop('copy.csv', csv(ROWS));
    expect((await folder.take()).told).toContain('copy.csv: not taken, the same bytes were taken before');
  });

  it('takes an archive once, and keeps a receipt of each of its parts under the name that it was dropped under', async () => {
    const folder = openFolder();
    const parts = [ROWS.slice(0, 20), ROWS.slice(20)].map((rows, at) => ({
      name: `part-${at + 1}.csv`,
      content: csv(rows),
    }));
    folder.drop('export.zip', makeZip(parts));
    const { intake, told } = await folder.take();
    expect(told).toEqual([]);
    expect(intake?.files.map(({ name }) => name)).toEqual(['export.zip/part-1.csv', 'export.zip/part-2.csv']);
    const { input } = await runIntake(intake as NonNullable<typeof intake>, folder.context);
    const receipts = [...input.receipts, ...(await folder.store.loadImports())].map(({ file, used }) => [file, used]);
    const expected = [
      ['export.zip/part-1.csv', 20],
      ['export.zip/part-2.csv', ROWS.length - 20],
    ];
    expect(receipts).toEqual([...expected, ...expected]);
    expect(await folder.take()).toMatchObject({ intake: null, told: [] });
  });

  it('takes no part of a week that is not over, but keeps it', async () => {
    const folder = openFolder();
    folder.drop('tickets.csv', csv(ROWS));
    const { intake } = await folder.take(new Date('2026-11-15T12:00:00Z'));
    const { weeks } = await runIntake(intake as NonNullable<typeof intake>, folder.context);
    expect(weeks.map(({ week }) => week)).toEqual(['2026-W44', '2026-W45']);
    const later = await folder.take();
    expect(later.intake).toMatchObject({ files: [], period: { asOf: '2026-11-15' } });
    const next = await runIntake(later.intake as NonNullable<typeof intake>, folder.context);
    expect(next.weeks.map(({ week, changed }) => [week, changed])).toEqual([['2026-W46', true]]);
  });

  it('catches up on stored weeks where no folder is watched', async () => {
    const { store, out, config, context, bring } = openMemoryJob();
    const options = { source: null, out, config, now: NOW };
    expect(await takeIn(store, options)).toEqual({ intake: null, told: [], hasUnsettled: false });
    await runIntake(await bring(ROWS, { period: { asOf: '2026-11-01' } }), context);
    const { intake } = await takeIn(store, options);
    expect((await loadStaged(store, intake?.id as never, 'shards')).get(0)).toBe(0);
    const { weeks } = await runIntake(intake as NonNullable<typeof intake>, context);
    expect(weeks.map(({ week }) => week)).toEqual(['2026-W45', '2026-W46']);
  });

  it('throws where there is no such folder, and opens nothing', async () => {
    const { store, out, config, dir } = openMemoryJob();
    const missing = takeIn(store, { source: join(dir, 'nowhere'), out, config, now: NOW });
    await expect(missing).rejects.toMatchObject({ code: 'folder-missing' });
    expect(await store.waitingIntakes()).toEqual([]);
  });

  it('reads a dropped file by the mapping that people made for its headers', async () => {
    const folder = openFolder();
    const headers = ['Nr', 'Ended', 'Story'];
    const mappings = join(folder.dir, 'mappings');
    const columns = { ticket_id: 'Nr', closed_at: 'Ended', description: 'Story' };
    const hash = createHash('sha256').update(JSON.stringify(headers)).digest('hex').slice(0, 12);
    mkdirSync(mappings);
    writeFileSync(
      join(mappings, `generic-${hash}.json`),
      JSON.stringify({ schema: 'coalface.mapping/1', source: 'generic', columns, date_order: 'dmy' }),
    );
    folder.drop('tickets.csv', csv([['1', '08/10/2026', 'The lid is loose.']], headers));
    const { store, source, out, config } = folder;
    const { intake, told } = await takeIn(store, { source, out, config, now: NOW, mappings });
    expect([intake?.files.map(({ kind }) => kind), told]).toEqual([['tickets'], []]);
  });
});
