import { readFileSync } from 'node:fs';
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

  it('tells sources, sure labels and errors apart, and quotes text only in a file that is asked for', async () => {
    const here = openPlace();
    const line = (row: number, text: string, label: string) =>
      `T-${row},"${text} ${row}",${label},${row % 2 ? 'east' : 'west'},"${text}",${row < 10}`;
    const lines = Array.from({ length: 12 }, (_, row) => line(row, TEXT, row < 9 ? 'manufacturing' : 'none'));
    const file = here.write('l.csv', ['ticket_id,subject,causes,source,evidence,sure', ...lines].join('\n'));
    const told = await here.call('evaluate', file, '--errors', `${here.dir}/errors.csv`);
    expect(told.out).toMatch(/^all: 12 tickets, macro-F1 0\.86/m);
    expect(told.out).toMatch(/^sure: 10 tickets/m);
    expect(told.out).toMatch(/^ +100\.0 % \(43\.9-100\.0\) of those without a cause are blamed/m);
    expect(told.out).toMatch(/^east: 6 tickets/m);
    expect(told.out).toMatch(/evidence: 100\.0 %/);
    expect(told.out).toMatch(/^blamed \d\.\d\d manufacturing T-9: en\.manufacturing/m);
    expect(told.out).not.toContain('casting');
    expect(readFileSync(`${here.dir}/errors.csv`, 'utf8')).toMatch(/^T-9,manufacturing,blamed,.*casting/m);
    const { data } = JSON.parse((await here.call('evaluate', file, '--json')).out);
    expect(data).toMatchObject({ tickets: 12, falseBlame: { value: 1 }, sources: { east: { tickets: 6 } } });
    expect(JSON.stringify(data)).not.toContain('casting');
  });

  it('refuses labels that are none, and labels of other tickets', async () => {
    const here = openPlace();
    const wrong = await here.call('evaluate', here.write('w.csv', rows('T-1,Pump,weather,x')));
    expect([wrong.code, wrong.out]).toEqual([3, '']);
    expect(wrong.err).toMatch(/^error: w\.csv:2:causes: expected causes parted by spaces/);
    const tickets = here.write('t.csv', 'ticket_id,subject\nT-9,Pump\n');
    const other = await here.call('evaluate', here.write('l.csv', rows('T-1,Pump,none,x')), '--tickets', tickets);
    expect(other.err).toMatch(/^error: l\.csv: .*none with the same ticket_id; .*--tickets FILE/);
    const unsure = await here.call(
      'evaluate',
      here.write('s.csv', 'ticket_id,subject,causes,sure\nT-1,Pump,none,perhaps'),
    );
    expect(unsure.err).toMatch(/^error: s\.csv:2:sure: expected true or false/);
    const bare = await here.call('evaluate', here.write('b.csv', 'ticket_id,subject\nT-9,Pump\n'));
    expect(bare.err).toMatch(/^error: b\.csv:1: expected the columns ticket_id and causes/);
  });
});
