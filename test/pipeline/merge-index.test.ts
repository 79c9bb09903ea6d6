import { describe, expect, it } from 'vitest';
import { startMergeIndex } from '../../src/pipeline/merge-index.ts';

const child = (id: string, into: string, alias?: string) => ({ id, into, alias });

describe('startMergeIndex', () => {
  it('gives a ticket its children wherever they stood, also those that came through others', () => {
    const index = startMergeIndex();
    index.add(0, [child('c', 'b')]);
    index.add(1, [child('b', 'a'), child('x', 'y')]);
    expect([...index.claim('a')]).toEqual([
      ['c', 0],
      ['b', 1],
    ]);
    expect([...index.claim('z')]).toEqual([]);
    expect([...index.countKept()]).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it('knows tickets by the id that links name, where that is another', () => {
    const index = startMergeIndex();
    index.add(0, [child('101', '500A', '500B'), child('102', '500B', '500C')]);
    expect([...index.claim('100', '500A').keys()]).toEqual(['101', '102']);
  });

  it('gives nobody what was merged in a circle, and counts a child once', () => {
    const index = startMergeIndex();
    index.add(0, [child('a', 'b'), child('b', 'a'), child('c', 'd')]);
    index.add(1, [child('c', 'd')]);
    expect(index.claim('a').size + index.claim('b').size).toBe(0);
    expect([...index.claim('d')]).toEqual([['c', 0]]);
    index.claim('d');
    expect([...index.countKept()]).toEqual([[0, 1]]);
  });
});
