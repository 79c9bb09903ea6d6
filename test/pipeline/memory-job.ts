import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openMemoryStore } from '../../src/adapters/store/memory.ts';
import { bringIn, type IntakeRequest } from '../../src/app/bring-in.ts';
import { openContext } from '../../src/app/open-context.ts';
import { readJoins } from '../../src/app/read-joins.ts';
import { openTicketFiles } from '../../src/app/ticket-files.ts';
import { type Config, normalizeConfig } from '../../src/config.ts';
import type { Intake } from '../../src/domain/intake.ts';
import type { JoinKind } from '../../src/ingest/joins/join-specs.ts';
import type { PipelineContext } from '../../src/pipeline/context.ts';
import type { Thoughts } from '../../src/pipeline/thoughts.ts';
import type { Store } from '../../src/ports.ts';
import { csv } from '../made-export.ts';

/** A line that was logged. */
export interface Told {
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Everything that a job needs, on a store in memory and in a folder of its own. */
export interface MemoryJob {
  readonly dir: string;
  /** Reports folder. */
  readonly out: string;
  readonly store: Store;
  readonly config: Config;
  readonly context: PipelineContext;
  readonly told: readonly Told[];
  /** Writes an input file. @returns its path */
  write(name: string, text: string | Buffer): string;
  /** Brings one export in. */
  bring(rows: readonly (readonly string[])[], more?: Partial<Brought>): Promise<Intake>;
}

interface Brought {
  readonly name: string;
  readonly header: readonly string[];
  readonly period: IntakeRequest['period'];
  readonly joins: Readonly<Partial<Record<JoinKind, string>>>;
}

/** Opens a job for one test. Shards are of ten, so that a few tickets make several tasks. */
export function openMemoryJob(settings: Readonly<Record<string, unknown>> = {}, store = openMemoryStore()): MemoryJob {
  const dir = mkdtempSync(join(tmpdir(), 'coalface-job-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const out = join(dir, 'reports');
  const config = normalizeConfig([{ origin: 'test', values: { 'jobs.shardSize': 10, ...settings } }]);
  const told: Told[] = [];
  const tell = (message: string, fields = {}) => void told.push({ message, fields });
  const write = (name: string, text: string | Buffer) => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  return {
    dir,
    out,
    store,
    config,
    context: openContext(store, config, { info: tell, warn: tell }),
    told,
    write,
    bring: async (rows, { name = 'tickets.csv', header, period = {}, joins = {} } = {}) => {
      const reading = { overrides: {}, dateOrder: undefined, delimiter: undefined };
      const sources = await openTicketFiles([write(name, csv(rows, header))], reading, config);
      const business = await readJoins(joins, undefined);
      return bringIn(store, { sources, business, period, out, csv: 'guarded', config, lane: 'queue' });
    },
  };
}

/** The same world, in which one thought is another. */
export function thinking<Name extends keyof Thoughts>(
  context: PipelineContext,
  name: Name,
  think: (input: Parameters<Thoughts[Name]>[0], signal?: AbortSignal) => unknown,
): PipelineContext {
  const run: PipelineContext['compute']['run'] = async (asked, input, signal) =>
    ((asked as keyof Thoughts) === name
      ? think(input as never, signal)
      : context.compute.run(asked, input, signal)) as never;
  return { ...context, compute: { ...context.compute, run } };
}
