import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv, ticketRows } from '../made-export.ts';
import { openPlace, placesWithStore } from './harness.ts';

const HEADERS = ['Ticket ID', 'Subject', 'Description', 'Status', 'Created time', 'Resolved time', 'Agent', 'Shade'];
const row = (id: string, status: string, resolved: string): string[] => [
  id,
  'Door',
  `The oven door of unit ${id} does not close any more.`,
  status,
  '2026-11-02 09:00:00',
  resolved,
  'Bo Lindqvist',
  'red',
];
const ROWS = [
  row('1', 'Closed', '2026-11-09 10:00:00'),
  row('2', 'Ausgeliefert', '2026-11-09 11:00:00'),
  row('3', 'Open', ''),
];
const FRESHDESK = csv(ROWS, HEADERS);

/** A text without its line breaks. */
const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('coalface check', () => {
  it('says what the file was read as, where every row went, and what is kept, and writes nothing', async () => {
    const here = openPlace();
    const { code, out } = await here.call('check', here.write('t.csv', FRESHDESK));
    expect(code).toBe(0);
    expect(out).toMatch(/ {2}source {5}Freshdesk CSV \(freshdesk\), confidence 0\.\d\d, by its headers/);
    expect(out).toMatch(/ {2}mapping {4}a run would write \S+home\/mappings\/freshdesk-[0-9a-f]{12}\.json/);
    expect(out).toContain('3 = 1 used + 0 rejected + 0 merged + 0 duplicate + 2 not closed');
    expect(out).toContain('  statuses   Ausgeliefert 1 (open), Closed 1 (closed), Open 1 (open)');
    expect(out).toContain('  kept       Shade (extra.*)');
    expect(flat(out)).toContain('the Freshdesk account’s time zone');
    expect(existsSync(join(here.dir, 'home'))).toBe(false);
  });

  it('gives the same as data', async () => {
    const here = openPlace();
    const { out } = await here.call('check', here.write('t.csv', FRESHDESK), '--json');
    const { files, mappings } = JSON.parse(out).data;
    expect(files[0].source).toMatchObject({
      preset: 'freshdesk',
      presetFrom: 'headers',
      columns: expect.arrayContaining([
        { header: 'Shade', mappedTo: 'extra.Shade' },
        { header: 'Agent', mappedTo: 'assignee' },
      ]),
      missing: expect.arrayContaining(['account_id', 'csat']),
    });
    expect(mappings).toEqual([{ file: 't.csv', path: expect.stringContaining('freshdesk-'), exists: false }]);
  });

  it('takes the product from --source, and lists the names where there is no such one', async () => {
    const here = openPlace();
    const file = here.write('t.csv', FRESHDESK);
    const asked = await here.call('check', file, '--source', 'Freshservice');
    expect(asked.out).toMatch(/Freshservice CSV \(freshservice\), confidence 0\.\d\d, by --source/);
    const wrong = await here.call('check', file, '--source', 'freshdask');
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringMatching(/expected one of .*freshdesk, .*zendesk/)]);
  });

  it('says why no row is a ticket: not closed', async () => {
    const here = openPlace();
    const open = await here.call('check', here.write('t.csv', csv([ROWS[2] as string[]], HEADERS)));
    expect([open.code, flat(open.out)]).toEqual([
      3,
      expect.stringMatching(/1 of 1 rows are not closed: Open 1; where/),
    ]);
  });

  it('says what a file of headers alone was taken for, and how its columns would be read', async () => {
    const here = openPlace();
    const none = await here.call('check', here.write('n.csv', csv([], HEADERS)));
    expect(none.code).toBe(3);
    expect(none.out).toMatch(/source {5}Freshdesk CSV \(freshdesk\), confidence 0\.\d\d/);
    expect(none.out).toContain('0 = 0 used');
    expect(none.out).toContain('closed_at = Resolved time');
    expect(none.out).toMatch(/! n\.csv:2: expected tickets below the header row, got none/);
    const { ok, data, errors } = JSON.parse((await here.call('check', join(here.dir, 'n.csv'), '--json')).out);
    expect([ok, data.files[0].source.preset, errors[0].code]).toEqual([false, 'freshdesk', 'no-rows']);
  });

  it('says what a file that lacks a column looks like, whom to ask for it, and what to pass', async () => {
    const here = openPlace();
    const list = here.write('l.csv', 'number,opened_at,short_description,caller_id,state,sys_updated_on\n');
    const { code, err } = await here.call('check', list);
    expect(code).toBe(3);
    expect(err).toMatch(/a column for the closing time .*looks like a ServiceNow incident list \(servicenow, conf/);
    expect(err).toMatch(/: add the columns resolved_at, .*--map "closed_at=sys_updated_on"/);
  });

  it('reads the other files where one cannot be read', async () => {
    const here = openPlace();
    const bad = here.write('bad.csv', 'colour,shape\nred,round\n');
    const { code, out } = await here.call('check', bad, here.write('t.csv', FRESHDESK));
    expect(code).toBe(3);
    expect(out).toContain('3 = 1 used');
    expect(flat(out)).toMatch(/! bad\.csv: expected a column for the ticket id .* and for the closing time .* and for/);
  });

  it('reads by a mapping file that is named, and names its wrong key', async () => {
    const here = openPlace();
    const mapping = {
      schema: 'coalface.mapping/1',
      source: 'freshdesk',
      columns: { ticket_id: 'Ticket ID', closed_at: 'Resolved time', subject: 'Subject', status: 'Status' },
      statuses: { Ausgeliefert: 'closed' },
    };
    const file = here.write('t.csv', FRESHDESK);
    const path = here.write('m.json', JSON.stringify(mapping));
    const { out } = await here.call('check', file, '--mapping', path);
    expect(out).toContain('3 = 2 used');
    expect(out).toMatch(/kept {7}Description, Created time, Agent, Shade \(extra\.\*\)/);
    writeFileSync(path, JSON.stringify({ ...mapping, statuses: { Open: 'perhaps' } }));
    const wrong = await here.call('check', file, '--mapping', path);
    expect([wrong.code, wrong.err]).toEqual([
      3,
      expect.stringMatching(/^error: m\.json:statuses\.Open: expected one of/),
    ]);
    expect((await here.call('check', file, '--mapping', 'gone.json')).err).toMatch(/^error: gone\.json: .*ENOENT/);
  });
});

const makePlace = placesWithStore();

describe('coalface run', () => {
  it('writes a mapping file once, reads the next file by what people made of it, and lets --map win', async () => {
    const here = makePlace();
    const file = here.write('t.csv', FRESHDESK);
    const first = await here.call('run', file);
    const path = /^Mapping: (\S+) \(new/m.exec(first.err)?.[1] ?? '';
    const written = JSON.parse(readFileSync(path, 'utf8'));
    expect(written).toMatchObject({ source: 'freshdesk', statuses: { Ausgeliefert: 'open' } });
    writeFileSync(path, JSON.stringify({ ...written, statuses: { Ausgeliefert: 'closed' } }));
    const reviewed = readFileSync(path, 'utf8');

    const second = await here.call('run', file);
    expect(second.err).toContain(`Mapping: ${path}\n`);
    expect(second.err).toContain('t.csv: 3 rows: 2 tickets');
    expect(readFileSync(path, 'utf8')).toBe(reviewed);
    expect((await here.call('check', file)).out).toMatch(/by its mapping file[\s\S]*3 = 2 used/);
    expect((await here.call('check', file, '--map', 'subject=Shade')).out).toContain('subject = Shade');
  });

  it('keeps the week of a ticket’s first recorded close when it comes again with a later one', async () => {
    const here = makePlace();
    const rows = ticketRows(4);
    const again = [...(rows[0] as string[])].with(1, '2026-11-12T10:00:00Z');
    await here.call('run', here.write('a.csv', csv(rows)));
    const second = await here.call('run', here.write('b.csv', csv([again])), '--json');
    const [first] = JSON.parse(second.out).data.weeks;
    expect(first).toMatchObject({ run_id: '2026-W44-r2', coverage: { tickets: 4, set_aside: 0 } });
    const lineIn = (week: string) =>
      /^T-0,.*/m.exec(readFileSync(join(here.dir, `reports/${week}/analyst/tickets.csv`), 'utf8'))?.[0];
    expect(lineIn('2026-W44')).toMatch(/^T-0,2026-W44,/);
    expect(lineIn('2026-W46') ?? '').not.toContain('2026-W46');
    const pageOf = (week: string) => readFileSync(join(here.dir, `reports/${week}/sales.md`), 'utf8');
    expect(pageOf('2026-W44')).toContain('Restated: 1 ticket of this week reopened and closed again in a later week');
    expect(pageOf('2026-W46')).toContain('Closed again: 1 ticket of earlier weeks, counted in the week of the first');
    expect(pageOf('2026-W45')).not.toMatch(/Restated|Closed again/);
  });
});
