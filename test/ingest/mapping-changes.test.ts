import { describe, expect, it } from 'vitest';
import { type Mapping, mappingOf } from '../../src/ingest/mapping.ts';
import { readObjects } from './presets/read-export.ts';

const ROW = { ticket_id: 'A-1', closed_at: '28.11.2026 10:00', status: 'closed', subject: 'Door', Colour: 'red' };
const first = readObjects([ROW]).profile;
const written = mappingOf(first);

/** What a file is told by, once there is a mapping file with these changes. */
function toldBy(changes: Partial<Mapping>) {
  return readObjects([ROW], { mapping: { ...written, ...changes } }).profile.presetFrom;
}

describe('isAsFound', () => {
  it('leaves a profile as it was where the mapping file is as it was written, order of dates included', () => {
    expect(written.dateOrder).toBe('dmy');
    expect(readObjects([ROW], { mapping: written }).profile).toEqual(first);
  });

  it.each<[string, Partial<Mapping>]>([
    ['another product', { source: 'jira' }],
    ['another column', { columns: { ...written.columns, subject: ['Colour'] } }],
    ['a name for a column', { extra: { ...written.extra, Colour: 'paint' } }],
    ['a column left out', { extra: { ...written.extra, Colour: null } }],
    ['another fate of a status', { statuses: { ...written.statuses, closed: 'open' } }],
    ['a zone', { zone: 'Europe/Berlin' }],
  ])('tells of people’s change: %s', (_, changes) => {
    expect(toldBy(changes)).toBe('mapping');
  });
});
