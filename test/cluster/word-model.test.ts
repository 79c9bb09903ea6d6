import { describe, expect, it } from 'vitest';
import { fitWordModel, hear } from '../../src/cluster/word-model.ts';
import type { TicketId } from '../../src/domain/ticket.ts';
import type { TermVector } from '../../src/domain/vector.ts';

const ticket = (...terms: number[]): TermVector => ({
  ticketId: terms.join('-') as TicketId,
  terms: Int32Array.from(terms),
  counts: new Float32Array(terms.length).fill(1),
});
const terms = [ticket(0, 1), ticket(0, 1), ticket(0, 4), ticket(2, 3), ticket(2, 3), ticket(3, 4)];
const placing = { terms, cosines: new Float32Array(terms.length * 2) };

describe('fitWordModel', () => {
  it('gives a higher weight to a term in its own topic than elsewhere, and none to a term that speaks for neither', () => {
    const [first, second] = fitWordModel(placing, 5, Int32Array.of(0, 0, 0, 1, 1, 1), 2);
    expect([...(first?.terms ?? [])]).toEqual([0, 1, 4]);
    expect(first?.weights[0]).toBeGreaterThan(second?.unseen as number);
    expect(first?.weights[2]).toBeCloseTo(second?.weights[2] as number, 1);
  });
  it('moves a ticket whose words speak for another topic', () => {
    const many = [...Array.from({ length: 9 }, () => ticket(0, 1)), ...Array.from({ length: 9 }, () => ticket(2, 3))];
    const all = { terms: many, cosines: new Float32Array(many.length * 2) };
    const labels = Int32Array.from(many, (_, row) => (row > 8 || row === 0 ? 1 : 0));
    const evidence = fitWordModel(all, 4, labels, 2);
    expect([...hear(all, evidence).labels]).toEqual(many.map((_, row) => (row > 8 ? 1 : 0)));
    const counted = evidence.reduce((sum, topic) => sum + Math.exp(topic.prior) - 1, 0);
    expect(counted).toBeCloseTo(18, 2);
  });
});

describe('hear', () => {
  const evidence = fitWordModel(placing, 5, Int32Array.of(0, 0, 0, 1, 1, 1), 2);
  it('hears the vectors where the words are silent', () => {
    expect([...hear({ terms: [ticket()], cosines: Float32Array.of(0.1, 0.9) }, evidence).labels]).toEqual([1]);
  });
  it('finds words that go together in a topic likelier than chance, and words that never meet less likely', () => {
    const { support } = hear({ terms: [ticket(0, 1), ticket(0, 3), ticket()], cosines: new Float32Array(6) }, evidence);
    expect(support[0]).toBeGreaterThan(0);
    expect(support[1]).toBeLessThan(0);
    expect(support[2]).toBeCloseTo(0, 5);
  });
  it('hears a ticket alone as among others', () => {
    const cosines = Float32Array.of(0.3, 0.1, 0.2, 0.7, 0.5, 0.4);
    const some = [ticket(0, 4), ticket(2), ticket(1, 3)];
    const all = hear({ terms: some, cosines }, evidence);
    some.forEach((one, row) => {
      const alone = hear({ terms: [one], cosines: cosines.slice(row * 2, row * 2 + 2) }, evidence);
      expect([alone.labels[0], alone.support[0]]).toEqual([all.labels[row], all.support[row]]);
    });
  });
});
