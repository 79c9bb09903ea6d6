import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requiredLiterals } from '../../src/tag/required-literals.ts';

describe('requiredLiterals', () => {
  it.each([
    ['false advertising', [[['false'], ['advertising']]]],
    ['(?:told|promised) us', [[['told', 'promised']]]],
    ['(?:told|promised) (?:me|(?:our|the) client)', [[['told', 'promised']]]],
    ['sold as|quoted (?:then|but) billed', [[['sold']], [['quoted'], ['then', 'but'], ['billed']]]],
    ['rep(?:s|resentatives)?', [[['rep']]]],
    ['(?:coupon)? code', [[['code']]]],
    ['colou?r', [[['colo']]]],
    ['\\w+ said', [[['said']]]],
    ['(?!never)(?<!not )ever', [[['ever']]]],
    ['[abc]+x?', null],
    ['(?:refund|it)', null],
  ])('finds in %s %j', (pattern, literals) => {
    expect(requiredLiterals(pattern)).toEqual(literals);
  });

  it('never rules out a text that the pattern matches', () => {
    const atom = fc.constantFrom(
      'abc',
      'de',
      '(?:fgh|ij)',
      'k?',
      '[lm]',
      '(?:nop)?',
      '\\w',
      'qrs+',
      '(?:tuv|wxy)',
      ' ',
      '|',
    );
    const text = fc.array(fc.constantFrom('abc', 'de', 'fgh', 'ij', 'k', 'l', 'nop', 'q', 'qrs', 'tuv', ' '), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(atom, { minLength: 1, maxLength: 4 }), text, (atoms, words) => {
        const [pattern, haystack] = [atoms.join(''), words.join('')];
        const branches = requiredLiterals(pattern);
        const found = (set: readonly string[]) => set.some((literal) => haystack.includes(literal));
        if (branches && new RegExp(pattern).test(haystack))
          expect(branches.some((sets) => sets.every(found))).toBe(true);
      }),
    );
  });
});
