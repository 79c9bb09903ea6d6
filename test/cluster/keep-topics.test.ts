import { describe, expect, it } from 'vitest';
import { keepTopics } from '../../src/cluster/keep-topics.ts';
import { topicIdOf } from '../../src/cluster/registry.ts';
import type { TicketId } from '../../src/domain/ticket.ts';
import type { TopicId, TopicRegistry } from '../../src/domain/topic.ts';
import { normalizeRows } from '../../src/math/linear-algebra.ts';

const WIDTH = 4;
const [ONE, TWO] = [topicIdOf(1), topicIdOf(2)];

/** Tickets near an axis each: `a` to `d` for the four axes, in upper case where the registry knows the ticket. */
function windowOf(text: string, topicOf: (axis: number) => TopicId | undefined) {
  const ids = [...text].map((letter, at) => `${letter}${at}` as TicketId);
  const data = new Float64Array(ids.length * WIDTH);
  const members = new Map<TicketId, TopicId>();
  [...text].forEach((letter, at) => {
    const axis = letter.toLowerCase().charCodeAt(0) - 97;
    data[at * WIDTH + axis] = 1;
    data[at * WIDTH + ((axis + 1) % WIDTH)] = 0.02 * (at % 3);
    const topic = letter === letter.toUpperCase() ? topicOf(axis) : undefined;
    if (topic) members.set(ids[at] as TicketId, topic);
  });
  normalizeRows(data, WIDTH);
  const registry: TopicRegistry = { nextNumber: 9, topics: [], members };
  return { data: Float32Array.from(data), ids, registry };
}

const axes = (...list: number[]) =>
  Float32Array.from(list.flatMap((axis) => Array.from({ length: WIDTH }, (_, i) => (i === axis ? 1 : 0))));

/** The axis that each topic lies nearest to, by its id. */
function placesOf({ centroids, names }: ReturnType<typeof keepTopics>) {
  return names.map((id, at) => {
    const row = centroids.subarray(at * WIDTH, (at + 1) * WIDTH);
    return [id, row.indexOf(Math.max(...row))];
  });
}

describe('keepTopics', () => {
  it('takes the fresh partition where the registry knows none of the tickets', () => {
    const { data, ids, registry } = windowOf('aaabbb', () => undefined);
    expect(keepTopics(data, WIDTH, ids, axes(0, 1), registry)).toEqual({
      centroids: axes(0, 1),
      names: [undefined, undefined],
    });
  });

  it('goes on with known topics, and adds a group of unknown tickets', () => {
    const { data, ids, registry } = windowOf('AAAaBBBbccc', (axis) => [ONE, TWO][axis]);
    expect(placesOf(keepTopics(data, WIDTH, ids, axes(2, 1, 0), registry))).toEqual([
      [ONE, 0],
      [TWO, 1],
      [undefined, 2],
    ]);
  });

  it('adds no topic for a group of tickets that it knows in others', () => {
    const { data, ids, registry } = windowOf('AAAABBBB', (axis) => [ONE, TWO][axis]);
    const between = Float32Array.from([Math.SQRT1_2, Math.SQRT1_2, 0, 0]);
    expect(keepTopics(data, WIDTH, ids, between, registry).names).toEqual([ONE, TWO]);
  });

  it('splits a topic of two unlike parts: the larger one keeps the id', () => {
    const { data, ids, registry } = windowOf('AAAAAAABBBBBBBB', () => ONE);
    expect(placesOf(keepTopics(data, WIDTH, ids, axes(0, 1), registry))).toEqual([
      [ONE, 1],
      [undefined, 0],
    ]);
  });

  it('splits nothing off that is small', () => {
    const { data, ids, registry } = windowOf('AAAAABBBBBBBB', () => ONE);
    expect(keepTopics(data, WIDTH, ids, axes(0, 1), registry).names).toEqual([ONE]);
  });

  it('ends the younger of two topics that have become alike, and one with fewer than three tickets left', () => {
    const { data, ids, registry } = windowOf('AAAAAABBC', (axis) => topicIdOf(axis + 3));
    registry.members.forEach((_, id) => {
      if (id === 'A3' || id === 'A4' || id === 'A5') (registry.members as Map<TicketId, TopicId>).set(id, ONE);
    });
    expect(keepTopics(data, WIDTH, ids, axes(0, 1, 2), registry).names).toEqual([ONE]);
  });
});
