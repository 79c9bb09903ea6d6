import { describe, expect, it } from 'vitest';
import { openPlace } from './harness.ts';

const TEXT = 'The unit arrived cracked, the casting of the housing is split along the seam';
const rows = (...lines: readonly string[]) => ['ticket_id,subject,causes,topic', ...lines].join('\n');

describe('coalface evaluate', () => {
  it('scores tags and topics against labels, with the tickets in the labelled file itself', async () => {
    const here = openPlace();
    const lines = Array.from({ length: 12 }, (_, row) => `T-${row},"${TEXT} ${row}",manufacturing,casting`);
    const { code, out, err } = await here.call('evaluate', here.write('l.csv', rows(...lines)), '--json');
    const { schema, ok, data } = JSON.parse(out);
    expect([code, err, schema, ok, data.tickets]).toEqual([0, '', 'coalface.evaluation/1', true, 12]);
    expect(data.causes.map(({ cause }: { cause: string }) => cause)).toContain('manufacturing');
    expect(data.topics).toMatchObject({ tickets: 12, labelled: 1 });
    expect(here.list().map((line) => line.split(' ')[0])).toEqual(['l.csv']);
  });

  it('refuses labels that are none, and labels of other tickets', async () => {
    const here = openPlace();
    const wrong = await here.call('evaluate', here.write('w.csv', rows('T-1,Pump,weather,x')));
    expect([wrong.code, wrong.out]).toEqual([3, '']);
    expect(wrong.err).toMatch(/^error: w\.csv:2:causes: expected causes parted by spaces/);
    const tickets = here.write('t.csv', 'ticket_id,subject\nT-9,Pump\n');
    const other = await here.call('evaluate', here.write('l.csv', rows('T-1,Pump,none,x')), '--tickets', tickets);
    expect(other.err).toMatch(/^error: l\.csv: .*none with the same ticket_id; .*--tickets FILE/);
    const bare = await here.call('evaluate', here.write('b.csv', 'ticket_id,subject\nT-9,Pump\n'));
    expect(bare.err).toMatch(/^error: b\.csv:1: expected the columns ticket_id and causes/);
  });
});
