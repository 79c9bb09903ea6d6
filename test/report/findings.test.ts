import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/finding.ts';
import type { WeekReports } from '../../src/report/report.ts';
import { runLastWeek, runWeeks, type Story } from './week-builder.ts';

const QUIET = new Array<number>(12).fill(0);

function steady(name: string, changes: Partial<Story> = {}): Story {
  return { name, causes: ['manufacturing'], topic: name, weekly: new Array<number>(13).fill(3), ...changes };
}

function burst(name: string, changes: Partial<Story> = {}): Story {
  return { name, causes: ['manufacturing'], topic: name, weekly: [...QUIET, 12], ...changes };
}

function about(name: string, week: WeekReports | undefined): Finding | undefined {
  return week?.findings.find(({ windowTickets }) => windowTickets[0]?.startsWith(`${name}-`));
}

/** Id of the finding about a story in each week, null where none is shown. */
function idsOf(name: string, weeks: readonly WeekReports[]): (string | null)[] {
  return weeks.map((week) => about(name, week)?.id ?? null);
}

describe('finding ids', () => {
  it('stay with a topic over thirteen weeks, and are given once', () => {
    const weeks = runWeeks([steady('hum'), steady('drip', { weekly: new Array<number>(13).fill(2) })]);
    expect(new Set(idsOf('hum', weeks).slice(2))).toEqual(new Set(['F-1']));
    expect(new Set(idsOf('drip', weeks).slice(3))).toEqual(new Set(['F-2']));
    expect(idsOf('hum', weeks).slice(0, 2)).toEqual([null, null]);
  });

  it('outlive the topic that they were found in, when it is fitted anew under another id', () => {
    const weeks = runWeeks([steady('hum', { topic: ({ reported }) => (reported < 8 ? 'hum' : 'buzz') })]);
    expect(idsOf('hum', weeks).at(-1)).toBe('F-1');
    expect(about('hum', weeks.at(-1))).toMatchObject({ topic: { label: 'buzz' }, firstWeek: '2026-W36' });
  });

  it('stay when a lot takes the lead over its topic, and when it gives it back', () => {
    const lots = { fields: (index: number) => (index < 21 ? { lot: 'L1' } : index < 27 ? {} : { lot: 'L1' }) };
    const weeks = runWeeks([steady('hum', lots)]);
    expect(new Set(idsOf('hum', weeks).slice(2))).toEqual(new Set(['F-1']));
    expect(about('hum', weeks[4])?.headline).toMatch(/^Lot L1: /);
  });

  it('go to the likest candidate when a topic splits; the smaller part is told anew', () => {
    const split = steady('hum', {
      weekly: new Array<number>(13).fill(5),
      topic: ({ index, reported }) => (reported >= 10 && index % 5 > 2 ? 'hum at night' : 'hum'),
    });
    const last = runWeeks([split]).at(-1) as WeekReports;
    const named = last.findings.map(({ id, topic }) => [id, topic?.label]);
    expect(named).toContainEqual(['F-1', 'hum']);
    expect(named).toContainEqual(['F-2', 'hum at night']);
  });

  it('tell once under which finding one goes on, when two topics become one', () => {
    const merged = (name: string) =>
      steady(name, {
        topic: ({ reported }) => (reported < 10 ? name : 'noise'),
        weekly: new Array<number>(13).fill(4),
      });
    const weeks = runWeeks([merged('hum'), merged('buzz')]);
    const lines = weeks.map(({ reports }) => reports[2]?.closed.map(({ id, sentence }) => `${id} ${sentence}`));
    expect(lines[10]).toEqual(['F-2 “hum”: now told as part of F-1.']);
    expect(lines[11]).toEqual([]);
    expect(weeks.at(-1)?.ledger.map(({ id }) => id)).toEqual(['F-1', 'F-2']);
  });

  it('tell once when the tickets of a finding no longer form one group', () => {
    const scattered = steady('hum', {
      topic: ({ index, reported }) => (reported < 10 ? 'hum' : `other ${index % 12}`),
    });
    const weeks = runWeeks([scattered]);
    expect(weeks[10]?.reports[2]?.closed[0]?.sentence).toMatch(/^“hum”: its tickets no longer form one group/);
    expect(weeks[11]?.reports[2]?.closed).toEqual([]);
  });

  it('say goodbye to a lot that became too small to be named', () => {
    const weekly = [6, 6, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0];
    const weeks = runWeeks([steady('hum', { topic: null, weekly, fields: { lot: 'L1' } })]);
    expect(weeks[13]?.reports[2]?.open).toMatchObject([{ id: 'F-1' }]);
    expect(weeks[14]?.reports[2]).toMatchObject({
      open: [],
      closed: [{ sentence: 'Lot L1: too few tickets are left to show.' }],
    });
  });

  it('are not taken by a new lot inside a large old topic', () => {
    const old = steady('hum', { weekly: new Array<number>(13).fill(6) });
    const lot = burst('weld', { topic: 'hum', fields: { lot: 'L9' } });
    const last = runWeeks([old, lot]).at(-1) as WeekReports;
    const card = last.reports[2]?.cards.find(({ headline }) => headline.startsWith('Lot L9'));
    expect(card).toMatchObject({ id: 'F-2', state: 'new', kind: 'change' });
    expect(last.findings.find(({ id }) => id === 'F-1')?.headline).toMatch(/^“hum”: /);
  });

  it('are known again when a finding ends and comes back', () => {
    const weekly = [4, 4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 9, 9];
    const weeks = runWeeks([steady('hum', { weekly })]);
    expect(about('hum', weeks[9])).toMatchObject({ id: 'F-1', state: 'resolved' });
    expect(about('hum', weeks[11])).toBeUndefined();
    expect(weeks[12]?.reports[2]?.cards).toMatchObject([{ id: 'F-1', state: 'back', firstWeek: '2026-W35' }]);
    expect(weeks[13]?.reports[2]).toMatchObject({ cards: [], open: [{ id: 'F-1', weeksOpen: 13 }] });
  });

  it('are known by their tickets after weeks in which nothing was reported', () => {
    const before = runWeeks([steady('hum', { weekly: new Array<number>(8).fill(4) })]);
    const after = runLastWeek([steady('hum', { weekly: new Array<number>(13).fill(4), topic: 'buzz' })], {
      ledger: before.at(-1)?.ledger ?? [],
    });
    expect(about('hum', after)?.id).toBe('F-1');
  });
});

describe('cards', () => {
  it('show a finding in full once, then as one line', () => {
    const weeks = runWeeks([burst('weld', { weekly: [...QUIET, 12, 11, 12] })]);
    const manufacturing = weeks.slice(-3).map(({ reports }) => reports[2]);
    expect(manufacturing.map((one) => one?.cards.length)).toEqual([1, 0, 0]);
    expect(manufacturing.map((one) => one?.open.length)).toEqual([0, 1, 1]);
  });

  it('show a change again when it has grown by half', () => {
    const weeks = runWeeks([burst('weld', { weekly: [...QUIET, 10, 40] })]);
    expect(weeks.at(-1)?.reports[2]?.cards).toMatchObject([{ id: 'F-1', state: 'growing' }]);
  });

  it('are at most five; what waits gets its id when it is read', () => {
    const stories = Array.from({ length: 8 }, (_, index) => burst(`fault ${index}`));
    const last = runWeeks(stories).at(-1) as WeekReports;
    expect(last.reports[2]?.cards.map(({ id }) => id)).toEqual(['F-1', 'F-2', 'F-3', 'F-4', 'F-5']);
    expect(last.reports[2]?.open).toEqual([]);
    expect(last.reports[2]?.watch).toHaveLength(3);
    expect(last.reports[2]?.watch[0]?.sentence).toContain('more than usual');
  });

  it('speak of no change below 8 tickets or 3 accounts', () => {
    const few = burst('weld', { weekly: [...QUIET, 7] });
    const one = burst('weld', { accounts: 2 });
    for (const story of [few, one]) expect(runWeeks([story]).at(-1)?.reports[2]?.cards).toEqual([]);
  });

  it('put four weeks together where one is small', () => {
    const weekly = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 6];
    expect(runWeeks([burst('weld', { weekly })]).at(-1)?.reports[2]?.cards[0]?.kind).toBe('change');
  });

  it('are never made of tickets that fit no topic', () => {
    const last = runWeeks([burst('odd', { topic: null, weekly: [...QUIET, 20] })]).at(-1);
    expect(last?.findings).toEqual([]);
    expect(last?.reports[2]?.watch).toEqual([]);
  });
});
