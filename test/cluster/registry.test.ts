import { describe, expect, it } from 'vitest';
import { matchTopics, namesOfReturned, topicIdOf, updateRegistry } from '../../src/cluster/registry.ts';
import type { TicketId } from '../../src/domain/ticket.ts';
import type { Topic, TopicRegistry } from '../../src/domain/topic.ts';
import type { IsoWeek } from '../../src/domain/week.ts';

const ids = (text: string): TicketId[] => text.split('') as TicketId[];
const registry: TopicRegistry = {
  nextNumber: 13,
  topics: [2, 12].map((number) => ({
    id: topicIdOf(number),
    label: `old ${number}`,
    keywords: ['valve', 'leak', 'seal', `part ${number}`],
    firstWeek: '2026-W40' as IsoWeek,
  })),
  members: new Map([
    ...ids('abcdef').map((id) => [id, topicIdOf(2)] as const),
    ...ids('uvwx').map((id) => [id, topicIdOf(12)] as const),
  ]),
};

describe('matchTopics', () => {
  it('follows the members, whatever new tickets joined', () => {
    expect(matchTopics([ids('uvw12345678'), ids('abcde')], registry)).toEqual(['T-12', 'T-2']);
  });
  it('gives a split topic’s id to its larger part only', () => {
    expect(matchTopics([ids('ef'), ids('abcd')], registry)).toEqual([undefined, 'T-2']);
  });
  it('gives a merged topic the id of its larger part', () => {
    expect(matchTopics([ids('abcdefuvwx')], registry)).toEqual(['T-2']);
  });
  it('gives no id for too small an overlap, for new tickets and for no groups', () => {
    expect(
      matchTopics([ids('a')], { ...registry, members: new Map(registry.members).set('z' as TicketId, topicIdOf(2)) }),
    ).toEqual(['T-2']);
    expect(matchTopics([ids('auvwx'), ids('123')], registry)).toEqual(['T-12', undefined]);
    expect(matchTopics([], registry)).toEqual([]);
  });
});

describe('namesOfReturned', () => {
  const group = (text: string) => ({ keywords: text.split(' ') });
  const [two, twelve] = [topicIdOf(2), topicIdOf(12)];
  const ended: TopicRegistry = {
    ...registry,
    topics: registry.topics.map((topic) => ({
      ...topic,
      keywords: topic.id === two ? group('valve leak seal drip').keywords : group('login code mail').keywords,
    })),
  };

  it('gives an ended topic’s id to the group that speaks like it', () => {
    expect(
      namesOfReturned([group('seal leak drip pump'), group('login code late')], [undefined, undefined], ended),
    ).toEqual([two, twelve]);
  });
  it('gives no id that lives, and none for too few words in common', () => {
    expect(namesOfReturned([group('a b'), group('seal leak drip pump')], [two, undefined], ended)).toEqual([
      two,
      undefined,
    ]);
    expect(namesOfReturned([group('seal pump cold hot')], [undefined], ended)).toEqual([undefined]);
    expect(namesOfReturned([group('login')], [undefined], ended)).toEqual([undefined]);
  });
  it('gives an id once', () => {
    expect(
      namesOfReturned([group('seal leak x y'), group('seal leak drip valve')], [undefined, undefined], ended),
    ).toEqual([undefined, two]);
  });
});

describe('updateRegistry', () => {
  it('enters new topics, moves members and takes unassigned tickets out', () => {
    const topic: Topic = {
      id: topicIdOf(13),
      label: 'new',
      keywords: [],
      centroid: new Float32Array(1),
      firstWeek: '2026-W46' as IsoWeek,
    };
    const next = updateRegistry(
      registry,
      [topic],
      [
        { ticketId: 'a' as TicketId, topicId: topic.id, similarity: 1 },
        { ticketId: 'b' as TicketId, topicId: null, similarity: 0.1 },
      ],
    );
    expect(next.nextNumber).toBe(14);
    expect(next.topics.map(({ id }) => id)).toEqual(['T-2', 'T-12', 'T-13']);
    expect(next.members.get('a' as TicketId)).toBe('T-13');
    expect(next.members.has('b' as TicketId)).toBe(false);
    expect(registry.members.get('a' as TicketId)).toBe('T-2');
  });
});
