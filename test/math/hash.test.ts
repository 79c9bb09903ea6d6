import { describe, expect, it } from 'vitest';
import { hashWords, unitsOf } from '../../src/math/hash.ts';

describe('hashWords', () => {
  it('differs when a unit changes, moves or joins another part', () => {
    const hashes = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['ba', 'c'],
      ['ab', 'd'],
    ].map((parts) => hashWords(parts.map(unitsOf)));
    expect(new Set(hashes).size).toBe(4);
    expect(hashes[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(hashWords(['ab', 'c'].map(unitsOf))).toBe(hashes[0]);
  });
});
