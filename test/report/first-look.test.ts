import { describe, expect, it } from 'vitest';
import { lookBack } from '../../src/report/first-look.ts';
import { type Story, weekInput } from './week-builder.ts';

function look(stories: readonly Story[], joins = {}) {
  return lookBack(weekInput(stories, 12, { joins }), ['No returns file.']);
}

const GROWING = [0, 0, 0, 0, 0, 0, 1, 2, 4, 5, 6, 7, 8];

describe('the first look', () => {
  it('ranks the largest topics and tells which change beyond chance', () => {
    const topics = Array.from({ length: 7 }, (_, index): Story => {
      return {
        name: `t${index}`,
        causes: ['marketing'],
        topic: `topic ${index}`,
        weekly: new Array<number>(13).fill(7 - index),
      };
    });
    const { departments } = look([...topics, { name: 'up', causes: ['marketing'], topic: 'rising', weekly: GROWING }]);
    expect(departments[3]?.largest.map(({ label }) => label)).toEqual([
      'topic 0',
      'topic 1',
      'topic 2',
      'topic 3',
      'topic 4',
    ]);
    expect(departments[3]?.changing.map(({ label }) => label)).toEqual(['rising']);
    expect(departments[3]?.changing[0]?.change).toBe('33 cases in the later 7 weeks, 0 in the 6 before');
  });

  it('says of a department without tickets that none speaks of it', () => {
    const { departments } = look([{ name: 'up', causes: ['marketing'], topic: 'rising', weekly: GROWING }]);
    expect(departments[0]?.sentence).toBe(
      'None of the 33 tickets speaks of promises made while selling in words that are known here.',
    );
    expect(departments[3]?.sentence).toBe(
      '33 of 33 tickets are about offers and campaigns. They were sorted by machine, not by people.',
    );
  });

  it('names no person on a page that all departments read', () => {
    const project = { projectId: 'P1', accountId: 'x', solution: 'Bridge', engineer: 'M. Dvorak' };
    const other = { projectId: 'P2', accountId: 'y', solution: 'Script', engineer: 'I. Castro' };
    const own: Story = {
      name: 'ps',
      causes: ['professional-services'],
      topic: 'bridge',
      weekly: new Array<number>(13).fill(2),
      fields: { projectId: 'P1' },
    };
    const rest: Story = { ...own, name: 'rest', topic: 'script', causes: [], fields: { projectId: 'P2' } };
    const { departments } = look([own, rest], { projects: [project, other] });
    const shown = departments[1]?.largest[0]?.standOut.map(({ dimension }) => dimension);
    expect(shown).toEqual(['solution']);
  });
});
