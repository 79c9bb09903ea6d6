import { expect } from 'vitest';
import { type Ended, type LogLine, openSite, type Running, type Site } from '../site.ts';
import { openStoreView, type StoreView } from './hold.ts';
import { reference } from './reference.ts';
import { type ReportsWatch, watchReports } from './watch-reports.ts';

/** The export's weeks. */
export const WEEKS = ['2026-W44', '2026-W45', '2026-W46'] as const;

/** A dead worker's tasks are taken over in two seconds; a thread takes one to start, so each worker has one. */
const SETTINGS = {
  COALFACE_JOBS_LOCK_SECONDS: '1',
  COALFACE_JOBS_SWEEP_SECONDS: '1',
  COALFACE_JOBS_CONCURRENCY: '1',
};

/** An export that was brought in, with eyes on its store and its reports. No worker runs yet. */
export interface Scene {
  readonly site: Site;
  readonly store: StoreView;
  readonly reports: ReportsWatch;
  /** Starts a worker. */
  work(words?: readonly string[], environment?: Readonly<Record<string, string>>): Running;
  /** Has a worker do what is left. */
  drain(environment?: Readonly<Record<string, string>>): Promise<void>;
  /** All that workers have logged, in order of time. */
  lines(): readonly LogLine[];
  /** Their lines about attempts at a step that failed. */
  failures(): readonly LogLine[];
  /**
   * That each week was published once and whole, and all came to what one undisturbed process comes to.
   * @param pages default: those of the export as it was brought in
   */
  expectOnce(pages?: ReadonlyMap<string, string>): Promise<void>;
  close(): Promise<void>;
}

/** What a scene begins with. @returns how the commands ended */
export type BringIn = (site: Site) => Promise<readonly Ended[]>;

/**
 * Opens a site and the eyes on it.
 * @param environment REDIS_URL and DATABASE_URL
 * @param bringIn default: the export is enqueued
 */
export async function openScene(
  environment: Readonly<Record<string, string>>,
  bringIn: BringIn = async (site) => [await site.enqueue()],
): Promise<Scene> {
  const site = openSite({ ...SETTINGS, ...environment });
  const reports = watchReports(site.out);
  for (const ended of await bringIn(site)) expect(ended).toMatchObject({ code: 0 });
  const store = await openStoreView(environment.DATABASE_URL as string);
  const workers: Running[] = [];
  const work: Scene['work'] = (words = [], more = {}) => {
    const worker = site.start(['work', ...words], more);
    workers.push(worker);
    return worker;
  };
  const lines = () =>
    workers.flatMap((worker) => worker.lines()).sort((a, b) => (String(a.time) < String(b.time) ? -1 : 1));
  return {
    site,
    store,
    reports,
    work,
    lines,
    failures: () => lines().filter(({ msg }) => msg.endsWith(' failed')),
    drain: async (more) => expect(await work(['--drain'], more).ended).toMatchObject({ code: 0 }),
    expectOnce: async (pages) => expectOnce(pages ?? (await reference()), site, store, reports),
    close: async () => {
      reports.close();
      await store.close();
      await site.remove();
    },
  };
}

async function expectOnce(
  pages: ReadonlyMap<string, string>,
  site: Site,
  store: StoreView,
  reports: ReportsWatch,
): Promise<void> {
  expect(site.pages()).toEqual(pages);
  for (const folder of [...WEEKS, 'first-look']) {
    expect({ folder, changes: reports.changes(folder) }).toEqual({ folder, changes: 1 });
    expect(reports.states(folder)).toHaveLength(1);
  }
  expect(await store.finishes()).toEqual(Object.fromEntries(WEEKS.map((week) => [`${week}-r1`, 1])));
  expect(await store.marks()).not.toContainEqual(expect.objectContaining({ state: 'failed' }));
  expect(await store.query('select intake_id from coalface.intakes where settled_at is null')).toEqual([]);
}
