import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../src/domain/cause.ts';
import type { Report } from '../../src/domain/report.ts';
import type { WeekReports } from '../../src/report/report.ts';
import type { ReportInput } from '../../src/report/week-view.ts';
import { type RunOptions, runLastWeek, runWeeks, type Story } from './week-builder.ts';

const QUIET = new Array<number>(12).fill(0);

function story(name: string, weekly: readonly number[], changes: Partial<Story> = {}): Story {
  return { name, causes: ['manufacturing'], topic: name, weekly, ...changes };
}

function manufacturing(stories: readonly Story[], options: RunOptions = {}): Report {
  return lastReport(runWeeks(stories, options));
}

function lastReport(weeks: readonly WeekReports[]): Report {
  return weeks.at(-1)?.reports[2] as Report;
}

const HEADS = {
  departments: Object.fromEntries(CAUSES.map((cause) => [cause, { head: 'J. Meyer' }])),
} as Pick<ReportInput['settings'], 'departments'>;

describe('the bottom line', () => {
  it('says of each card what was found, what is asked and who owns it', () => {
    const fields = { lot: 'L1', sku: 'HPC' };
    const { bottomLine, cards } = manufacturing([story('weld', [...QUIET, 12], { fields })], { settings: HEADS });
    expect(bottomLine).toEqual([
      `New: ${cards[0]?.headline}. Read the 12 tickets, then check returned units of HPC lot L1 on the bench. Owner: J. Meyer.`,
    ]);
    expect(cards[0]?.nextStep).toContain('23 November');
  });

  it('names a topic, and says that no owner is set', () => {
    const { bottomLine, cards } = manufacturing([story('hum', [...QUIET, 12])]);
    expect(bottomLine).toEqual([
      `New: ${cards[0]?.headline}. Read the 12 tickets, then check returned units on the bench. No owner set.`,
    ]);
  });

  it('keeps to three sentences', () => {
    const { bottomLine, cards } = manufacturing(
      Array.from({ length: 5 }, (_, index) => story(`fault ${index}`, [...QUIET, 12])),
    );
    expect(cards).toHaveLength(5);
    expect(bottomLine).toHaveLength(3);
    expect(bottomLine[2]).toBe('3 more findings below.');
  });

  it('shows in a quiet week that quiet is not broken', () => {
    const { bottomLine, cards } = manufacturing([story('hum', new Array<number>(13).fill(2))]);
    expect(cards).toEqual([]);
    expect(bottomLine).toEqual([
      'Nothing new for Manufacturing in week 46. 2 tickets read, 1 topic checked; largest change: “hum” with 2 tickets against 2 in a usual week, which may be chance. 1 finding from before is still open.',
    ]);
  });

  it('says why no change can be told: too few weeks, or no ticket of the department', () => {
    const [first] = runWeeks([story('hum', [2, 2])]);
    expect(first?.reports[2]?.bottomLine[0]).toContain(
      'too few weeks yet to see a change. Nothing is open from before.',
    );
    expect(first?.reports[0]?.bottomLine[0]).toContain('none of the tickets is tagged to this department');
  });
});

describe('the lines below the cards', () => {
  it('are at most ten open and five closed, the largest first, with the tickets of each', () => {
    const faults = Array.from({ length: 14 }, (_, index) => {
      const start = 5 + Math.floor(index / 5);
      const weekly = [...new Array<number>(start).fill(0), 9, ...new Array<number>(11 - start).fill(index < 7 ? 3 : 2)];
      return story(`fault ${index}`, weekly);
    });
    const busy = lastReport(runWeeks(faults));
    expect(busy.open).toHaveLength(10);
    expect(busy.open.map(({ tickets }) => tickets?.length)).toEqual([3, 3, 3, 3, 3, 3, 3, 2, 2, 2]);
    const ended = faults.map((one) => ({ ...one, weekly: [...one.weekly, 0, 0, 0, 0] }));
    expect(lastReport(runWeeks(ended)).closed).toHaveLength(5);
  });

  it('say of what ended how much there was and how surely it fell, and claim no reason', () => {
    const { closed } = manufacturing([story('hum', [3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0])]);
    expect(closed).toHaveLength(1);
    expect(closed[0]?.sentence).toMatch(
      /^“hum”: no new case for 4 weeks after 27 tickets from 27 accounts\. It was 3\.0 cases a week before; that is a fall of at least \d\d % \(95 % interval\)\. What ended it is not known\.$/,
    );
    expect(closed[0]?.tickets).toHaveLength(27);
  });

  it('admit that a small fall is not sure', () => {
    const { closed } = manufacturing([story('hum', [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0])]);
    expect(closed[0]?.sentence).toContain('It was 1.0 cases a week before: too few to be sure of the drop.');
  });

  it('watch what ended for a return', () => {
    const { watch, closed } = manufacturing([story('hum', [3, 3, 3, 3, 0, 0, 0, 0, 0, 0])]);
    expect(closed).toEqual([]);
    expect(watch.map(({ sentence }) => sentence)).toEqual([
      '“hum” (F-1, ended): no new case for 6 weeks after 12 tickets; watched for a return.',
    ]);
  });

  it('keep at most five watched signals, and none that is told above', () => {
    const small = Array.from({ length: 9 }, (_, index) => story(`small ${index}`, [1, 1, 1, 1]));
    const { watch, cards } = manufacturing([...small, story('hum', [3, 3, 3, 3])]);
    expect(cards).toHaveLength(0);
    expect(watch).toHaveLength(5);
    expect(watch.every(({ sentence }) => sentence.startsWith('“small'))).toBe(true);
    expect(watch[0]?.sentence).toBe('“small 0”: 4 tickets from 4 accounts in 4 weeks, 1 this week (too few to judge).');
  });

  it('give every watched signal tickets to check it by', () => {
    const { watch } = manufacturing([story('hum', [2, 1, 1, 0]), story('buzz', [1, 1, 1, 1])]);
    expect(watch.map(({ tickets }) => tickets.length)).toEqual([1, 4]);
  });

  it('never name a lot of fewer than five tickets or three accounts', () => {
    const few = story('weld', [1, 1, 1, 1], { topic: null, fields: { lot: 'L1' } });
    const one = story('weld', [2, 2, 2, 2], { topic: null, fields: { lot: 'L1' }, accounts: 2 });
    for (const cell of [few, one]) expect(manufacturing([cell]).watch).toEqual([]);
  });
});

describe('a report', () => {
  it('is the same bytes for the same input', () => {
    const stories = [story('hum', new Array<number>(13).fill(3)), story('weld', [...QUIET, 12])];
    expect(JSON.stringify(runWeeks(stories))).toBe(JSON.stringify(runWeeks(stories)));
  });

  it("holds each finding once, its department's owner and the day of the next issue", () => {
    const { reports, findings, overview } = runLastWeek([story('weld', [...QUIET, 12])], { settings: HEADS });
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    expect(reports[2]).toMatchObject({ owner: 'J. Meyer', nextIssue: '2026-11-23' });
    expect(overview.departments.map(({ cards }) => cards)).toEqual([0, 0, 1, 0]);
    expect(reports[2]?.howMade.length).toBeLessThanOrEqual(8);
  });
});
