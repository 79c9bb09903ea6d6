import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openEmbeddedPool } from '../../../src/adapters/store/embedded.ts';
import { csv, ticketRows } from '../../made-export.ts';
import { type Places, readFolder } from '../read-kept.ts';
import type { Site } from '../site.ts';
import { embeddedSites, homeOf } from './embedded-sites.ts';

const makeSite = embeddedSites();
/** What only the two forgotten tickets say, and their ids: they stand nowhere else in the product. */
const TRACES = ['quokkaberry', 'wombatgrape', 'T-gone-1', 'T-gone-2'];
const said = (word: string | number) =>
  `Your salesman promised us unlimited seats in the contract and now the invoice lists only ten of them ${word}.`;
/** One week. */
const ROWS = ticketRows(24)
  .slice(48)
  .map((row, index) => {
    if (index === 3) return row.with(0, 'T-gone-1').with(3, said('quokkaberry'));
    if (index === 9) return row.with(0, 'T-gone-2').with(3, said('wombatgrape')).with(5, 'Jane.Roe@example.com');
    return index % 2 ? row.with(3, said(index)) : row;
  });

/** Every row of every table of a site's store; only while no worker holds it. */
async function readStore(site: Site): Promise<Places> {
  const pool = await openEmbeddedPool(join(homeOf(site), 'store'));
  const db = new Kysely<Record<string, unknown>>({ dialect: new PostgresDialect({ pool }) });
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'coalface' order by tablename`.execute(db);
  const places: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
    places[name] = rows.map((row) => JSON.stringify(row)).join('\n');
  }
  await db.destroy();
  return places;
}

function tracesIn(places: Places): readonly string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    TRACES.filter((trace) => text.includes(trace)).map((trace) => `${trace} in ${place}`),
  );
}

describe('coalface forget beside a running worker', { timeout: 180_000 }, () => {
  it('has the worker remove texts, quotes and ids from its store and from published reports', async () => {
    const site = makeSite();
    writeFileSync(join(site.dir, 'tickets.csv'), csv(ROWS));
    const worker = site.start(['work'], { COALFACE_MONITOR_PORT: '0' });
    await worker.says(({ msg }) => msg === 'worker started');
    expect(await site.enqueue('--wait')).toMatchObject({ code: 0 });
    const published = readFolder(site.out, 'reports');
    // Else there is nothing to forget.
    expect(tracesIn(published)).toContain('T-gone-1 in reports/2026-W46/sales.html');
    expect(tracesIn({ tickets: published['reports/2026-W46/analyst/tickets.csv'] ?? '' })).toHaveLength(TRACES.length);

    const forget = async (...words: readonly string[]) => {
      const { code, out, err } = await site.command(['forget', ...words, '--out', site.out, '--json']);
      expect([code, err]).toEqual([0, '']);
      return JSON.parse(out).data;
    };
    const counted = await forget('--ticket', 'T-gone-1');
    expect(counted).toMatchObject({ tickets: 1, isDry: true });
    expect(readFolder(site.out, 'reports')).toEqual(published);
    expect(await forget('--ticket', 'T-gone-1', '--yes')).toEqual({ ...counted, isDry: false });
    expect(await forget('--requester', 'jane.roe@EXAMPLE.com', '--yes')).toMatchObject({ tickets: 1 });
    expect(worker.child.exitCode).toBe(null);
    worker.child.kill('SIGTERM');
    const { out, err } = await worker.ended;

    const store = await readStore(site);
    const inbox = readFolder(join(homeOf(site), 'inbox'), 'inbox');
    const after: Places = { ...store, ...inbox, ...readFolder(site.out, 'reports'), 'worker log': out + err };
    expect(tracesIn(after)).toEqual([]);
    expect(store.tickets?.split('\n')).toHaveLength(ROWS.length - 2);
  });
});
