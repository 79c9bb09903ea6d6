import { describe, expect, it } from 'vitest';
import type { WeekReports } from '../../src/report/report.ts';
import { type RunOptions, runWeeks, type Story } from './week-builder.ts';

const BURST = [...new Array<number>(12).fill(0), 14];

function last(stories: readonly Story[], options: RunOptions = {}): WeekReports {
  return runWeeks(stories, options).at(-1) as WeekReports;
}

describe('a thing seen twice', () => {
  it('is told by its lot where that holds most of the topic', () => {
    const { findings } = last([
      {
        name: 'weld',
        causes: ['manufacturing'],
        topic: 'pump',
        weekly: BURST,
        fields: (index) => (index < 11 ? { lot: 'L1', sku: 'HPC' } : {}),
      },
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.headline).toBe(
      'HPC lot L1: 11 tickets from 11 accounts this week, against none in a usual week',
    );
    expect(findings[0]?.segment[0]).toMatchObject({ dimension: 'lot', value: 'L1', tickets: 11, known: 11 });
    expect(findings[0]?.counterEvidence).toContain('3 more on the same topic name another lot or none.');
  });

  it('is told once by a campaign whose tickets lie in several topics', () => {
    const mail: Story = {
      name: 'mail',
      causes: ['marketing'],
      topic: ({ index }) => (index % 2 ? 'free year' : 'année gratuite'),
      weekly: [...BURST.slice(0, 12), 18],
      fields: { campaignCode: 'WARM' },
    };
    const days = { startsOn: '2026-11-02', endsOn: '2026-11-30' };
    const campaigns = [{ campaignId: 'C1', name: 'A free year', codes: ['WARM'], ...days }];
    const { findings } = last([mail], { joins: { campaigns } });
    expect(findings.map(({ headline }) => headline)).toEqual([
      'Campaign “A free year”: 18 tickets from 18 accounts this week, against none in a usual week',
    ]);
    expect(findings[0]?.segment[0]).toMatchObject({ dimension: 'campaign_id', value: 'C1', label: 'A free year' });
  });

  it('stays a topic where several lots share it', () => {
    const { findings } = last([
      {
        name: 'stripe',
        causes: ['manufacturing'],
        topic: 'dark stripes',
        weekly: new Array<number>(13).fill(3),
        fields: (index) => ({ lot: `L${index % 3}` }),
      },
    ]);
    expect(findings.map(({ headline }) => headline.split(':')[0])).toContain('“dark stripes”');
  });
});

describe('what two departments cause', () => {
  const shared: Story = { name: 'promise', causes: ['sales', 'marketing'], topic: 'free app', weekly: BURST };

  it('is stored once, led by one, and sent to the other', () => {
    const { findings, reports } = last([shared]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ department: 'sales', also: ['marketing'] });
    expect(reports.map(({ cards }) => cards.length)).toEqual([1, 0, 0, 1]);
    expect(reports[3]?.cards[0]).toBe(reports[0]?.cards[0]);
    expect(reports[3]?.bottomLine[0]).toContain('Led by Sales.');
  });

  it('is sent to a department that causes most of it without a finding of its own', () => {
    const half: Story = {
      ...shared,
      name: 'half',
      fields: (index) => ({ causes: index % 3 ? ['sales', 'marketing'] : ['sales'] }),
    };
    const { findings } = last([half]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.also).toEqual(['marketing']);
  });

  it('keeps its lead and id when the other department overtakes it', () => {
    const weekly = new Array<number>(13).fill(4);
    const lean = (index: number): Story['causes'] => {
      if (index < 16) return index % 4 ? ['sales', 'marketing'] : ['sales'];
      return index % 4 ? ['sales', 'marketing'] : ['marketing'];
    };
    const weeks = runWeeks([{ ...shared, weekly, fields: (index) => ({ causes: lean(index) }) }]);
    const leads = weeks.flatMap(({ findings }) => findings.map(({ id, department }) => `${id} ${department}`));
    expect(new Set(leads)).toEqual(new Set(['F-1 sales']));
  });

  it('is not sent on while fewer than three accounts are in it', () => {
    const { findings } = last([
      {
        name: 'bridge',
        causes: ['professional-services', 'sales'],
        topic: 'bridge',
        weekly: new Array<number>(13).fill(2),
        accounts: 2,
      },
    ]);
    expect(findings.every(({ also }) => also.length === 0)).toBe(true);
  });
});
