import { describe, expect, it } from 'vitest';
import { fit as fitEmbedding } from '../../src/vectorize/fit.ts';
import { transform } from '../../src/vectorize/transform.ts';
import { vectorize } from '../../src/vectorize/vectorize.ts';
import { makeThemes, makeTicket, STOP_WORDS, themeOf } from './make-tickets.ts';

const OPTIONS = { seed: 3, stopWords: STOP_WORDS };

function cosine(data: Float32Array, width: number, a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += (data[a * width + i] as number) * (data[b * width + i] as number);
  return sum;
}

describe('fit and transform', () => {
  it('puts tickets of one theme nearer to each other than to other themes', () => {
    const { block } = vectorize(makeThemes(20), OPTIONS);
    const same: number[] = [];
    const other: number[] = [];
    for (let a = 0; a < block.ids.length; a++) {
      for (let b = 0; b < a; b++) {
        const alike = themeOf(block.ids[a] as string) === themeOf(block.ids[b] as string);
        (alike ? same : other).push(cosine(block.data, block.dimensions, a, b));
      }
    }
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(same)).toBeGreaterThan(mean(other) + 0.5);
  });

  it('gives unit rows, and a zero row to a ticket without a known word', () => {
    const embedding = fitEmbedding(makeThemes(20), OPTIONS);
    const block = transform(
      [makeTicket('a', 'the pump seal is leaking'), makeTicket('b', 'zygote'), makeTicket('c', '')],
      embedding,
    );
    const lengths = [0, 1, 2].map((row) => cosine(block.data, block.dimensions, row, row));
    expect(lengths[0]).toBeCloseTo(1, 5);
    expect(lengths.slice(1)).toEqual([0, 0]);
  });

  it('gives the same bytes for the same seed and another model id for other tickets', () => {
    const [first, second] = [fitEmbedding(makeThemes(20), OPTIONS), fitEmbedding(makeThemes(20), OPTIONS)];
    expect(second).toEqual(first);
    expect(fitEmbedding(makeThemes(21), OPTIONS).modelId).not.toBe(first.modelId);
    expect(fitEmbedding(makeThemes(20), { ...OPTIONS, seed: 4 }).modelId).not.toBe(first.modelId);
  });

  it('stands no usable word: one ticket, empty tickets, none at all', () => {
    for (const tickets of [[], [makeTicket('a', 'pump leaking')], [makeTicket('a', ''), makeTicket('b', '12 34')]]) {
      const { embedding, block } = vectorize(tickets, OPTIONS);
      expect(embedding.vocabulary).toEqual([]);
      expect(block.data).toEqual(new Float32Array(tickets.length));
    }
  });

  it('names a term by the form that customers use, not by a more frequent one of the notes', () => {
    const tickets = [1, 2, 3, 4, 5, 6].map((n) =>
      makeTicket(String(n), n < 4 ? 'the seal leaks' : 'other words entirely', {
        note: n < 4 ? 'leaking leaking' : '',
      }),
    );
    const { vocabulary, surface } = fitEmbedding(tickets, OPTIONS);
    expect(surface[vocabulary.indexOf('leak')]).toBe('leaks');
  });

  it('leaves out stop words of the ticket language and keeps not', () => {
    const tickets = Array.from({ length: 6 }, (_, n) =>
      makeTicket(String(n), n < 3 ? 'die Pumpe ist nicht dicht' : 'ganz anderes', { language: n === 0 ? 'und' : 'de' }),
    );
    const { vocabulary, language } = fitEmbedding(tickets, OPTIONS);
    expect(language).toBe('de');
    expect(vocabulary).toContain('nicht');
    expect(vocabulary).not.toContain('die');
  });

  it('adds a second half for long tickets only', () => {
    const long = makeThemes(20).map((ticket, n, all) =>
      makeTicket(ticket.id, [n, n + 1, n + 2, n + 3].map((at) => all[at % all.length]?.description).join(' ')),
    );
    expect(fitEmbedding(makeThemes(20), OPTIONS).secondHalf).toBeUndefined();
    expect(fitEmbedding(long, OPTIONS).secondHalf).toBeGreaterThan(0);
  });

  it('brings tickets of two languages together by what they are about', () => {
    const texts = [
      ['en', 'our pump is leaking and the seal is wet', 'seal replaced by technician'],
      ['de', 'unsere Pumpe tropft und die Dichtung wurde nass', 'seal replaced by technician'],
      ['en', 'invoice amount is charged double this month', 'credit note issued'],
      ['de', 'Rechnung zeigt doppelten Betrag im Monat', 'credit note issued'],
    ] as const;
    const tickets = Array.from({ length: 80 }, (_, n) => {
      const [language, text, note] = texts[n % 4] as (typeof texts)[number];
      return makeTicket(String(n), text, { language, note });
    });
    const { data, dimensions } = vectorize(tickets, OPTIONS).block;
    expect(cosine(data, dimensions, 0, 1)).toBeGreaterThan(cosine(data, dimensions, 0, 2) + 0.5);
    expect(cosine(data, dimensions, 0, 1)).toBeGreaterThan(cosine(data, dimensions, 1, 3) + 0.5);
  });
});
