import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/vectorize/tokenize.ts';

const words = (text: string, language = 'en'): string[] => tokenize(text, language).map(({ word }) => word);
const terms = (text: string, language = 'en'): string[] => tokenize(text, language).map(({ term }) => term);

describe('tokenize', () => {
  it('drops placeholders, numbers, masks and single letters', () => {
    expect(words('[EMAIL] paid 1200 on XX/XX, a [PERSON 2] refund x')).toEqual(['paid', 'on', 'refund']);
  });
  it('keeps codes whole and gives their spellings one term', () => {
    expect(words('Error E-41 and e41')).toEqual(['error', 'e-41', 'and', 'e41']);
    expect(terms('E-41 e41')).toEqual(['e41', 'e41']);
  });
  it('reads a contracted negation as not and parts other words at the apostrophe', () => {
    expect(words("It doesn't start, l'écran won’t either")).toEqual(['it', 'not', 'start', 'écran', 'not', 'either']);
  });
  it('stems by language', () => {
    expect(terms('leaking leaks leaked')).toEqual(['leak', 'leak', 'leak']);
    expect(new Set(terms('Rechnung Rechnungen', 'de')).size).toBe(1);
    expect(new Set(terms('facture factures', 'fr')).size).toBe(1);
    expect(new Set(terms('factura facturas', 'es')).size).toBe(1);
    expect(terms('fattura fatture', 'it')).toEqual(['fattura', 'fatture']);
  });
  it('joins letters written in two ways of Unicode', () => {
    expect(terms('u\u0308ber', 'de')).toEqual(terms('über', 'de'));
  });
  it('reads no further than 20,000 characters', () => {
    expect(words('ab '.repeat(20_000)).length).toBeLessThan(7000);
  });
});
