import { describe, expect, it } from 'vitest';
import type { CauseRules } from '../../src/domain/cause.ts';
import type { Tag, TicketTags } from '../../src/domain/tag.ts';
import type { TicketId } from '../../src/domain/ticket.ts';
import type { Assignment, TopicId } from '../../src/domain/topic.ts';
import { poolByTopic } from '../../src/tag/pool-by-topic.ts';

const NONE = { sales: 0.02, 'professional-services': 0.02, manufacturing: 0.02, marketing: 0.02 };
const RULES: CauseRules = {
  version: '1',
  languages: ['en'],
  prior: { sales: -3, 'professional-services': -3, manufacturing: -3, marketing: -3 },
  taggedFrom: 0.5,
  unsureFrom: 0.25,
  pooling: { pseudoCount: 8, weight: 0.5, least: -1, most: 1.5 },
  rules: [],
};

function entry(id: string, score: number, more: Partial<Tag> = {}): TicketTags {
  const evidence = { from: 'customer', field: 'description', start: 0, end: 4, quote: 'drip' } as const;
  const tag: Tag = { cause: 'sales', score, status: score >= 0.5 ? 'tagged' : 'unsure', evidence, ...more };
  const tags = score < 0.25 ? [] : [tag];
  return { ticketId: id as TicketId, scores: { ...NONE, sales: score }, tags, votes: [], readable: true };
}

/** `count` tickets of one topic with one score. */
function group(topic: string, count: number, score: number): [TicketTags, TopicId][] {
  return Array.from({ length: count }, (_, index) => [entry(`${topic}-${score}-${index}`, score), topic as TopicId]);
}

function pool(members: readonly (readonly [TicketTags, TopicId | null])[], rules = RULES): TicketTags[] {
  const assignments = members.map(([{ ticketId }, topicId]): Assignment => ({ ticketId, topicId, similarity: 1 }));
  return poolByTopic(
    members.map(([tags]) => tags),
    assignments,
    rules,
  );
}

const status = (tags: TicketTags | undefined) => tags?.tags[0]?.status;
const CLEAR = [...group('T-1', 12, 0.9), ...group('T-2', 200, 0.02)];

describe('poolByTopic', () => {
  it('tags an unsure ticket in a topic whose others are mostly tagged', () => {
    const [pooled] = pool([[entry('a', 0.3), 'T-1' as TopicId], ...CLEAR]);
    expect(status(pooled)).toBe('tagged');
    expect(pooled?.scores.sales).toBe(pooled?.tags[0]?.score);
    expect(pooled?.tags[0]?.evidence.quote).toBe('drip');
  });

  it('makes a lone weak tag unsure in a topic where no other is tagged, and keeps a strong one', () => {
    const [weak, strong] = pool([
      [entry('a', 0.55), 'T-2' as TopicId],
      [entry('b', 0.95), 'T-3' as TopicId],
      ...CLEAR,
      ...group('T-3', 50, 0.02),
    ]);
    expect(status(weak)).toBe('unsure');
    expect(status(strong)).toBe('tagged');
  });

  it('tags no ticket without evidence of its own', () => {
    const [pooled] = pool([[entry('a', 0.24), 'T-1' as TopicId], ...CLEAR]);
    expect(pooled).toEqual(entry('a', 0.24));
  });

  it('loses no tag: what was unsure stays in review', () => {
    const [pooled] = pool([[entry('a', 0.26), 'T-2' as TopicId], ...CLEAR]);
    expect(pooled?.tags[0]).toMatchObject({ status: 'unsure', score: 0.25 });
  });

  it('leaves the ticket itself out of its topic, so that one alone shifts nothing', () => {
    const [alone] = pool([[entry('a', 0.55), 'T-9' as TopicId], ...CLEAR]);
    expect(alone?.tags[0]?.score).toBeCloseTo(0.55, 10);
  });

  it('moves log-odds by no more than its bounds', () => {
    const members = [...group('T-1', 500, 0.9), ...group('T-2', 5000, 0.02)];
    const [raised, lowered] = pool([
      [entry('a', 0.3), 'T-1' as TopicId],
      [entry('b', 0.6), 'T-2' as TopicId],
      ...members,
    ]);
    const logOdds = (score: number) => Math.log(score / (1 - score));
    expect(logOdds(raised?.scores.sales ?? 0) - logOdds(0.3)).toBeCloseTo(1.5, 10);
    expect(logOdds(lowered?.scores.sales ?? 0) - logOdds(0.6)).toBeCloseTo(-1, 10);
  });

  it('leaves tickets without a topic, and all tickets without the rule for it, as they are', () => {
    expect(pool([[entry('a', 0.3), null], ...CLEAR])[0]).toEqual(entry('a', 0.3));
    expect(poolByTopic([entry('a', 0.3)], [], RULES)).toEqual([entry('a', 0.3)]);
    expect(pool([[entry('a', 0.3), 'T-1' as TopicId], ...CLEAR], { ...RULES, pooling: undefined })[0]).toEqual(
      entry('a', 0.3),
    );
  });

  it('never tags a promise that only a note speaks of, and denies', () => {
    const evidence = { from: 'note', field: 'note', start: 0, end: 4, quote: 'none' } as const;
    const denied = entry('a', 0.4, { evidence, standing: 'contradicted' });
    expect(status(pool([[denied, 'T-1' as TopicId], ...CLEAR])[0])).toBe('unsure');
  });
});
