import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitThread } from '../../src/ingest/split-thread.ts';

describe('splitThread', () => {
  it('keeps the entries of a journal apart, oldest first, and its work notes private', () => {
    const journal = [
      '2026-11-03 09:02:11 - Mara Lind (Work notes)',
      'Ordered a new seal from the plant.',
      '',
      '2026-11-02 10:14:00 - Tom Berg (Additional comments)',
      'The pump leaks again.',
      'It is the left one.',
    ].join('\n');
    expect(splitThread(journal, { requester: 'Berg, Tom' })).toEqual([
      { who: 'customer', public: true, text: 'The pump leaks again.\nIt is the left one.' },
      { who: 'agent', public: false, text: 'Ordered a new seal from the plant.' },
    ]);
  });

  it('takes a comment of someone else than the requester for an agent’s', () => {
    const journal = '02.11.2026 10:14 - Tom Berg (Zusätzliche Kommentare)\nWir schicken eine Dichtung.';
    expect(splitThread(journal)).toEqual([{ who: 'agent', public: true, text: 'Wir schicken eine Dichtung.' }]);
  });

  it('tells customer and agent by the role that a line begins with', () => {
    const thread =
      'Customer: The door does not close.\nIt squeaks, too.\nAgent (internal): looks like lot 17 again\nAgent: We send you a new hinge.';
    expect(splitThread(thread)).toEqual([
      { who: 'customer', public: true, text: 'The door does not close.\nIt squeaks, too.' },
      { who: 'agent', public: false, text: 'looks like lot 17 again' },
      { who: 'agent', public: true, text: 'We send you a new hinge.' },
    ]);
  });

  it.each([
    ['Kunde: Die Tür schließt nicht.\nBerater: Wir schicken ein Scharnier.'],
    ['Client : La porte ne ferme plus.\nTechnicien : Nous envoyons une charnière.'],
    ['Cliente: La puerta no cierra bien.\nSoporte: Le enviamos una bisagra.'],
    ['[10:14] Visitor: my order never came\n[10:15] Support: let me look that up'],
    ['(10:14:03 AM) Jane Roe (customer): my order never came\n(10:15:11 AM) Ben (agent): let me look that up'],
  ])('reads %j', (thread) => {
    expect(splitThread(thread)?.map(({ who }) => who)).toEqual(['customer', 'agent']);
  });

  it('keeps what stands above the first label, as an agent’s private words', () => {
    const thread = 'Called twice.\nCustomer: where is my order?\nAgent: it left us on Monday';
    expect(splitThread(thread)?.[0]).toEqual({ who: 'agent', public: false, text: 'Called twice.' });
  });

  it.each([
    ['The door is broken: it does not close.'],
    ['Customer: Acme\nAgent: Bob\nProduct: TX2\nProblem: the door does not close any more'],
    ['Customer: we ordered ten doors and got nine.'],
    ['My error: I had the wrong key.\nYour error: the door has no lock.'],
    ['2026-11-02 10:14 - the door broke (again)'],
  ])('leaves %j whole', (text) => {
    const parts = splitThread(text);
    expect(parts === undefined || parts.length === 1).toBe(true);
  });

  it('loses no words, whatever it is given', () => {
    const piece = fc.constantFrom(
      'Customer: ',
      'Agent: ',
      'word',
      ' ',
      '\n',
      '2026-11-02 10:14 - A B (Work notes)\n',
      ':',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const count = (one: string) => one.split('word').length - 1;
        const parts = splitThread(text);
        if (parts) expect(parts.reduce((sum, part) => sum + count(part.text), 0)).toBe(count(text));
      }),
    );
  });

  it('takes time in proportion to the text', () => {
    const from = performance.now();
    splitThread('Customer '.repeat(30_000));
    splitThread('12-12-2026 10:14 - '.repeat(15_000));
    splitThread('Customer: a b c d\n'.repeat(15_000));
    expect(performance.now() - from).toBeLessThan(1_000);
  });
});
