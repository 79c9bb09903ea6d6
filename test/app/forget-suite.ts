import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type ForgetRequest, forget } from '../../src/app/forget.ts';
import { runIntake } from '../../src/pipeline.ts';
import type { Store } from '../../src/ports.ts';
import { csv, HEADER, ticketRows } from '../made-export.ts';
import { type MemoryJob, openMemoryJob } from '../pipeline/memory-job.ts';

/** A store that can be looked through. */
export interface OpenStore {
  readonly store: Store;
  /** Every row of every table as text. */
  dump(): Promise<string>;
}

/** Words that one ticket alone says, each in a sentence that is quoted, and its id, in whatever way it is written. */
const FIRST = 'quokkaberry|T-(?:<|&lt;)';
const WORDS = `${FIRST}|wombatgrape|T-gone-2`;
const said = (word: string | number) =>
  `Your salesman promised us unlimited seats in the contract and now the invoice lists only ten of them ${word}.`;
const ROWS = ticketRows(20).map((row, index) => {
  if (index % 2 === 0) return row;
  const wrong = row.with(2, 'Wrong promise').with(3, said(index));
  if (index === 1) return wrong.with(0, 'T-<"1">').with(3, said('quokkaberry'));
  return index === 41 ? wrong.with(0, 'T-gone-2').with(3, said('wombatgrape')).with(5, 'Jane.Roe@example.com') : wrong;
});
const NOTHING = { ticket: null, requester: null, pseudonyms: null, isDry: false };

/** What forgetting does on any store that keeps tables. @param open a store with nothing in it */
export function describeForget(name: string, open: () => Promise<OpenStore>): void {
  describe(`forget on ${name}`, () => {
    let opened: OpenStore | undefined;
    afterEach(() => opened?.store.close());

    const begin = async () => {
      opened = await open();
      const job = openMemoryJob({}, opened.store);
      await runIntake(await job.bring(ROWS, { joins: joinsOf(job) }), job.context);
      return { job, dump: opened.dump };
    };
    const ask = ({ store, out }: MemoryJob, asked: Partial<ForgetRequest>) =>
      forget(store, { ...NOTHING, out, ...asked });

    it('leaves no word of a ticket or a requester in any table or published file, and keeps the counts', async () => {
      const { job, dump } = await begin();
      expect(mentions(await dump()).length).toBeGreaterThan(3);
      for (const parts of [['2026-W46', 'findings.json'], ['analyst/tickets.csv']])
        expect(mentions(filesOf(job.out, ...parts)).length, parts.join(' ')).toBeGreaterThan(0);
      const counts = countsOf(job.out);
      const dry = await ask(job, { ticket: 'T-<"1">', isDry: true });
      expect(dry).toMatchObject({ tickets: 1, isDry: true });
      expect(mentions(filesOf(job.out), 'quokkaberry').length).toBeGreaterThan(0);
      const first = await ask(job, { ticket: 'T-<"1">' });
      expect(first).toEqual({ ...dry, isDry: false });
      expect(mentions((await dump()) + filesOf(job.out), FIRST)).toEqual([]);
      const second = await ask(job, { requester: ' jane.roe@EXAMPLE.com ' });
      expect(second.tickets).toBe(1);
      expect(second.files).toBeGreaterThan(0);
      expect(mentions((await dump()) + filesOf(job.out))).toEqual([]);
      expect(countsOf(job.out)).toEqual(counts);
      expect(await ask(job, { ticket: 'T-<"1">' })).toEqual({ tickets: 0, files: 0, isDry: false });
    });

    it('takes the words of a merged ticket out of the one that they are kept with, which stays', async () => {
      opened = await open();
      const job = openMemoryJob({}, opened.store);
      const child = [
        'M-1',
        ROWS[0]?.[1],
        'Wrong promise',
        said('quokkaberry'),
        'A-1',
        'Jane.Roe@example.com',
        '',
        'T-3',
      ];
      const rows = [...ROWS.filter((_, at) => at !== 1).map((row) => [...row, '']), child];
      const header = [...HEADER, 'merged_into'];
      await runIntake(await job.bring(rows as string[][], { header }), job.context);
      const dump = () => (opened as OpenStore).dump();
      const words = '\\bM-1\\b|quokkaberry';
      for (const word of words.split('|')) expect(mentions(await dump(), word).length, word).toBeGreaterThan(0);
      const gone = await ask(job, { requester: 'jane.roe@example.com' });
      expect(gone.tickets).toBe(2);
      expect(mentions((await dump()) + filesOf(job.out), words)).toEqual([]);
      expect((await opened.store.countTickets()).reduce((sum, { tickets }) => sum + tickets, 0)).toBe(58);
      await runIntake(await job.bring(rows as string[][], { header, name: 'again.csv' }), job.context);
      expect(mentions((await dump()) + filesOf(job.out), words)).toEqual([]);
    });

    it('stays so when the same export comes again, and says it in the receipt', async () => {
      const { job, dump } = await begin();
      await ask(job, { ticket: 'T-<"1">' });
      await ask(job, { requester: 'jane.roe@example.com' });
      const { weeks, input } = await runIntake(
        await job.bring(ROWS, { name: 'again.csv', joins: joinsOf(job) }),
        job.context,
      );
      expect(weeks.map(({ runId }) => runId)).toEqual(['2026-W44-r2', '2026-W45-r2', '2026-W46-r2']);
      expect(input.receipts).toMatchObject([
        {
          rows: 60,
          used: 58,
          setAside: 2,
          warnings: expect.arrayContaining([expect.stringMatching(/^2 of the tickets set aside were forgotten/)]),
        },
      ]);
      expect(mentions((await dump()) + filesOf(job.out))).toEqual([]);
    });

    it('waits for what workers have under way', async () => {
      opened = await open();
      const job = openMemoryJob({}, opened.store);
      await job.bring(ROWS);
      await expect(ask(job, { ticket: 'T-2' })).rejects.toMatchObject({ code: 'work-under-way', retryable: true });
    });
  });
}

/** Files in which people, and the warehouse, speak of each ticket. */
function joinsOf({ write }: MemoryJob) {
  const ids = ROWS.map(([id = '']) => id);
  const table = (name: string, header: readonly string[], rows: readonly (readonly string[])[]) =>
    write(name, csv(rows, header));
  return {
    audit: table(
      'audit.csv',
      ['ticket_id', 'causes'],
      ids.map((id, at) => [id, at % 2 ? 'sales' : 'none']),
    ),
    corrections: table(
      'corrections.csv',
      ['kind', 'ticket_id', 'value'],
      ids.map((id) => ['re-tag', id, 'sales']),
    ),
    returns: table(
      'returns.csv',
      ['return_id', 'sku', 'returned_at', 'ticket_id'],
      ids.map((id, at) => [`R-${at}`, 'S-1', '2026-11-10', id]),
    ),
  };
}

/** Where the words stand, with a little of what is around them. */
function mentions(text: string, words = WORDS): string[] {
  return text.match(new RegExp(`.{0,80}(?:${words}).{0,20}`, 'g')) ?? [];
}

/** Texts of all published files whose path holds all these parts. */
function filesOf(out: string, ...parts: readonly string[]): string {
  if (!existsSync(out)) return '';
  const paths = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return paths
    .filter((path) => parts.every((part) => path.includes(part)))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

function countsOf(out: string): unknown {
  return ['2026-W44', '2026-W45', '2026-W46'].map((week) => {
    const { coverage, findings } = JSON.parse(readFileSync(join(out, week, 'findings.json'), 'utf8'));
    const counts = findings.map((finding: Record<string, unknown>) => [finding.id, finding.ticket_count]);
    return [coverage, counts];
  });
}
