import { describe, expect, it } from 'vitest';
import { findPhrases } from '../../src/cluster/phrases.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { fit as fitEmbedding } from '../../src/vectorize/fit.ts';
import { makeTicket, STOP_WORDS } from '../vectorize/make-tickets.ts';

function textsOf(tickets: readonly Ticket[]): string[] {
  const filler = Array.from({ length: 12 }, (_, n) => makeTicket(`f${n}`, n % 2 ? 'green apples' : 'blue pears'));
  const all = [...tickets, ...filler];
  return findPhrases(all, fitEmbedding(all, { seed: 1, stopWords: STOP_WORDS })).map(({ text }) => text);
}

const tickets = (texts: readonly string[], more: readonly Partial<Record<keyof Ticket, unknown>>[] = []): Ticket[] =>
  texts.map((text, n) => makeTicket(`t${n}`, text, more[n] ?? {}));

describe('findPhrases', () => {
  it('joins neighbouring words, whatever their endings, and not across marks or stop words', () => {
    const found = textsOf(
      tickets([
        'seal leaking',
        'seals leaking. Pump',
        'seal leaks',
        'leaking. Pump',
        'valve of steel',
        'valve of steel',
      ]),
    );
    expect(found).toContain('seal leaking');
    expect(found).not.toContain('leaking pump');
    expect(found).not.toContain('valve steel');
  });
  it('gives a negation with the word it turns, never alone', () => {
    const found = textsOf(tickets(['screen not working', 'screen not working']));
    expect(found).toContain('not working');
    expect(found).not.toContain('not');
  });
  it('leaves out names that are greeted and assignees', () => {
    const texts = ['Dear Sandra, motor noise', 'Hi Sandra, motor noise', 'Priya said motor', 'Priya said motor'];
    const found = textsOf(tickets(texts, [{ assignee: 'Priya Shah' }]));
    expect(found).toContain('motor');
    expect(found.join(' ').toLowerCase()).not.toMatch(/sandra|priya/);
  });
  it('keeps a code of three accounts and drops one of two', () => {
    const texts = ['error E-41', 'error E-41', 'error E-41', 'order Q-77', 'order Q-77'];
    const accounts = ['a', 'b', 'c', 'a', 'b'].map((accountId) => ({ accountId }));
    const found = textsOf(tickets(texts, accounts));
    expect(found).toContain('E-41');
    expect(found).not.toContain('Q-77');
  });
  it('shows no word of closing notes', () => {
    const found = textsOf(
      tickets(
        ['motor noise', 'motor noise', 'motor noise'],
        [1, 2, 3].map(() => ({ note: 'customer abusive' })),
      ),
    );
    expect(found.join(' ')).not.toContain('abusive');
  });
  it('keeps capitals of abbreviations and names of things', () => {
    const found = textsOf(tickets(['lost my VPN on the Orion', 'The VPN of our Orion', 'on the Orion, VPN']));
    expect(found).toEqual(expect.arrayContaining(['VPN', 'Orion']));
  });
});
