import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapLine, wrapText } from '../../src/cli/wrap-line.ts';

describe('wrapLine', () => {
  it('puts what does not fit below, in the column of the text', () => {
    expect(wrapLine('rows', '3 = 1 used + 2 rejected', 30)).toBe('  rows       3 = 1 used + 2\n             rejected');
  });

  it('never breaks a word, and no other line is too long', () => {
    const words = fc.array(fc.stringMatching(/^[a-z/.]{1,140}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, (parts) => {
        const lines = wrapText(parts.join(' '), '! ', '  ').split('\n');
        expect(lines.map((line) => line.slice(2)).join(' ')).toBe(parts.join(' '));
        for (const line of lines) expect(line.length <= 100 || !line.slice(2).includes(' ')).toBe(true);
      }),
    );
  });
});
