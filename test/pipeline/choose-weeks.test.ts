import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import type { Period } from '../../src/domain/intake.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { chooseWeeks } from '../../src/pipeline/choose-weeks.ts';

const KNOWN = ['2026-W44', '2026-W45', '2026-W46'] as IsoWeek[];
const choose = (period: Period, lastClose = '2026-11-15') => chooseWeeks(KNOWN, period, lastClose, 't.csv');

describe('chooseWeeks', () => {
  it('takes every week that ended by the last close', () => {
    expect(choose({}).wanted).toEqual(KNOWN);
    expect(choose({}, '2026-11-14').wanted).toEqual(KNOWN.slice(0, 2));
  });

  it('lets --as-of say which day is over, earlier or later', () => {
    expect(choose({ asOf: '2026-11-08' }).wanted).toEqual(KNOWN.slice(0, 2));
    expect(choose({ asOf: '2026-11-15' }, '2026-11-12').wanted).toEqual(KNOWN);
  });

  it('takes weeks that lie wholly within --from and --to', () => {
    expect(choose({ from: '2026-10-27', to: '2026-11-08' }).wanted).toEqual(['2026-W45']);
  });

  it('looks back over all weeks up to the last one wanted and no later', () => {
    expect(choose({ week: '2026-W45' as IsoWeek })).toEqual({ wanted: ['2026-W45'], over: KNOWN.slice(0, 2) });
  });

  it.each<[string, Period, string]>([
    ['week-not-complete', { week: '2026-W46' as IsoWeek, asOf: '2026-11-14' }, 'ends on 2026-11-15 while --as-of says'],
    ['week-unknown', { week: '2026-W30' as IsoWeek }, 'tickets of 2026-W44 to 2026-W46 alone'],
    ['no-complete-week', { from: '2026-11-16' }, 'within --from and --to'],
    ['no-complete-week', { asOf: '2026-10-01' }, 'pass --as-of DAY'],
  ])('refuses with %s where there is nothing to report', (code, period, words) => {
    const refusal = expect(() => choose(period));
    refusal.toThrow(InputError);
    refusal.toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) }));
  });
});
