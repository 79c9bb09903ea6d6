import { describe, expect, it } from 'vitest';
import {
  headerUnit,
  readBoolean,
  readList,
  readMinutes,
  readParty,
  readRemaining,
  readScore,
} from '../../src/ingest/read-cells.ts';

describe('readMinutes', () => {
  it.each<[string, number, number | undefined]>([
    ['90', 1, 90],
    ['1.5', 60, 90],
    ['5400', 1 / 60, 90],
    ['5400000', 1 / 60_000, 90],
    ['01:30', 60, 90],
    ['01:30:30', 60, 90.5],
    ['1 day 2:03', 1, 1_563],
    ['2 days, 02:03:00', 1, 3_003],
    ['1d 2h 3m', 1, 1_563],
    ['2h 5m', 1, 125],
    ['1 Hour 30 Minutes', 1, 90],
    ['2 Stunden 30 Minuten', 1, 150],
    ['45s', 1, 0.75],
    ['1970-01-01 01:30:00', 1, 90],
    ['-5', 1, undefined],
    ['', 1, undefined],
    ['soon', 1, undefined],
    ['-', 1, undefined],
  ])('reads %j with the unit %d as %j', (cell, unit, minutes) => {
    const read = readMinutes(cell, unit);
    if (minutes === undefined) expect(read).toBeUndefined();
    else expect(read).toBeCloseTo(minutes, 9);
  });
});

describe('headerUnit', () => {
  it.each([
    ['Resolution time (in hrs)', 60],
    ['First reply time in minutes', 1],
    ['First reply time (min)', 1],
    ['time_to_close_ms', 1 / 60_000],
    ['handling time (seconds)', 1 / 60],
    ['Time to close', undefined],
  ])('tells the unit of %s', (header, unit) => expect(headerUnit(header)).toBe(unit));
});

describe('readScore', () => {
  it.each([
    ['Good', 5],
    ['4', 4],
    ['4,5', 4.5],
    ['5/5', 5],
    ['1/5', 1],
    ['10 of 10', 5],
    ['100 %', 5],
    ['0 %', 1],
    ['0/5', undefined],
    ['fine', undefined],
  ])('reads %s as %j', (cell, score) => expect(readScore(cell, { good: 5 })).toBe(score));
});

describe('readRemaining', () => {
  it('is broken below zero, and unknown where the cell is no time', () => {
    expect(['-0:30', '-2h 5m', '3:15', '0:00', 'paused'].map(readRemaining)).toEqual([
      true,
      true,
      false,
      false,
      undefined,
    ]);
  });
});

describe('readBoolean', () => {
  it('knows the words of helpdesks', () => {
    expect(['SLA Violated', 'Resolution Violation', 'COMPLETED_LATE', 'Overdue'].map(readBoolean)).not.toContain(false);
    expect(['Within SLA', 'Not Violated', 'COMPLETED_ON_TIME'].map(readBoolean)).toEqual([false, false, false]);
    expect(readBoolean('perhaps')).toBeUndefined();
  });
});

describe('readList and readParty', () => {
  it('read names and ids out of JSON objects, and leave other cells alone', () => {
    expect(readList('[{"id":"1","name":"Lamp"},{"name":"Cord"}]')).toEqual(['Lamp', 'Cord']);
    expect(readList('["a","b"]')).toEqual(['a', 'b']);
    expect(readParty('[{"type":"contact","id":"c-1"}]')).toBe('c-1');
    expect(readParty('Odalys Fenwick')).toBe('Odalys Fenwick');
    expect(readParty('{broken')).toBe('{broken');
  });
});
