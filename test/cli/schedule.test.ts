import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placesWithStore } from './harness.ts';

const makePlace = placesWithStore();
const code = ({ out }: { readonly out: string }) => JSON.parse(out).errors[0].code;

describe('coalface schedule', () => {
  it('sets, shows, replaces and removes one schedule, in the embedded store while no worker is there', async () => {
    const here = makePlace();
    const exports = join(here.dir, 'exports');
    mkdirSync(exports);
    expect(await here.call('schedule')).toEqual({ code: 0, out: 'no schedule is set\n', err: '' });
    const out = join(here.dir, 'reports');
    const set = ['--cron', '0 6 * * 1', '--tz', 'Europe/Berlin', '--source', exports, '--out', out];
    const sentence = `"0 6 * * 1" in Europe/Berlin: exports of ${exports} to ${out}\n`;
    expect(await here.call('schedule', ...set)).toEqual({ code: 0, out: sentence, err: '' });
    expect((await here.call('schedule')).out).toBe(sentence);
    const replaced = await here.call('schedule', '--cron', '30 7 * * 2', '--out', out, '--json');
    expect(JSON.parse(replaced.out)).toEqual({
      schema: 'coalface.schedule/1',
      ok: true,
      data: { pattern: '30 7 * * 2', zone: 'UTC', source: null, out },
      warnings: [],
      errors: [],
    });
    expect((await here.call('schedule')).out).toBe(`"30 7 * * 2" in UTC: stored weeks to ${out}\n`);
    expect(await here.call('schedule', '--remove')).toEqual({ code: 0, out: 'no schedule is set\n', err: '' });
    expect(JSON.parse((await here.call('schedule', '--json')).out)).toMatchObject({ ok: true, data: null });
  });

  it('refuses what could not be carried out, before anybody waits for it', async () => {
    const here = makePlace();
    const file = here.write('file', '');
    const set = (...words: readonly string[]) => here.call('schedule', '--cron', '0 6 * * 1', '--json', ...words);
    const pattern = await here.call('schedule', '--cron', '0 6 * * 8', '--json');
    expect([pattern.code, code(pattern)]).toEqual([3, 'schedule-pattern']);
    expect(pattern.err).toMatch(
      /^error: expected a cron pattern of five fields .* got "0 6 \* \* 8" in "UTC"; correct/,
    );
    const zone = await set('--tz', 'Mars/Base');
    expect([zone.code, code(zone)]).toEqual([3, 'bad-setting']);
    const missing = await set('--source', join(here.dir, 'nowhere'));
    expect([missing.code, code(missing)]).toEqual([3, 'folder-missing']);
    expect(missing.err).toMatch(/nowhere: expected a folder that exports are dropped into, got none; create it/);
    const wrong = await set('--source', file);
    expect([wrong.code, code(wrong)]).toEqual([3, 'folder-missing']);
    const out = await set('--out', join(file, 'reports'));
    expect([out.code, code(out)]).toEqual([3, 'target-not-writable']);
    expect((await here.call('schedule')).out).toBe('no schedule is set\n');
  });

  it('ends with code 2 where flags contradict each other', async () => {
    const here = makePlace();
    expect(await here.call('schedule', '--source', here.dir)).toMatchObject({ code: 2, out: '' });
    expect(await here.call('schedule', '--remove', '--cron', '0 6 * * 1')).toMatchObject({ code: 2, out: '' });
    for (const flag of ['--seed', '--topics']) {
      const refused = await here.call('schedule', '--cron', '0 6 * * 1', flag, '7');
      expect([refused.code, refused.out]).toEqual([2, '']);
      expect(refused.err).toMatch(/^error: --seed and --topics are not kept with a schedule: set seed or topics in /);
    }
    expect((await here.call('schedule', '--help')).out).not.toMatch(/--seed|--topics/);
    expect((await here.call('schedule', '--source', here.dir)).err).toMatch(/^error: --source .* give --cron, too/);
  });
});
