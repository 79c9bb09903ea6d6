import { describe, expect, it } from 'vitest';
import { findTopicAlerts, threadStart } from '../../src/measure/topic-alerts.ts';
import { type CaseSpec, casesOf } from './case-builder.ts';

/** A topic's tickets, so many in each week, each of an account of its own. */
function topic(name: string, weekly: readonly number[], more: Partial<CaseSpec> = {}): CaseSpec[] {
  return weekly.flatMap((number, week) =>
    Array.from({ length: number }, (_, index) => ({
      day: week * 7 + 1,
      topic: name,
      accountId: `${name} ${week} ${index}`,
      ...more,
    })),
  );
}
const STEADY = [3, 2, 4, 3, 2, 3, 4, 2, 3, 3, 2, 4, 3];
const JUMP = [...STEADY.slice(0, 12), 16];
const alertsOf = (...specs: readonly CaseSpec[][]) => findTopicAlerts(casesOf(specs.flat()), 13);

describe('findTopicAlerts', () => {
  it('finds the topic above its own history, though no cause is tagged, with its size, and leaves a larger steady one alone', () => {
    const { alerts, comparisons } = alertsOf(
      topic('T-1', JUMP),
      topic(
        'T-2',
        STEADY.map((n) => 6 * n),
      ),
    );
    expect(comparisons).toBe(2);
    expect(alerts).toMatchObject([{ topicId: 'T-1', weekly: JUMP, since: 12, accounts: 16 }]);
    expect([alerts[0]?.tickets.length, (alerts[0]?.pValue ?? 1) < 0.001]).toEqual([16, true]);
  });

  it('goes on in one thread while a topic grows from week to week', () => {
    const growing = [...STEADY.slice(0, 10), 14, 24, 44];
    expect(alertsOf(topic('T-1', growing)).alerts).toMatchObject([{ since: 10 }]);
  });

  it('puts the most surprising first', () => {
    const more = [...STEADY.slice(0, 12), 30];
    expect(alertsOf(topic('T-1', JUMP), topic('T-2', more)).alerts.map(({ topicId }) => topicId)).toEqual([
      'T-2',
      'T-1',
    ]);
  });

  it('counts one angry customer once: sixteen tickets of one account are no alarm', () => {
    const loud = [
      ...topic('T-1', STEADY.slice(0, 12)),
      ...topic('T-1', [...new Array<number>(12).fill(0), 16], { accountId: 'A' }),
    ];
    expect(alertsOf(loud).alerts).toEqual([]);
  });

  it('asks for five tickets of three parties, and for four earlier weeks', () => {
    expect(alertsOf(topic('T-1', [...new Array<number>(12).fill(0), 4])).alerts).toEqual([]);
    expect(alertsOf(topic('T-1', [...new Array<number>(12).fill(0), 5])).alerts).toHaveLength(1);
    expect(findTopicAlerts(casesOf(topic('T-1', [1, 1, 1, 20])), 4)).toEqual({ alerts: [], comparisons: 0 });
  });
});

describe('threadStart', () => {
  const at = (marks: string) => threadStart([...marks].map((mark) => mark === '!'));

  it('is the last week where no alarm came shortly before, else the first of those that follow each other', () => {
    expect([at('....!'), at('..!!!'), at('.!...!'), at('!....!')]).toEqual([4, 2, 1, 5]);
  });
});
