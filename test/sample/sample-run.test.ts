import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JobResult, runJob } from '../../src/app.ts';
import { jobOptions } from '../../src/cli/job-flags.ts';
import { CAUSES } from '../../src/domain/cause.ts';
import { checkPages, findChromium, openChromium } from '../e2e/check-pages.ts';
import { type PublishedFinding, readTruth } from './truth.ts';

const SILENT = { info: () => {}, warn: () => {} };
const NEWEST = '2026-W46';
const DATA = resolve(import.meta.dirname, '../../data');
const truth = readTruth();
const temporary = mkdtempSync(join(tmpdir(), 'coalface-sample-'));
const out = join(temporary, 'out');
const executable = findChromium();

const run = (): Promise<JobResult> =>
  runJob(jobOptions([], { sample: true, out, map: {} }, { COALFACE_HOME: join(temporary, 'home') }), SILENT);
const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(out, ...path), 'utf8'));
const findings = (): PublishedFinding[] =>
  (readJson(NEWEST, 'findings.json') as { findings: PublishedFinding[] }).findings;
/** Bytes and time of every published file. */
function snapshot(): { path: string; body: string; time: number }[] {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => {
    const path = join(parentPath, name);
    return { path, body: readFileSync(path, 'utf8'), time: statSync(path).mtimeMs };
  });
}
/** Stories by the share of a finding's tickets that they hold. */
const mainStory = (ids: readonly string[]) => truth.mainStory(ids);

describe('the sample company', () => {
  let first: JobResult;
  beforeAll(async () => {
    first = await run();
  }, 240_000);
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  it('reports its 13 weeks with every file of the contract', () => {
    const departments = CAUSES.flatMap((cause) => [`${cause}.html`, `${cause}.md`]);
    const expected = [
      'index.html',
      ...departments,
      'findings.json',
      ...['tickets.csv', 'topics.csv', 'rejects.csv', 'run.json'].map((file) => join('analyst', file)),
    ];
    expect(first.weeks).toHaveLength(13);
    for (const { week } of first.weeks)
      expect(expected.filter((file) => !existsSync(join(out, week, file)))).toEqual([]);
    expect(
      [join(out, 'index.html'), join(out, 'first-look', 'index.html')].filter((file) => !existsSync(file)),
    ).toEqual([]);
  });

  it.each(['findings', 'run'])('writes %s.json as its schema says, in every week', (name) => {
    const validate = new Ajv2020({ allErrors: true }).compile(
      JSON.parse(readFileSync(join(DATA, 'schemas', `${name}.schema.json`), 'utf8')),
    );
    for (const { week } of first.weeks) {
      validate(readJson(week, name === 'run' ? 'analyst/run.json' : 'findings.json'));
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it('accounts for every row of the export', () => {
    for (const { coverage } of first.weeks) {
      const {
        pulled,
        rejected,
        merged,
        duplicate,
        not_closed,
        set_aside,
        out_of_window,
        tickets,
        assigned,
        unassigned,
      } = coverage;
      expect([pulled, tickets]).toEqual([
        rejected + merged + duplicate + not_closed + set_aside + out_of_window + tickets,
        assigned + unassigned,
      ]);
    }
    expect(first.weeks.at(-1)?.coverage).toMatchObject({
      rejected: 3,
      merged: 3,
      duplicate: 1,
      not_closed: 3,
      set_aside: 3,
    });
  });

  it.each(truth.stories.filter(({ course }) => course === 'new').map(({ id }) => id))(
    'finds the new story %s as a change of its department, in its segment',
    (id) => {
      const story = truth.story(id);
      const own = findings().filter(
        ({ kind, department, window_tickets }) =>
          kind === 'change' && department === story.causes[0] && mainStory(window_tickets) === id,
      );
      expect(own).toHaveLength(1);
      expect(
        own[0]?.segment.some(
          ({ dimension, value }) => dimension === story.segment?.dimension && story.segment.values.includes(value),
        ),
      ).toBe(true);
    },
  );

  it.each(truth.stories.filter(({ causes, course }) => causes.length > 0 && course !== 'new').map(({ id }) => id))(
    'shows the story %s as a card, an open item or a watch line',
    (id) => {
      const story = truth.story(id);
      const asFinding = findings().some(
        ({ department, window_tickets }) => department === story.causes[0] && mainStory(window_tickets) === id,
      );
      const page = readFileSync(join(out, NEWEST, `${story.causes[0]}.html`), 'utf8');
      const watched = /id="watch"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
      expect(asFinding || truth.watchedStories(watched).includes(id)).toBe(true);
    },
  );

  it('makes no finding of near misses or of ordinary questions', () => {
    expect(
      findings()
        .filter(({ window_tickets }) => !mainStory(window_tickets).match(/^(sal|ps|mfg|mkt)-/))
        .map(({ headline }) => headline),
    ).toEqual([]);
  });

  it('quotes customers exactly, and never an agent', () => {
    const notes = truth.notes();
    for (const { evidence } of findings())
      for (const { quote } of evidence)
        expect([...notes].filter((note) => note.length > 25 && note.includes(quote))).toEqual([]);
  });

  it('changes nothing when it is run again, not even the time of a file', async () => {
    const before = snapshot();
    const again = await run();
    expect(again.weeks.filter(({ changed }) => changed)).toEqual([]);
    expect(snapshot()).toEqual(before);
  }, 120_000);

  it.skipIf(!executable)(
    'opens in a browser without errors, requests, barriers or sideways scrolling',
    async () => {
      const browser = await openChromium(executable as string);
      const problems = [];
      for (const part of [NEWEST, 'first-look']) problems.push(...(await checkPages(join(out, part), browser)));
      await browser.close();
      expect(problems).toEqual([]);
    },
    240_000,
  );
});
