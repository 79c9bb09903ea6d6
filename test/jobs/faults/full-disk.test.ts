import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Site } from '../site.ts';
import { addExport, referenceOfBoth } from './reference.ts';
import { startServers } from './servers.ts';

const servers = await startServers();
const disk = mkdtempSync(join(tmpdir(), 'coalface-disk-'));
const reason = mount();

/** Puts a disk of two megabytes into the folder. @returns why that is not permitted here, or null; root under CI must be able to */
function mount(): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'coalface-test', disk], { stdio: 'pipe' });
    return null;
  } catch (error) {
    if (process.env.CI && process.getuid?.() === 0) throw error;
    return `no disk of its own: ${(error as Error).message.split('\n').at(-1)}`;
  }
}

/** Leaves so many bytes free. */
function fill(bytes: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, '.ballast'), Buffer.alloc(bavail * bsize - bytes));
}

describe.skipIf(servers.isMissing || reason !== null)(`a full disk${reason ? ` (${reason})` : ''}`, () => {
  afterAll(async () => {
    await servers.stop();
    if (reason === null) execFileSync('umount', ['--lazy', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it('leaves the report before in place, and is outlived', { timeout: 180_000 }, async () => {
    const out = join(disk, 'reports');
    mkdirSync(out);
    const enqueue = (site: Site, file: string) => site.command(['enqueue', file, '--out', out]);
    const { site, drain, work, failures } = await servers.scene('disk', {}, async (one) => [
      await enqueue(one, 'tickets.csv'),
    ]);
    await drain();
    const before = site.pages(out);
    addExport(site);
    expect(await enqueue(site, 'more.csv')).toMatchObject({ code: 0 });

    fill(16_384);
    const worker = work(['--drain']);
    // Longer than the tries of one job: the queue gives it up, the store does not.
    for (let tries = 1; tries <= 4; tries += 1) await worker.says(() => failures().length >= tries);
    expect(failures()).toEqual(
      failures().map((line) =>
        expect.objectContaining({ ...line, msg: 'render failed', code: 'disk-full', final: false }),
      ),
    );
    expect(site.pages(out)).toEqual(before);

    rmSync(join(disk, '.ballast'));
    expect(await worker.ended).toMatchObject({ code: 0 });
    expect(site.pages(out)).toEqual(await referenceOfBoth());
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
