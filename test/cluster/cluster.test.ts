import { describe, expect, it } from 'vitest';
import { assign } from '../../src/cluster/assign.ts';
import { cluster } from '../../src/cluster/cluster.ts';
import type { Ticket, TicketId } from '../../src/domain/ticket.ts';
import { EMPTY_REGISTRY, type TopicRegistry } from '../../src/domain/topic.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { comparePartitions } from '../../src/math/partition-metrics.ts';
import { transform } from '../../src/vectorize/transform.ts';
import { vectorize } from '../../src/vectorize/vectorize.ts';
import { makeThemes, makeTicket, STOP_WORDS, themeOf } from '../vectorize/make-tickets.ts';

const WEEK = '2026-W46' as IsoWeek;

function run(tickets: readonly Ticket[], registry: TopicRegistry = EMPTY_REGISTRY, topics: number | 'auto' = 'auto') {
  const { embedding, block } = vectorize(tickets, { seed: 1, stopWords: STOP_WORDS });
  return { ...cluster(block, embedding, tickets, registry, { week: WEEK, topics, seed: 1 }), embedding, block };
}

function agreement(tickets: readonly Ticket[], found: ReturnType<typeof run>) {
  const truth = tickets.map((ticket) => themeOf(ticket.id));
  return comparePartitions(
    truth,
    found.assignments.map(({ topicId }) => topicId ?? 'none'),
  );
}

describe('cluster', () => {
  it('finds the themes of 150 and 400 tickets without being told how many', () => {
    for (const size of [30, 80]) {
      const tickets = makeThemes(size);
      const found = run(tickets);
      expect(agreement(tickets, found).ari).toBeGreaterThan(0.9);
      expect(found.topics.length).toBeLessThanOrEqual(7);
    }
  });

  it('mixes no themes in 60 tickets', () => {
    const tickets = makeThemes(12);
    expect(agreement(tickets, run(tickets)).homogeneity).toBeGreaterThan(0.95);
  });

  it('keeps small themes apart from a giant one', () => {
    const tickets = makeThemes([150, 8, 8, 8, 8]);
    const found = run(tickets);
    for (const theme of ['invoice', 'login', 'import', 'voucher']) {
      const ids = new Set(found.assignments.filter((a) => themeOf(a.ticketId) === theme).map((a) => a.topicId));
      const giant = found.assignments.filter((a) => themeOf(a.ticketId) === 'pump').map((a) => a.topicId);
      expect(giant.some((id) => id !== null && ids.has(id))).toBe(false);
    }
  });

  it('finds as many topics as asked for', () => {
    expect(run(makeThemes(30), EMPTY_REGISTRY, 5).topics).toHaveLength(5);
    expect(run(makeThemes(30), EMPTY_REGISTRY, 3).topics).toHaveLength(3);
  });

  it('gives every topic three tickets or more and a label of customers’ words that no other has', () => {
    const tickets = makeThemes(30);
    const { topics, assignments } = run(tickets);
    const labels = topics.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    for (const topic of topics) {
      const members = new Set(
        assignments.filter(({ topicId }) => topicId === topic.id).map(({ ticketId }) => ticketId),
      );
      const text = tickets
        .filter(({ id }) => members.has(id))
        .map(({ description }) => description.toLowerCase())
        .join('\n');
      expect(members.size).toBeGreaterThanOrEqual(3);
      expect(topic.label.length).toBeLessThanOrEqual(60);
      for (const part of [...topic.label.split(', '), ...topic.keywords]) expect(text).toContain(part.toLowerCase());
    }
  });

  it('assigns every ticket or none of the topics, and leaves a stranger without one', () => {
    const tickets = [...makeThemes(30), makeTicket('stranger-1', 'zebra quagga')];
    const { assignments, topics, block, threshold } = run(tickets);
    expect(assignments.map(({ ticketId }) => ticketId)).toEqual(tickets.map(({ id }) => id));
    expect(assignments.at(-1)).toEqual({ ticketId: 'stranger-1', topicId: null, similarity: 0 });
    expect(assign(block, topics, { threshold })).toEqual(assignments);
    expect(assign(block, [], { threshold }).every(({ topicId }) => topicId === null)).toBe(true);
  });

  it('gives equal results for equal input', () => {
    expect(run(makeThemes(30))).toEqual(run(makeThemes(30)));
  });

  it('keeps ids, labels and first weeks when next week brings more of the same, and numbers a new theme next', () => {
    const early = makeThemes([60, 60, 60, 60, 0]);
    const first = run(early);
    const more = makeThemes([8, 8, 8, 8, 12], 2).map((ticket) => ({ ...ticket, id: `${ticket.id}-b` as TicketId }));
    const second = run([...early, ...more], first.registry);
    const known = new Map(first.topics.map((topic) => [topic.id, topic]));
    const kept = second.topics.filter(({ id }) => known.has(id));
    expect(kept).toHaveLength(first.topics.length);
    for (const topic of kept) expect(topic.firstWeek).toBe(known.get(topic.id)?.firstWeek);
    const fresh = second.topics.filter(({ id }) => !known.has(id));
    expect(fresh.map(({ id }) => id)).toEqual([`T-${first.registry.nextNumber}`]);
    expect(second.registry.nextNumber).toBe(first.registry.nextNumber + 1);
  });

  it('finds nothing in two tickets, in empty ones and in none', () => {
    for (const tickets of [[], makeThemes([2, 0, 0, 0, 0]), [1, 2, 3, 4].map((n) => makeTicket(String(n), ''))]) {
      const { topics, assignments } = run(tickets);
      expect(topics).toEqual([]);
      expect(assignments.map(({ topicId }) => topicId)).toEqual(tickets.map(() => null));
    }
  });

  it('holds near-duplicates together', () => {
    const outage = Array.from({ length: 60 }, (_, n) =>
      makeTicket(`outage-${n}`, 'The portal shows a blank page since noon'),
    );
    const tickets = [...outage, ...makeThemes(10)];
    const ids = new Set(
      run(tickets)
        .assignments.slice(0, 60)
        .map(({ topicId }) => topicId),
    );
    expect(ids.size).toBe(1);
  });

  it('places later tickets in the same topics', () => {
    const { topics, threshold, embedding, assignments } = run(makeThemes(30));
    const later = transform([makeTicket('x', 'Our gasket and pump housing are leaking')], embedding);
    const [placed] = assign(later, topics, { threshold });
    const pumps = assignments.filter((a) => themeOf(a.ticketId) === 'pump').map((a) => a.topicId);
    expect(pumps).toContain(placed?.topicId);
  });
});
