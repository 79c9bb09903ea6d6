import { register } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { openMetrics } from '../../../jobs/monitor/metrics.ts';
import type { IntakeId } from '../../../src/domain/intake.ts';
import type { RunId } from '../../../src/domain/run.ts';
import type { Status, WeekStatus } from '../../../src/domain/status.ts';
import type { IsoWeek } from '../../../src/domain/week.ts';

const NOW = Date.parse('2026-11-18T06:00:00Z');
const COUNTS = { active: 1, waiting: 2, failed: 0 };

function week(name: string, state: WeekStatus['state'], publishedAt: string | null = null): WeekStatus {
  return { week: name as IsoWeek, state, runId: `${name}-r1` as RunId, tickets: 9, code: null, publishedAt };
}

const STATUS: Status = {
  store: 'here',
  intakes: [{ id: '3f2a91c04d7e-1' as IntakeId, files: ['a.csv'], since: '2026-11-18T05:00:00Z' }],
  failedIntakes: [],
  weeks: [
    week('2026-W44', 'published', '2026-11-18T05:59:00Z'),
    week('2026-W45', 'published', '2026-11-16T06:00:00Z'),
    week('2026-W46', 'running'),
  ],
  steps: [{ scope: '2026-W46-r1' as RunId, step: 'tag', done: 1, failed: 0, started: 1 }],
};

const never = () => new Promise<never>(() => {});

function open({ status = async () => STATUS, counts = async (): Promise<Record<string, number>> => COUNTS } = {}) {
  return openMetrics({ status, queue: { getJobCounts: counts }, now: () => NOW, timeoutMs: 30 });
}

/** Series by name and labels. @throws Error at a line that is neither a comment nor a sample */
function parse(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !/^# (HELP|TYPE) [a-z_:]\w* /.test(line));
  return new Map(
    lines.map((line) => {
      const [, name, value] =
        /^([a-zA-Z_:]\w*(?:\{(?:[a-zA-Z_]\w*="[^"\\]*",?)+\})?) (Na[Nn]|[+-]Inf|-?[\d.e+-]+)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`expected a sample, got ${line}`);
      return [name, Number(value)];
    }),
  );
}

const read = async (metrics: ReturnType<typeof open>) => parse(await metrics.text());
const own = (series: ReadonlyMap<string, number>) => [...series].filter(([name]) => name.startsWith('coalface_'));

describe('openMetrics', () => {
  it('tells what the queue and the store know', async () => {
    expect(Object.fromEntries(own(await read(open())))).toEqual({
      'coalface_queue_jobs{state="active"}': 1,
      'coalface_queue_jobs{state="waiting"}': 2,
      'coalface_queue_jobs{state="failed"}': 0,
      'coalface_weeks{state="published"}': 2,
      'coalface_weeks{state="running"}': 1,
      'coalface_weeks{state="waiting"}': 0,
      'coalface_weeks{state="failed"}': 0,
      'coalface_weeks{state="missed"}': 0,
      coalface_intakes_waiting: 1,
      coalface_last_good_report_age_seconds: 2 * 86_400,
      'coalface_last_good_report_week_info{week="2026-W45"}': 1,
      'coalface_source_up{source="store"}': 1,
      'coalface_source_up{source="queue"}': 1,
    });
  });

  it('adds up what the worker does', async () => {
    const metrics = open();
    metrics.observeStep({ step: 'tag', ms: 2_000, counts: { tickets: 500, rejected: 1 } });
    metrics.observeStep({ step: 'tag', ms: 500, counts: { tickets: 250 } });
    metrics.observeStep({ step: 'render', ms: 40, counts: {} });
    metrics.stepFailed({ step: 'tag', code: 'store-unreachable' });
    const series = await read(metrics);
    expect(series.get('coalface_tickets_total{step="tag"}')).toBe(750);
    expect(series.has('coalface_tickets_total{step="render"}')).toBe(false);
    expect(series.get('coalface_step_seconds_count{step="tag"}')).toBe(2);
    expect(series.get('coalface_step_seconds_sum{step="tag"}')).toBe(2.5);
    expect(series.get('coalface_step_seconds_bucket{le="1",step="tag"}')).toBe(1);
    expect(series.get('coalface_step_failures_total{step="tag",code="store-unreachable"}')).toBe(1);
  });

  it('tells of the process', async () => {
    const series = await read(open());
    expect(series.get('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(series.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
  });

  it('gives no age before the first report, rather than 0', async () => {
    const series = await read(open({ status: async () => ({ ...STATUS, weeks: [week('2026-W46', 'waiting')] }) }));
    expect([...series.keys()].filter((name) => name.includes('last_good_report'))).toEqual([]);
  });

  it('follows the newest week and forgets the one before', async () => {
    let status = STATUS;
    const metrics = open({ status: async () => status });
    await metrics.text();
    status = { ...STATUS, weeks: [...STATUS.weeks.slice(0, 2), week('2026-W46', 'published', '2026-11-18T05:59:30Z')] };
    const series = await read(metrics);
    expect(series.get('coalface_last_good_report_age_seconds')).toBe(30);
    expect([...series.keys()].filter((name) => name.includes('week_info'))).toEqual([
      'coalface_last_good_report_week_info{week="2026-W46"}',
    ]);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('secret'))],
    ['hangs', never],
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
  ])('leaves out what a source knew and says so when it %s', async (_how, down) => {
    let working = true;
    const metrics = open({
      status: () => (working ? Promise.resolve(STATUS) : down()),
      counts: () => (working ? Promise.resolve(COUNTS) : down()),
    });
    await metrics.text();
    working = false;
    metrics.observeStep({ step: 'tag', ms: 1, counts: { tickets: 1 } });
    const text = await metrics.text();
    expect(text).not.toContain('secret');
    const names = own(parse(text)).map(([name]) => name.replace(/_(bucket|sum|count)\{.*|\{.*/, ''));
    expect([...new Set(names)].sort()).toEqual([
      'coalface_source_up',
      'coalface_step_seconds',
      'coalface_tickets_total',
    ]);
    expect(parse(text).get('coalface_source_up{source="queue"}')).toBe(0);
    expect(parse(text).get('coalface_source_up{source="store"}')).toBe(0);
  });

  it('asks a source that hangs once, however often it is scraped', async () => {
    let asked = 0;
    const metrics = open({
      status: () => {
        asked += 1;
        return never();
      },
    });
    await Promise.all([metrics.text(), metrics.text()]);
    await metrics.text();
    expect(asked).toBe(1);
  });

  it('never makes a series of an id, whatever it is told', async () => {
    const metrics = open();
    for (let n = 0; n < 300; n += 1) {
      metrics.observeStep({ step: `tag-2026-W46-r${n}`, ms: 1, counts: { tickets: 1 } });
      metrics.stepFailed({ step: 'tag', code: `ticket-${n}` });
      metrics.stepFailed({ step: 'tag', code: `x${'y'.repeat(n % 200)}` });
    }
    metrics.stepFailed({ step: 'Tag the "pump"\n', code: '' });
    const series = await read(metrics);
    expect(series.get('coalface_tickets_total{step="other"}')).toBe(300);
    expect(own(series).length).toBeLessThan(150);
    const names = own(series).map(([name]) => name.replace(/le="[^"]*"/, ''));
    expect(names.filter((name) => /\d/.test(name))).toEqual(['coalface_last_good_report_week_info{week="2026-W45"}']);
  });

  it('leaves out wrong numbers instead of failing the job', async () => {
    const metrics = open();
    metrics.observeStep({ step: 'tag', ms: Number.NaN, counts: { tickets: -1 } });
    metrics.observeStep({ step: 'tag', ms: -5, counts: { tickets: Number.POSITIVE_INFINITY } });
    expect(own(await read(metrics)).filter(([name]) => name.includes('tag'))).toEqual([]);
  });

  it('shares nothing with another worker in the process', async () => {
    const [one, two] = [open(), open()];
    one.stepFailed({ step: 'tag', code: 'a-b' });
    expect((await read(two)).has('coalface_step_failures_total{step="tag",code="a-b"}')).toBe(false);
    expect(register.getMetricsAsArray()).toEqual([]);
  });
});
