import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../src/domain/ticket.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { rememberTexts } from '../../src/pipeline/repeated-texts.ts';
import { ticket } from '../contract/ticket.ts';

const said = (word: string, day: number): Ticket =>
  ({
    ...ticket('a', '2026-W46' as IsoWeek),
    createdAt: new Date(Date.UTC(2026, 0, day)).toISOString(),
    requester: 'p',
    description: `The ${word} of the oven door does not close any more since the visit.`,
  }) as Ticket;

describe('rememberTexts', () => {
  it.each([
    ['rising', [1, 30, 60, 61, 74]],
    ['falling', [74, 61, 60, 30, 1]],
    ['mixed', [60, 1, 61, 30, 74]],
  ])('answers the same for %s days when it forgets early as when it never does', (_, days) => {
    const answers = (sweep: number) => {
      const texts = rememberTexts(sweep);
      return days.flatMap((day) => ['lid', 'hinge', 'seal'].map((word) => texts.isRepeat(said(word, day))));
    };
    expect(answers(1)).toEqual(answers(1_000_000));
    expect(answers(1)).toContain(true);
  });
});
