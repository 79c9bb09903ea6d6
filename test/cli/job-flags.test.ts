import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { jobOptions, loadConfig } from '../../src/cli/job-flags.ts';
import { JOIN_KINDS } from '../../src/ingest/joins/join-specs.ts';

const dir = mkdtempSync(join(tmpdir(), 'coalface-flags-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function write(name: string, content: string): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

describe('loadConfig', () => {
  const config = write('c.json', '{"seed": 3, "topics": 5, "reporting": {"zone": "Europe/Paris"}}');

  it('takes flags before the environment before the file before the defaults', () => {
    const { values, origins } = loadConfig({ config, seed: '1' }, { COALFACE_SEED: '2', COALFACE_TOPICS: '4' });
    expect([values.seed, values.topics, values['reporting.zone'], values.windowWeeks]).toEqual([
      1,
      4,
      'Europe/Paris',
      13,
    ]);
    expect([origins.seed, origins.topics, origins['reporting.zone'], origins.windowWeeks]).toEqual([
      'flags',
      'environment',
      config,
      'default',
    ]);
  });

  it('reads a secret from the file that the environment names, without its line end', () => {
    const path = write('key', 'a key of some length\n');
    expect(loadConfig({}, { COALFACE_PSEUDONYM_KEY_FILE: path }).pseudonymKey).toBe('a key of some length');
    expect(() => loadConfig({}, { COALFACE_PSEUDONYM_KEY_FILE: `${path}.gone` })).toThrow(/KEY_FILE .*ENOENT/);
  });

  it('repeats nothing of a settings file that is no JSON', () => {
    const broken = write('broken.json', '{"pseudonymKey": hunter2 }');
    expect(() => loadConfig({ config: broken }, {})).toThrow(/broken\.json.*: expected JSON/);
    expect(() => loadConfig({ config: broken }, {})).not.toThrow(/hunter2/);
  });
});

describe('jobOptions', () => {
  it('gives the sample company all its joins and a store of its own', () => {
    const environment = { COALFACE_HOME: '/home', DATABASE_URL: 'postgres://firm' };
    const sample = jobOptions([], { out: 'reports', sample: true, accounts: 'mine.csv' }, environment);
    expect(sample.files.map((file) => basename(file))).toEqual(['tickets.csv']);
    expect(sample.joins).toMatchObject({ accounts: 'mine.csv', deals: expect.stringMatching(/sample.deals\.csv$/) });
    expect([sample.home, sample.databaseUrl]).toEqual([join('/home', 'sample'), undefined]);
    expect(sample.config.report.zone).toBe('Europe/Berlin');
    const own = jobOptions(['t.csv'], { out: 'reports' }, environment);
    expect([own.home, own.databaseUrl, own.joins]).toEqual(['/home', 'postgres://firm', {}]);
  });

  it('takes a file for each kind of join', () => {
    const flags = Object.fromEntries(JOIN_KINDS.map((kind) => [kind, `${kind}.csv`]));
    expect(jobOptions(['t.csv'], { out: 'reports', ...flags }, {}).joins).toEqual(flags);
  });
});
