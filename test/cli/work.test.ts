import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openPlace, placesWithStore } from './harness.ts';

const makePlace = placesWithStore();

describe('coalface work', () => {
  it('ends with code 3 and lets the store go where the port of its window is taken', async () => {
    const here = makePlace();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { readonly port: number };
    const from = performance.now();
    const { code, out, err } = await here.spawn(['work'], { COALFACE_MONITOR_PORT: String(port) });
    other.close();
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(
      new RegExp(`^error: 127\\.0\\.0\\.1:${port}: expected an address to listen on, got EADDRINUSE; .*\\n$`),
    );
    expect(performance.now() - from).toBeLessThan(30_000);
    expect(here.list('home').filter((file) => /store\.lock|reader/.test(file))).toEqual([]);
  });

  it('refuses settings before it opens anything', async () => {
    const here = openPlace();
    expect(await here.call('work', '--concurrency', '0')).toMatchObject({ code: 3, out: '' });
    expect((await here.call('work', '--concurrency', 'many')).err).toMatch(/^error: flags: jobs\.concurrency expects/);
    expect((await here.call('work', '--grace', 'long')).code).toBe(2);
    const redis = await here.spawn(['work'], { REDIS_URL: 'localhost' });
    expect([redis.code, redis.err]).toEqual([3, expect.stringMatching(/^error: REDIS_URL: expected redis:/)]);
    expect(here.list()).toEqual([]);
  });
});

describe('the commands of scheduled work', () => {
  it.each(['work', 'schedule', 'enqueue', 'status'])('%s tells how it is used', async (command) => {
    const here = openPlace();
    const { code, out, err } = await here.call('help', command);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Examples:\n {2}coalface /);
    expect(out).toContain(`\n  coalface ${command}`);
    expect(out).toContain(`Usage: coalface ${command} [options]`);
  });

  it('say where their queue lives, and what their exit codes mean', async () => {
    const here = openPlace();
    for (const command of ['work', 'schedule', 'enqueue'])
      expect((await here.call('help', command)).out).toContain('The queue lives on REDIS_URL, else in the database of');
    expect((await here.call('help', 'status')).out).toMatch(/Ends with 5 where a week has failed, or was missed/);
    expect((await here.call('help', 'enqueue')).out).toMatch(/ends with 5 where a step\s+failed for good/);
  });

  it('are known to every shell', async () => {
    const here = openPlace();
    const flags = { work: '--drain', schedule: '--cron', enqueue: '--wait', status: '--json' };
    const bash = (await here.call('completion', 'bash')).out;
    const fish = (await here.call('completion', 'fish')).out;
    for (const [command, flag] of Object.entries(flags)) {
      expect(bash).toMatch(new RegExp(`^    ${command}\\) words="[^"]*${flag}`, 'm'));
      expect(fish).toContain(`"__fish_seen_subcommand_from ${command}" -l ${flag.slice(2)}`);
    }
  });
});
