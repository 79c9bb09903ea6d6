import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { JOIN_KINDS } from '../../src/ingest/joins/join-specs.ts';

async function call(...words: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommandLine(words, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    environment: { COALFACE_HOME: '/absent' },
  });
  return { code, out: out.join(''), err: err.join('') };
}

describe('the command line', () => {
  it('starts with the commands to try when nothing is asked', async () => {
    const { code, out, err } = await call();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('coalface run --sample');
  });

  it.each(['run', 'check', 'evaluate'])('shows examples first in the help of %s', async (command) => {
    const { code, out, err } = await call('help', command);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`^Examples:\n {2}coalface ${command} `));
    expect(await call(command, '--help')).toEqual({ code, out, err });
  });

  it('offers every flag of the contract on run', async () => {
    const { out } = await call('help', 'run');
    const flags = ['json', 'quiet', 'no-color', 'tz', 'topics', 'seed', 'config', 'week', 'from', 'to', 'as-of', 'out'];
    for (const flag of [...JOIN_KINDS, ...flags, 'map', 'excel', 'raw']) expect(out).toContain(`--${flag}`);
    expect(out).toContain('CSV with deal_id, account_id, closed_at');
  });

  it.each([
    ['an unknown command', ['chek'], /unknown command 'chek'[\s\S]*Did you mean check\?/],
    ['an unknown flag', ['run', '--acounts', 'a.csv'], /unknown option '--acounts'[\s\S]*Did you mean --accounts\?/],
    ['no tickets', ['run'], /expected a file of tickets or --sample, got neither/],
    ['tickets beside the sample', ['run', 't.csv', '--sample'], /got both; drop one/],
    ['a week that does not exist', ['run', 't.csv', '--week', '2026-W54'], /ISO week such as/],
    ['a week beside a period', ['run', 't.csv', '--week', '2026-W46', '--from', '2026-11-01'], /cannot be used with/],
    ['a day that does not exist', ['run', 't.csv', '--as-of', '2026-02-30'], /a day such as/],
    ['a map without a column', ['run', 't.csv', '--map', 'subject'], /canonical=Their Column/],
    ['one canonical column mapped twice', ['run', 't', '--map', 'lot=A', '--map', 'lot=B'], /lot is mapped twice/],
    ['a delimiter of two characters', ['check', 't.csv', '--delimiter', ';;'], /expected one character, or tab/],
    ['both forms of analyst files', ['run', 't.csv', '--raw', '--excel'], /cannot be used with/],
    ['an unknown shell', ['completion', 'cmd'], /bash, zsh, fish/],
    ['surplus words', ['doctor', 'now'], /too many arguments/],
  ])('ends with code 2 for %s', async (_, words, message) => {
    const { code, out, err } = await call(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('prints one JSON object for a wrong command line', async () => {
    const { code, out } = await call('run', '--json', '--wek', '2026-W46');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ schema: 'coalface.error/1', ok: false, data: null, warnings: [] });
    expect(JSON.parse(out).errors).toMatchObject([{ code: 'usage', message: expect.stringContaining("'--wek'") }]);
  });

  it('completes every command and flag', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, out } = await call('completion', shell);
      expect(code).toBe(0);
      for (const word of ['check', 'doctor', 'as-of', 'exposures', 'quiet']) expect(out).toContain(word);
    }
  });

  it('shows settings with their origins', async () => {
    const { code, out } = await call('config', 'show', '--origin', '--tz', 'Asia/Tokyo');
    expect(code).toBe(0);
    expect(out).toContain('reporting.zone = "Asia/Tokyo"   (flags; IANA zone; COALFACE_REPORTING_ZONE)');
    const { data } = JSON.parse((await call('config', 'show', '--json')).out);
    expect(data['warranty.months']).toEqual({ value: 24, origin: 'default' });
  });

  it('says how well the machine is prepared', async () => {
    const { code, out } = await call('doctor', '--json');
    const { schema, ok, data } = JSON.parse(out);
    expect([code, schema, ok]).toEqual([0, 'coalface.doctor/1', true]);
    expect(data.checks.map(({ check }: { check: string }) => check)).toContain('cause rules');
  });
});
