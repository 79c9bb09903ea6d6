import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv, ticketRows } from '../made-export.ts';
import { placesWithStore } from './harness.ts';

const makePlace = placesWithStore();

describe('coalface forget', () => {
  it('counts first, removes with --yes, and finds nothing the second time', async () => {
    const here = makePlace();
    await here.call('run', here.write('tickets.csv', csv(ticketRows(12))));
    const tickets = () => readFileSync(join(here.dir, 'reports/2026-W46/analyst/tickets.csv'), 'utf8');
    const forget = async (...words: readonly string[]) => {
      const { code, out } = await here.call('forget', ...words, '--out', join(here.dir, 'reports'), '--json');
      return [code, JSON.parse(out).data];
    };
    expect(tickets()).toMatch(/^T-30,/m);
    const [code, counted] = await forget('--ticket', 'T-30');
    expect([code, counted]).toEqual([0, { tickets: 1, files: expect.any(Number), isDry: true }]);
    expect(tickets()).toMatch(/^T-30,/m);
    expect(await forget('--ticket', 'T-30', '--yes')).toEqual([0, { ...counted, isDry: false }]);
    expect(tickets()).not.toMatch(/^T-30,/m);
    expect(await forget('--ticket', 'T-30', '--yes')).toEqual([0, { tickets: 0, files: 0, isDry: false }]);
    expect(await forget('--requester', 'PERSON31@example.com', '--yes')).toMatchObject([0, { tickets: 1 }]);
    expect(tickets()).not.toMatch(/^T-31,/m);
    const told = await here.call('forget', '--requester', 'nobody@example.com');
    expect(told.out).toMatch(/^Would remove 0 tickets .* add --yes\.\n$/);
  });

  it('ends with code 2 where nobody says what, or says two things', async () => {
    const here = makePlace();
    expect(await here.call('forget', '--yes')).toMatchObject({ code: 2, out: '' });
    expect(await here.call('forget', '--ticket', 'a', '--requester', 'b')).toMatchObject({ code: 2, out: '' });
  });
});
