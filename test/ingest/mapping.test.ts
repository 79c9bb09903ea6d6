import { describe, expect, it } from 'vitest';
import { mappingOf, parseMapping, printMapping } from '../../src/ingest/mapping.ts';
import { readObjects } from './presets/read-export.ts';

const ROW = {
  'Ticket no': 'A-1',
  Ended: '08.11.2026 10:00',
  Begun: '25.10.2026 10:00',
  State: 'Ausgeliefert',
  Subject: 'Door',
  Colour: 'red',
  Shelf: '7',
};
const OVERRIDES = { ticket_id: 'Ticket no', closed_at: 'Ended', created_at: 'Begun', status: 'State' };

const whole = {
  schema: 'coalface.mapping/1',
  source: 'generic',
  columns: { ticket_id: ['Ticket no'], closed_at: 'Ended', status: ['State'], subject: ['Subject'] },
  extra: { Colour: 'extra.paint', Shelf: null },
  statuses: { Ausgeliefert: 'closed' },
  date_order: 'dmy',
  zone: 'Europe/Berlin',
};

describe('mappingOf', () => {
  it('holds what was read, and reads the same again', () => {
    const first = readObjects([ROW], { overrides: OVERRIDES });
    const mapping = mappingOf(first.profile);
    expect(mapping).toMatchObject({
      source: 'generic',
      columns: { ticket_id: ['Ticket no'], subject: ['Subject'] },
      extra: { Colour: 'Colour', Shelf: 'Shelf' },
      statuses: { Ausgeliefert: 'open' },
      dateOrder: 'dmy',
      zone: null,
    });
    const { presetFrom: _, warnings: _w, doubts: _d, ...again } = readObjects([ROW], { mapping }).profile;
    expect(first.profile).toMatchObject(again);
    expect(parseMapping(printMapping(mapping), 'm.json')).toEqual(mapping);
  });
});

describe('parseMapping', () => {
  it('is obeyed: headers, statuses, names and columns left out, order of dates, zone', () => {
    const mapping = parseMapping(JSON.stringify(whole), 'm.json');
    const { ticket, receipt } = readObjects([{ ...ROW, Ended: '08.11.2026 10:00' }], { mapping });
    expect(ticket).toMatchObject({ id: 'A-1', closedAt: '2026-11-08T09:00:00.000Z', extra: { paint: 'red' } });
    expect(ticket?.extra).not.toHaveProperty('Shelf');
    expect(receipt).toMatchObject({ zone: 'Europe/Berlin', zoneFrom: 'mapping', source: { presetFrom: 'mapping' } });
    expect(receipt.source?.columns).toContainEqual({ header: 'Colour', mappedTo: 'extra.paint' });
    expect(receipt.source?.columns).toContainEqual({ header: 'Shelf', mappedTo: null });
  });

  it('gives way to --map', () => {
    const mapping = parseMapping(JSON.stringify(whole), 'm.json');
    expect(readObjects([ROW], { mapping, overrides: { subject: 'Colour' } }).ticket?.subject).toBe('red');
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /m\.json: expected JSON/],
    ['another schema', { ...whole, schema: 'x' }, /m\.json:schema: expected "coalface\.mapping\/1"/],
    ['an unknown key', { ...whole, dateorder: 'dmy' }, /m\.json:dateorder: .*did you mean "date_order"/],
    ['an unknown source', { ...whole, source: 'zendesq' }, /m\.json:source: expected one of/],
    ['an unknown column', { ...whole, columns: { sbject: ['x'] } }, /m\.json:columns\.sbject: .*"subject"/],
    ['no header', { ...whole, columns: { subject: 3 } }, /m\.json:columns\.subject: expected a header/],
    [
      'a header twice',
      { ...whole, columns: { subject: 'A', description: ['a'] } },
      /m\.json:columns\.description: .*columns\.subject/,
    ],
    ['an unknown fate', { ...whole, statuses: { Done: 'finished' } }, /m\.json:statuses\.Done: expected one of closed/],
    ['a wrong name', { ...whole, extra: { Colour: 'paint' } }, /m\.json:extra\.Colour: expected "extra\.NAME"/],
    ['a wrong order', { ...whole, date_order: 'ydm' }, /m\.json:date_order: expected one of dmy, mdy/],
    ['a wrong zone', { ...whole, zone: 'Mars/Base' }, /m\.json:zone: expected an IANA/],
  ])('refuses %s with the key’s path', (_, value, message) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    expect(() => parseMapping(text, 'm.json')).toThrow(message);
  });

  it('refuses a header that the file does not have', () => {
    const mapping = parseMapping(JSON.stringify({ ...whole, columns: { subject: 'Title' } }), 'm.json');
    expect(() => readObjects([ROW], { mapping })).toThrow(
      /columns\.subject names a column that the file does not have/,
    );
  });
});
