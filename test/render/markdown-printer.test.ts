import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../src/render/markdown-printer.ts';
import { HOSTILE } from './fixture.ts';

describe('escapeMarkdown', () => {
  it('leaves no HTML and no link of a customer', () => {
    const text = escapeMarkdown(HOSTILE.join(' '));
    expect(text).not.toContain('<');
    expect(text).not.toMatch(/(?<!\\)\]\(/);
  });

  it('stays on one line and starts no heading, list, quote or number', () => {
    expect(escapeMarkdown('# a\n\n> b')).toBe('\\# a > b');
    expect(escapeMarkdown('- a')).toBe('\\- a');
    expect(escapeMarkdown('3. a')).toBe('3\\. a');
    expect(escapeMarkdown('3.1 %')).toBe('3.1 %');
  });

  it('keeps placeholders readable and cells whole', () => {
    expect(escapeMarkdown('[NAME] said a | b')).toBe('[NAME] said a \\| b');
  });
});
