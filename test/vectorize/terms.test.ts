import { describe, expect, it } from 'vitest';
import { chooseTerms, countTerms } from '../../src/vectorize/terms.ts';
import { makeTicket } from './make-tickets.ts';

const STOPS = { en: 'the and', de: 'der und' };
const tickets = [
  makeTicket('1', 'The pump leaks and Pumps leak', { subject: 'Pump', note: 'pumpe swapped' }),
  makeTicket('2', 'pumps leaking', { note: 'leaking leaking leaking' }),
  makeTicket('3', 'der Schalter und die Schalter', { language: 'de' }),
  makeTicket('4', 'die Schalter klemmen', { language: 'de' }),
  makeTicket('5', 'hello'),
];

describe('chooseTerms', () => {
  const { terms, forms, documentFrequency } = chooseTerms(tickets, ['en', 'de'], STOPS);
  it('keeps the terms of two tickets or more, most frequent first, without the stop words of any language', () => {
    expect(terms.map((term, at) => [term, documentFrequency[at]])).toEqual([
      ['die', 2],
      ['leak', 2],
      ['pump', 2],
      ['schalt', 2],
    ]);
  });
  it('orders the words of a term by what customers write, however often an agent writes another one', () => {
    expect(forms[1]).toEqual(['leaking', 'leak', 'leaks']);
    expect(forms[2]).toEqual(['pump', 'pumps', 'pumpe']);
  });
  it('says the same of the same tickets again', () => {
    expect(chooseTerms(tickets, ['en', 'de'], STOPS).forms).toEqual(forms);
    expect(chooseTerms(tickets.slice(0, 2), ['en'], STOPS).terms).toEqual(['leak', 'pump']);
  });
});

describe('countTerms', () => {
  it('counts the known terms of subject, description and note, by rising id', () => {
    const ids = new Map([
      ['leak', 0],
      ['swap', 1],
      ['pump', 2],
    ]);
    const [first, , third] = countTerms(tickets, ids, 'en');
    expect([...(first?.terms ?? [])]).toEqual([0, 1, 2]);
    expect([...(first?.counts ?? [])]).toEqual([2, 1, 4]);
    expect(third?.terms.length).toBe(0);
  });
  it('reads a ticket of unknown language anew in another one', () => {
    const [unknown] = [makeTicket('6', 'Rechnungen', { language: 'und' })];
    const ids = new Map([['rechnung', 0]]);
    expect(countTerms([unknown], ids, 'en')[0]?.terms.length).toBe(0);
    expect(countTerms([unknown], ids, 'de')[0]?.terms.length).toBe(1);
  });
});
