import { describe, expect, it } from 'vitest';
import { escapeHtml, html } from '../../src/render/html.ts';

describe('html', () => {
  it('escapes text in content and in attributes', () => {
    const text = `<script>"&'</script>`;
    const safe = '&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;';
    expect(html`<a title="${text}">${text}</a>`.markup).toBe(`<a title="${safe}">${safe}</a>`);
  });

  it('keeps markup made by itself and joins lists', () => {
    expect(html`<ul>${['a', '<'].map((item) => html`<li>${item}</li>`)}</ul>`.markup).toBe(
      '<ul><li>a</li><li>&lt;</li></ul>',
    );
  });

  it('prints nothing for null and false, and zero as zero', () => {
    expect(html`[${null}${false}${0}]`.markup).toBe('[0]');
  });

  it('drops controls and bidirectional overrides, and keeps right-to-left letters, tabs and line ends', () => {
    expect(escapeHtml('a\u0000\u0007\u202Eb\u2066\tشكرا\n')).toBe('ab\tشكرا\n');
  });
});
