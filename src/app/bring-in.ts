import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Correction } from '../domain/correction.ts';
import type { Intake, IntakeFile, Period } from '../domain/intake.ts';
import type { RunSettings } from '../pipeline/context.ts';
import { keepCorrections } from '../pipeline/corrections.ts';
import { filesWithoutForgotten } from '../pipeline/forgotten.ts';
import { type SourcePlan, stage } from '../pipeline/staged.ts';
import type { Store } from '../ports.ts';
import { digest } from './open-context.ts';
import { type ReadJoins, sellersOf } from './read-joins.ts';

/** What is brought in, looked through and found readable. */
export interface IntakeRequest {
  readonly sources: readonly SourcePlan[];
  readonly business: ReadJoins;
  /** Files beside the ticket files that are to be known as taken. */
  readonly others?: readonly IntakeFile[] | undefined;
  readonly period: Period;
  readonly out: string;
  readonly csv: RunSettings['render']['csv'];
  readonly config: Pick<Config, 'report' | 'seed' | 'topics' | 'windowWeeks' | 'answersTo' | 'jobs'>;
  readonly lane: Intake['lane'];
  /** Share of rejected rows above which nothing is stored; no limit where it is not given. */
  readonly refusedShare?: number | undefined;
}

/** Setting that remembers names of sellers. */
const SELLERS = 'sellers';

/**
 * Opens an intake and stages all that its steps need. The same request again, while it is not settled, is the same intake: whoever was interrupted goes on.
 * @throws StoreError
 */
export async function bringIn(store: Store, request: IntakeRequest): Promise<Intake> {
  const { sources, business, others = [], period, config, lane, refusedShare } = request;
  const settings = runSettings(request);
  const out = resolve(request.out);
  // A watched folder knows an archive by its own bytes.
  const tickets = sources.map(({ table: { name, path, sha256, archiveSha256 } }) => ({
    kind: 'tickets',
    name,
    path: resolve(path),
    sha256: archiveSha256 ?? sha256,
  }));
  const files = [...tickets, ...others];
  const facts = business.files.map(({ kind, sha256 }) => [kind, sha256]);
  // The first run writes the mapping file that the next one finds: both read the same rows alike.
  const mappings = sources.map(
    ({ profile: { warnings: _, doubts: _doubts, presetFrom: _from, ...reading } }) => reading,
  );
  const key = digest(JSON.stringify([files, facts, mappings, period, settings, out, lane]));
  const intake = await store.openIntake(key, { files, period, out, lane });
  await stage(store, intake.id, 'settings', 0, settings);
  for (const [shard, { table, ...plan }] of sources.entries())
    await stage(store, intake.id, 'sources', shard, { ...plan, table: { ...table, path: resolve(table.path) } });
  const known = await filesWithoutForgotten(business.files, { store, digest });
  await stage(store, intake.id, 'business', 0, { ...business, files: known });
  for (const { kind, rows } of known)
    if (kind === 'corrections') await keepCorrections(rows as readonly Correction[], store);
  await stage(store, intake.id, 'sellers', 0, await hiddenSellers(store, business, config));
  if (refusedShare !== undefined) await stage(store, intake.id, 'refusedShare', 0, refusedShare);
  const shards = sources.reduce((sum, { marks }) => sum + marks.length, 0);
  await stage(store, intake.id, 'shards', 0, shards);
  return intake;
}

function runSettings({ config, csv }: IntakeRequest): RunSettings {
  const { report, seed, topics, windowWeeks, answersTo, jobs } = config;
  const render = { ticketUrl: report.ticketUrl, answerTo: answersTo, csv };
  return { report, seed, topics, windowWeeks, render, shardSize: jobs.shardSize };
}

/**
 * Sellers whose names are taken out of texts unless the operator wants them named: those of these business files and of all that ever came before, also where the
 * last one has left the firm or its file has not been worked out yet. Old tickets still name them.
 */
async function hiddenSellers(
  store: Store,
  { files }: ReadJoins,
  config: IntakeRequest['config'],
): Promise<readonly string[]> {
  const named = await store.extendSetting(SELLERS, sellersOf([...(await store.loadBusiness()), ...files]));
  return config.report.nameSellers ? [] : named;
}
