import { describe, expect, it } from 'vitest';
import { assign } from '../../src/cluster/assign.ts';
import { cluster } from '../../src/cluster/cluster.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { EMPTY_REGISTRY } from '../../src/domain/topic.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { transform } from '../../src/vectorize/transform.ts';
import { vectorize } from '../../src/vectorize/vectorize.ts';
import { makeThemes, makeTicket, STOP_WORDS, themeOf } from '../vectorize/make-tickets.ts';

function run(tickets: readonly Ticket[]) {
  const { embedding, block } = vectorize(tickets, { seed: 1, stopWords: STOP_WORDS });
  const options = { week: '2026-W46' as IsoWeek, topics: 'auto' as const, seed: 1 };
  return { ...cluster(block, embedding, tickets, EMPTY_REGISTRY, options), embedding };
}

const topicsOf = (found: ReturnType<typeof run>): (string | null)[] => found.assignments.map(({ topicId }) => topicId);
const many = (count: number, text: (n: number) => string): Ticket[] =>
  Array.from({ length: count }, (_, n) => makeTicket(`t-${n}`, text(n)));

describe('cluster, at the edges', () => {
  it('puts the same text in the same place, and a ticket without a word in none', () => {
    for (const count of [3, 40]) {
      const same = many(count, () => 'the display stays dark');
      const places = topicsOf(run([...same, ...makeThemes(20), makeTicket('empty', '')]));
      expect(new Set(places.slice(0, count)).size).toBe(1);
      expect(places[0]).not.toBe(null);
      expect(places.at(-1)).toBe(null);
    }
  });

  it('finds nothing in one ticket, or in tickets that share no word', () => {
    expect(run([makeTicket('a', 'the display stays dark')]).topics).toEqual([]);
    expect(run(many(12, (n) => `word${String.fromCharCode(97 + n)}`)).topics).toEqual([]);
  });

  it('puts tickets of the same single word together', () => {
    const words = ['display', 'invoice', 'password', 'delivery'];
    const places = topicsOf(run(many(80, (n) => words[n % 4] as string)));
    for (let n = 4; n < 80; n++) expect(places[n]).toBe(places[n % 4]);
  });

  it('keeps the rest apart from a topic of 95 in 100', () => {
    const tickets = makeThemes([570, 10, 10, 10, 0]);
    const places = topicsOf(run(tickets));
    const giant = new Set(places.filter((_, at) => themeOf(tickets[at]?.id as string) === 'pump'));
    tickets.forEach(({ id }, at) => {
      if (themeOf(id) !== 'pump' && places[at] !== null) expect(giant.has(places[at] as string)).toBe(false);
    });
  });

  it('reads a ticket of 20,000 words among short ones', () => {
    const long = Array.from({ length: 20_000 }, (_, n) => `gasket leaking pump ${n} valve`).join(' ');
    const tickets = [...makeThemes(20), makeTicket('pump-long', long)];
    const places = topicsOf(run(tickets));
    const pumps = places.filter((_, at) => themeOf(tickets[at]?.id as string) === 'pump');
    expect(pumps.slice(0, -1)).toContain(places.at(-1));
  });

  it('places tickets of three languages, and each word of theirs', () => {
    const texts = [
      ['en', 'the pump leaks and the seal is wet'],
      ['de', 'die Pumpe tropft und die Dichtung ist nass'],
      ['fr', 'la pompe fuit et le joint est mouillé'],
    ] as const;
    const tickets = Array.from({ length: 90 }, (_, n) => {
      const [language, text] = texts[n % 3] as (typeof texts)[number];
      return makeTicket(`t-${n}`, text, { language });
    });
    const places = topicsOf(run(tickets));
    for (let n = 3; n < 90; n++) expect(places[n]).toBe(places[n % 3]);
  });

  it('places 2,000 tickets by their words too: the same alone as among all, and twice', { timeout: 60_000 }, () => {
    const tickets = makeThemes(420);
    const found = run(tickets);
    expect(found.topics.every(({ evidence }) => evidence !== undefined)).toBe(true);
    expect(run(tickets)).toEqual(found);
    const truth = new Map<string | null, Set<string>>();
    found.assignments.forEach(({ topicId, ticketId }) => {
      truth.set(topicId, (truth.get(topicId) ?? new Set()).add(themeOf(ticketId)));
    });
    for (const [topicId, themes] of truth) if (topicId !== null) expect(themes.size).toBe(1);
    for (let at = 0; at < tickets.length; at += 41) {
      const alone = transform([tickets[at] as Ticket], found.embedding);
      expect(assign(alone, found.topics, found)).toEqual([found.assignments[at]]);
    }
  });
});
