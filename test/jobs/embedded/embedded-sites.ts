import { cpSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openWorkplace, type Workplace } from '../../../jobs/workplace.ts';
import { openEmbeddedStore } from '../../../src/adapters/store/embedded.ts';
import { openSite, type Site } from '../site.ts';

const PATIENCE = 120_000;

/** Makes sites whose embedded store exists: making one takes seconds, so it is made once in a test file and copied. Each is removed at the end. @param perWeek as of `openSite` */
export function embeddedSites(perWeek?: number): (environment?: Readonly<Record<string, string>>) => Site {
  let template = '';
  const sites: Site[] = [];
  beforeAll(async () => {
    template = mkdtempSync(join(tmpdir(), 'coalface-template-'));
    await (await openEmbeddedStore(template)).close();
  }, PATIENCE);
  afterAll(async () => {
    await Promise.all(sites.map((site) => site.remove()));
    rmSync(template, { recursive: true, force: true });
  }, PATIENCE);
  return (environment = {}) => {
    const site = openSite(environment, perWeek);
    sites.push(site);
    cpSync(template, homeOf(site), { recursive: true });
    return site;
  };
}

/** Folder of a site's store. */
export function homeOf({ environment }: Site): string {
  return environment.COALFACE_HOME as string;
}

/** Does something on a site's store and queue while no worker holds them. */
export async function between(site: Site, work: (place: Workplace) => Promise<unknown>): Promise<void> {
  const place = await openWorkplace(site.environment, homeOf(site), { info: () => {}, warn: () => {} });
  try {
    await work(place);
  } finally {
    await place.close();
  }
}

/** Puts a file into a folder as if it had lain there for an hour. */
export function drop(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  writeFileSync(path, text);
  const before = new Date(Date.now() - 3_600_000);
  utimesSync(path, before, before);
}
