import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csv, ticketRows } from '../made-export.ts';
import { placesWithStore } from './harness.ts';

const makePlace = placesWithStore();
const WEEK = '2026-W46';

function rowsOf(dir: string, name: string): Record<string, string>[] {
  return parse(readFileSync(join(dir, 'reports', WEEK, 'analyst', name)), { columns: true, bom: true });
}

describe('coalface correct', () => {
  it('has the next run show what people have put right, and every one after it', async () => {
    const here = makePlace();
    const tickets = here.write('tickets.csv', csv(ticketRows(40)));
    await here.call('run', tickets);
    const [topic, other] = rowsOf(here.dir, 'topics.csv');
    const [ticket] = rowsOf(here.dir, 'tickets.csv').filter(({ causes }) => causes === 'none' || causes === '');
    const lines = [
      'kind,ticket_id,topic_id,value,by',
      `re-tag,${ticket?.ticket_id},,marketing,Ada`,
      `rename,,${topic?.topic_id},Loud pumps,Ada`,
      ...(other ? [`merge,,${other.topic_id},${topic?.topic_id},Ada`] : []),
    ];
    const file = here.write('corrections.csv', lines.join('\n'));
    expect(JSON.parse((await here.call('correct', file, '--json')).out).data).toEqual({
      all: lines.length - 1,
      added: lines.length - 1,
    });
    expect(JSON.parse((await here.call('correct', file, '--json')).out).data).toMatchObject({ added: 0 });

    // Four more tickets: topics are learned anew.
    for (const count of [40, 44]) {
      expect((await here.call('run', here.write('tickets.csv', csv(ticketRows(count))))).code).toBe(0);
      const told = rowsOf(here.dir, 'tickets.csv').find(({ ticket_id }) => ticket_id === ticket?.ticket_id);
      expect(told).toMatchObject({ causes: 'marketing', score_marketing: expect.stringMatching(/^1(?:\.0+)?$/) });
      const topics = rowsOf(here.dir, 'topics.csv');
      expect(topics.find(({ topic_id }) => topic_id === topic?.topic_id)?.label).toBe('Loud pumps');
      if (other) expect(topics.some(({ topic_id }) => topic_id === other.topic_id)).toBe(false);
    }
  });

  it('keeps nothing of a file with a row that is no correction, and says which', async () => {
    const here = makePlace();
    const file = here.write(
      'corrections.csv',
      'kind,ticket_id,topic_id,value\nrename,,T-1,Pumps\nre-tag,T-4,,weather\n',
    );
    const { code, err } = await here.call('correct', file);
    expect(code).toBe(3);
    expect(err).toMatch(/corrections\.csv:3.*expected as value causes parted by spaces, or none/s);
    const good = here.write('good.csv', 'kind,ticket_id,topic_id,value\nrename,,T-1,Pumps\n');
    expect(JSON.parse((await here.call('correct', good, '--json')).out).data).toEqual({ all: 1, added: 1 });
  });
});
