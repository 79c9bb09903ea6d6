import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ingested, ingest } from '../../src/ingest/ingest.ts';
import type { IngestContext } from '../../src/ingest/ingest-context.ts';
import { type ProfileOptions, startProfile } from '../../src/ingest/source-profile.ts';

const HEADERS = ['ticket_id', 'closed_at', 'status', 'subject', 'description'];

function run(
  rows: readonly (readonly string[])[],
  headers: readonly string[] = HEADERS,
  more: Partial<ProfileOptions & IngestContext> = {},
): Ingested {
  const pass = startProfile(headers, 'tickets.csv', { zone: 'UTC', zoneFrom: 'default', ...more });
  for (const cells of rows) pass.add(cells);
  const context = { zone: 'UTC', seen: new Set<string>(), pseudonymize: (text: string) => `p${text.length}`, ...more };
  const raw = rows.map((body, i) => ({ source: 'tickets.csv', row: i + 2, body }));
  return ingest(raw, pass.finish(), { ...context, zone: 'UTC' });
}

const good = (id: string, description = 'The oven door does not close any more.'): string[] => [
  id,
  '2026-11-09T10:00:00Z',
  'Closed',
  'Door',
  description,
];

describe('ingest', () => {
  it('makes a redacted ticket of a closed row', () => {
    const { tickets, cut } = run([
      good('7', 'Hi Jane,\nmail me at a.b@example.com.\n\nKind regards\nTom Smith\n+49 170 1234567'),
    ]);
    expect(tickets[0]).toMatchObject({
      id: '7',
      week: '2026-W46',
      closedAt: '2026-11-09T10:00:00.000Z',
      subject: 'Door',
    });
    expect(tickets[0]?.description).toBe('Hi [NAME],\nmail me at [EMAIL].');
    expect(cut).toEqual({ signature: 1, email: 1, name: 1 });
  });

  it('counts merged, open, repeated and automatic rows apart', () => {
    const merged = ['3', '2026-11-09T10:00:00Z', 'Merged', 'x', 'y'];
    const open = ['4', '', 'Open', 'x', 'y'];
    const robot = ['5', '2026-11-09T10:00:00Z', 'Closed', 'Automatic reply: away', 'back on Monday'];
    const { tickets, counts } = run([good('1'), good('1'), merged, open, robot]);
    expect(tickets.map(({ id }) => id)).toEqual(['1']);
    expect(counts).toEqual({ merged: 1, duplicate: 1, notClosed: 1, setAside: 1, filtered: 0 });
  });

  it('knows an id taken from an earlier shard', () => {
    expect(run([good('1')], HEADERS, { seen: new Set(['1']) }).counts.duplicate).toBe(1);
  });

  it('rejects bad rows with place and code and without their text', () => {
    const secret = 'Geheimnis';
    const { rejects } = run([
      ...Array.from({ length: 300 }, (_, i) => good(`g${i}`)),
      ['1', '2026-11-09T10:00:00Z', 'Closed', secret],
      ['', '2026-11-09T10:00:00Z', 'Closed', secret, secret],
      ['2', '', 'Closed', secret, secret],
      ['3', secret, 'Closed', secret, secret],
      ['4', '2026-11-09T10:00:00Z', 'Closed', '', ' '],
    ]);
    expect(rejects.map(({ row, code }) => [row, code])).toEqual([
      [302, 'ragged-row'],
      [303, 'missing-id'],
      [304, 'missing-date'],
      [305, 'bad-date'],
      [306, 'no-text'],
    ]);
    expect(JSON.stringify(rejects)).not.toContain(secret);
  });

  it('keeps an id that holds a mail address as a pseudonym, also where another ticket was merged into it', () => {
    const headers = [...HEADERS, 'merged_into'];
    const { tickets, links } = run(
      [
        [...good('<7@mail.example.com>'), ''],
        [...good('8'), '<7@mail.example.com>'],
      ],
      headers,
    );
    expect(tickets.map(({ id }) => id)).toEqual(['p20']);
    expect(links).toEqual([{ id: '8', into: 'p20' }]);
  });

  it('reads each language’s word for closed, and a filled close where there is no status', () => {
    const words = [
      'Gelöst',
      'geschlossen',
      'Résolu',
      'Fermé',
      'Cerrado',
      'Resuelto',
      '7 - Closed',
      'Closed - won’t fix',
      'Done',
    ];
    expect(run(words.map((status, i) => [`${i}`, '2026-11-09T10:00:00Z', status, 'x', 'y'])).tickets).toHaveLength(
      words.length,
    );
    const { tickets, counts } = run(
      [
        ['1', '2026-11-09T10:00:00Z', 'x'],
        ['2', '', 'y'],
      ],
      ['id', 'closed_at', 'subject'],
    );
    expect([tickets.length, counts.notClosed]).toEqual([1, 1]);
  });

  it('keeps missing numbers undefined and counts the unreadable', () => {
    const headers = [...HEADERS, 'reopens', 'csat', 'First response time (in hrs)', 'Assignee stations'];
    const { tickets, badCells } = run(
      [
        [...good('1'), '', 'n/a', '01:30:00', '3'],
        [...good('2'), 'many', '4,5', '2', ''],
      ],
      headers,
    );
    expect(tickets[0]).toMatchObject({
      reopens: undefined,
      csat: undefined,
      firstResponseMinutes: 90,
      reassignments: 2,
    });
    expect(tickets[1]).toMatchObject({
      reopens: undefined,
      csat: 4.5,
      firstResponseMinutes: 120,
      reassignments: undefined,
    });
    expect(badCells).toEqual({ reopens: 1 });
  });

  it('finds serial, lot and error code in the text, before redaction, and marks them', () => {
    const text = 'Oven model HPC-300, S/N TX2-2638-004512, lot P1-2637 shows E41 since Monday.';
    expect(run([good('1', text)]).tickets[0]).toMatchObject({
      serial: 'TX2-2638-004512',
      lot: 'P1-2637',
      errorCode: 'E41',
      product: 'HPC-300',
      fromText: ['product', 'serial', 'lot', 'errorCode'],
      description: text,
    });
  });

  it('prefers a column to the text', () => {
    const { tickets } = run([[...good('1', 'lot P1-2637 is bad'), 'L9']], [...HEADERS, 'Lot']);
    expect(tickets[0]).toMatchObject({ lot: 'L9', fromText: [] });
  });

  it('gives a requester a pseudonym and removes the name from the text', () => {
    const { tickets } = run(
      [[...good('1', 'Emily called; Emily Garcia is angry.'), 'Emily Garcia']],
      [...HEADERS, 'Requester'],
    );
    expect(tickets[0]).toMatchObject({ requester: 'p12', description: '[NAME] called; [NAME] is angry.' });
  });

  it('reads a conversation as JSON, and as a private note where it is plain text', () => {
    const json = JSON.stringify([
      { at: '2026-11-09T09:00:00Z', who: 'agent', public: true, text: 'Try again' },
      { at: '2026-11-09T08:00:00Z', who: 'customer', public: true, text: 'It is broken, a@b.com' },
    ]);
    const { tickets } = run(
      [
        [...good('1'), json],
        [...good('2'), 'told him to wait'],
      ],
      [...HEADERS, 'conversation'],
    );
    expect(tickets[0]?.messages.map(({ who, text }) => [who, text])).toEqual([
      ['customer', 'It is broken, [EMAIL]'],
      ['agent', 'Try again'],
    ]);
    expect(tickets[1]?.messages).toEqual([{ at: null, who: 'agent', public: false, text: 'told him to wait' }]);
  });

  it('guesses the language and admits when it cannot', () => {
    const { tickets } = run([
      good('1', 'Die Maschine startet nach dem Update nicht mehr, bitte um Hilfe bei der Einrichtung.'),
      ['2', '2026-11-09T10:00:00Z', 'Closed', 'E41', ''],
    ]);
    expect(tickets.map(({ language }) => language)).toEqual(['de', 'und']);
  });

  it('puts a day without a time in its own week, whatever the reporting zone', () => {
    const pass = startProfile(['id', 'closed_at', 'subject'], 'f.csv', { zone: 'UTC', zoneFrom: 'default' });
    const body = ['1', '2026-11-09', 'x'];
    pass.add(body);
    const context = { zone: 'America/New_York', seen: new Set<string>(), pseudonymize: String };
    const { tickets } = ingest([{ source: 'f.csv', row: 2, body }], pass.finish(), context);
    expect(tickets[0]).toMatchObject({ week: '2026-W46', closedAt: '2026-11-09T05:00:00.000Z' });
  });

  it('loses no row, whatever the cells hold', () => {
    const status = fc.constantFrom('Closed', 'Open', 'Merged', '', 'x');
    const row = fc
      .tuple(
        fc.constantFrom('1', '2', '3', ''),
        fc.constantFrom('2026-11-09', ''),
        status,
        fc.string(),
        fc.string({ maxLength: 300 }),
      )
      .chain((cells) => fc.constantFrom([...cells], cells.slice(0, 3)));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const { tickets, rejects, counts } = run(rows);
        expect(tickets.length + rejects.length + Object.values(counts).reduce((a, b) => a + b)).toBe(rows.length);
      }),
    );
  });
});
