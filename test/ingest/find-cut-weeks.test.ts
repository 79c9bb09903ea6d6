import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../src/domain/ticket.ts';
import { weekOf } from '../../src/domain/week.ts';
import { findCutWeeks } from '../../src/ingest/find-cut-weeks.ts';
import { ticket } from '../contract/ticket.ts';

const HOUR = 3_600_000;
const MONDAY = Date.parse('2026-08-17T00:00:00Z');

/** One ticket every six hours over four weeks, closed up to `delayHours` after it was opened. */
function exported(from: number, delayHours: number, dated = true): Ticket[] {
  return Array.from({ length: 112 }, (_, index) => {
    const closed = from + index * 6 * HOUR;
    const closedAt = new Date(closed).toISOString();
    const week = weekOf(new Date(closed), 'UTC');
    const createdAt = dated ? new Date(closed - ((index % 9) / 8) * delayHours * HOUR).toISOString() : undefined;
    return { ...ticket(`T${index}`, week, { closedAt }), createdAt };
  });
}

describe('findCutWeeks', () => {
  it('finds nothing in an export by closing date that begins with its week', () => {
    expect([...findCutWeeks(exported(MONDAY + 8 * HOUR, 72))]).toEqual([]);
  });

  it('finds the first week of an export that begins in its middle', () => {
    expect([...findCutWeeks(exported(MONDAY + 70 * HOUR, 72))]).toEqual(['2026-W34']);
  });

  it('finds the weeks that lack the tickets opened before an export by creation date', () => {
    const filtered = exported(MONDAY, 200).filter(({ createdAt }) => Date.parse(createdAt ?? '') >= MONDAY);
    expect([...findCutWeeks(filtered)]).toContain('2026-W35');
  });

  it('says nothing of creation where few dates of it are known', () => {
    expect([...findCutWeeks(exported(MONDAY, 200, false))]).toEqual([]);
  });

  it('finds nothing in nothing', () => {
    expect([...findCutWeeks([])]).toEqual([]);
  });
});
