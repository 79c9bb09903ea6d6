/** Makes `reports/example/` anew: the newest week of the sample company as it is published, and the picture in the README. Needs Chromium. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runJob } from '../../src/app.ts';
import { jobOptions } from '../../src/cli/job-flags.ts';
import { findChromium, openChromium } from './check-pages.ts';

const EXAMPLE = resolve(import.meta.dirname, '../../reports/example');
const SHOWN = '2026-W46/manufacturing.html';
const PICTURE = { width: 760, height: 1180 };
const SILENT = { info: () => {}, warn: (message: string) => console.error(message) };

const executable = findChromium();
if (!executable) throw new Error('expected Chromium for the picture, found none: install it or set CHROMIUM_PATH');
const temporary = mkdtempSync(join(tmpdir(), 'coalface-example-'));
const out = join(temporary, 'out');
await runJob(jobOptions([], { sample: true, out, map: {} }, { COALFACE_HOME: join(temporary, 'home') }), SILENT);

rmSync(EXAMPLE, { recursive: true, force: true });
for (const part of ['first-look', '2026-W46']) {
  cpSync(join(out, part), join(EXAMPLE, part), { recursive: true, filter: (path) => !path.includes('analyst') });
}
const browser = await openChromium(executable);
const page = await browser.newPage({ viewport: PICTURE, deviceScaleFactor: 1.5 });
await page.goto(pathToFileURL(join(out, SHOWN)).href);
await page.screenshot({ path: join(EXAMPLE, 'manufacturing.png') });
await browser.close();
rmSync(temporary, { recursive: true, force: true });
