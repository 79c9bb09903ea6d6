import { describe, expect, it } from 'vitest';
import { editTopics } from '../../src/cluster/edit-topics.ts';
import type { Correction } from '../../src/domain/correction.ts';
import type { TicketId } from '../../src/domain/ticket.ts';
import type { Topic, TopicId } from '../../src/domain/topic.ts';
import type { IsoWeek } from '../../src/domain/week.ts';

const learned = {
  topics: ['T-1', 'T-2', 'T-3'].map(
    (id): Topic => ({
      id: id as TopicId,
      label: `label ${id}`,
      keywords: [],
      centroid: new Float32Array(1),
      firstWeek: '2026-W40' as IsoWeek,
    }),
  ),
  assignments: (['T-1', 'T-2', 'T-3', null] as (TopicId | null)[]).map((topicId, at) => ({
    ticketId: `t${at}` as TicketId,
    topicId,
    similarity: 1,
  })),
};

/** Edits as `T-1 merge T-2`. */
function edited(...words: readonly string[]) {
  const corrections = words.map((text): Correction => {
    const [topicId, kind, ...value] = text.split(' ');
    return { topicId, kind: kind as Correction['kind'], value: value.join(' ') };
  });
  const { topics, assignments } = editTopics(learned, corrections);
  return [topics.map(({ id, label }) => `${id} ${label}`), assignments.map(({ topicId }) => topicId)];
}

const AS_LEARNED = [
  ['T-1 label T-1', 'T-2 label T-2', 'T-3 label T-3'],
  ['T-1', 'T-2', 'T-3', null],
];

describe('editTopics', () => {
  it('changes nothing without an edit, and nothing of a topic that is not there', () => {
    expect(edited()).toEqual(AS_LEARNED);
    expect(edited('T-9 rename pumps', 'T-1 merge T-9', 'T-9 hide yes')).toEqual(AS_LEARNED);
  });

  it('gives a topic the label that people last gave it', () => {
    expect(edited('T-2 rename pumps', 'T-2 rename loud pumps')[0]).toContain('T-2 loud pumps');
  });

  it('shows merged topics as one, through chains, and not in circles', () => {
    expect(edited('T-1 merge T-2', 'T-2 merge T-3')).toEqual([['T-3 label T-3'], ['T-3', 'T-3', 'T-3', null]]);
    expect(edited('T-1 merge T-2', 'T-2 merge T-1')).toEqual(AS_LEARNED);
  });

  it('takes a merge back', () => {
    expect(edited('T-1 merge T-2', 'T-1 merge T-1')).toEqual(AS_LEARNED);
  });

  it('counts tickets of a hidden topic as in none, until it is shown again', () => {
    expect(edited('T-1 merge T-2', 'T-2 hide yes')).toEqual([['T-3 label T-3'], [null, null, 'T-3', null]]);
    expect(edited('T-2 hide yes', 'T-2 hide no')).toEqual(AS_LEARNED);
  });
});
