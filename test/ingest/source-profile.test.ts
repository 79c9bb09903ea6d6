import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/ingest/local-time.ts';
import { readDate } from '../../src/ingest/read-date.ts';
import { type ProfileOptions, type SourceProfile, startProfile } from '../../src/ingest/source-profile.ts';

const DEFAULTS: ProfileOptions = { zone: 'Europe/Berlin', zoneFrom: 'flag' };

function profile(
  dates: readonly string[],
  options: Partial<ProfileOptions> = {},
  created: readonly string[] = [],
): SourceProfile {
  const pass = startProfile(['id', 'closed_at', 'created_at', 'subject'], 'f.csv', { ...DEFAULTS, ...options });
  dates.forEach((date, i) => {
    pass.add([`${i}`, date, created[i] ?? '', 'x']);
  });
  return pass.finish();
}

describe('startProfile', () => {
  it.each([
    ['2026-11-09T10:00:00Z', 'ymd', 'column'],
    ['2026-11-09 10:00:00', 'ymd', 'flag'],
    ['13/02/2026 03:51 PM', 'dmy', 'flag'],
    ['2/13/2026 3:51 PM', 'mdy', 'flag'],
    ['25.04.2026 15:51', 'dmy', 'flag'],
    ['25/Feb/26 10:17 PM', 'named', 'flag'],
    ['25-févr.-26 22:17', 'named', 'flag'],
    ['3. März 2026 8:05', 'named', 'flag'],
    ['14 de agosto de 2026', 'named', 'flag'],
    ['Mon Nov 02 09:00:00 2026', 'named', 'flag'],
    ['Mon Nov 02 09:00:00 UTC 2026', 'named', 'column'],
    ['1793000000', 'epoch-s', 'column'],
    ['1793000000000', 'epoch-ms', 'column'],
    ['46000.87', 'excel', 'flag'],
  ])('reads %s as %s', (date, format, zoneFrom) => {
    expect(profile([date])).toMatchObject({ closedAt: { format }, zoneFrom });
  });

  it('refuses dates whose order nothing tells, and takes the flag', () => {
    expect(() => profile(['08-04-2026 20:52', '09-04-2026'])).toThrow(/f\.csv:closed_at: .*--date-order/);
    expect(profile(['08-04-2026 20:52'], { dateOrder: 'mdy' }).closedAt?.format).toBe('mdy');
  });

  it('takes the order from the other column, and from no ticket closing before it was created', () => {
    expect(profile(['08-04-2026'], {}, ['25-03-2026']).closedAt?.format).toBe('dmy');
    expect(profile(['02-03-2026'], {}, ['12-02-2026']).closedAt?.format).toBe('dmy');
  });

  it('refuses relative dates and mixed formats, with the row', () => {
    expect(() => profile(['2026-11-09', '3 weeks ago'])).toThrow(/f\.csv:3:closed_at: .*absolute dates/);
    expect(() => profile([...Array(10).fill('2026-11-09'), ...Array(10).fill('soon')])).toThrow(/99\.5 %/);
  });

  it('takes one typo in ten as a typo', () => {
    expect(profile([...Array(10).fill('2026-11-09'), 'soon']).closedAt?.format).toBe('ymd');
  });

  it('refuses ids that a spreadsheet destroyed and zones that do not exist', () => {
    const pass = startProfile(['id', 'closed_at', 'subject'], 'f.csv', DEFAULTS);
    expect(() => pass.add(['1.03006E+13', '2026-11-09', 'x'])).toThrow(/f\.csv:2:id: .*scientific/);
    expect(() => pass.add(['1,03006E+13', '2026-11-09', 'x'])).toThrow(/f\.csv:3:id: .*scientific/);
    expect(() => profile([], { zone: 'Mars/Base' })).toThrow(/IANA/);
  });

  it('does without a created date that cannot be read, and says so', () => {
    const result = profile(['2026-11-09'], {}, ['last spring']);
    expect(result.createdAt).toBeUndefined();
    expect(result.warnings).toHaveLength(1);
  });
});

describe('instantOf', () => {
  const at = (text: string) => {
    const { ms, gap } = instantOf(Date.parse(`${text}Z`), 'Europe/Berlin');
    return [new Date(ms).toISOString(), gap];
  };

  it('follows daylight saving, takes the later instant in the gap and the first of two', () => {
    expect(at('2026-01-15T12:00:00')).toEqual(['2026-01-15T11:00:00.000Z', false]);
    expect(at('2026-07-15T12:00:00')).toEqual(['2026-07-15T10:00:00.000Z', false]);
    expect(at('2026-03-29T02:30:00')).toEqual(['2026-03-29T01:30:00.000Z', true]);
    expect(at('2026-10-25T02:30:00')).toEqual(['2026-10-25T00:30:00.000Z', false]);
  });
});

describe('readDate', () => {
  it('refuses days that no calendar has', () => {
    expect(readDate('31.02.2026', 'dmy')).toBeUndefined();
    expect(readDate('2026-13-01', 'ymd')).toBeUndefined();
    expect(readDate('2026-11-09 25:00', 'ymd')).toBeUndefined();
  });

  it('knows month names of several languages', () => {
    for (const name of ['Mar', 'März', 'mars', 'marzo', 'March']) {
      expect(readDate(`9 ${name} 2026`, 'named')?.ms).toBe(Date.UTC(2026, 2, 9));
    }
  });

  it('applies a written offset', () => {
    expect(readDate('2026-11-09T10:00:00+02:00', 'ymd')?.ms).toBe(Date.UTC(2026, 10, 9, 8));
  });
});
