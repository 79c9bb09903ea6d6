import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/domain/report.ts';
import { render, renderFirstLook, renderIndex } from '../../src/render/render.ts';
import { firstLook, SETTINGS, WEEK, week } from '../render/fixture.ts';
import { checkPages, findChromium, listPages, openChromium } from './check-pages.ts';

const executable = findChromium();
if (!executable && process.env.CI)
  throw new Error('expected Chromium in CI, found none: install it or set CHROMIUM_PATH');
if (!executable)
  console.warn('skipped: no Chromium found; install one or set CHROMIUM_PATH to open the pages in a browser');

async function publish(dir: string, folder: string, pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    const file = join(dir, folder, page.path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, page.body);
  }
}

describe.skipIf(!executable)('rendered pages in a browser', () => {
  let browser: Browser;
  let dir: string;

  beforeAll(async () => {
    browser = await openChromium(executable as string);
    dir = await mkdtemp(join(tmpdir(), 'coalface-pages-'));
    await publish(dir, WEEK, render(week(), SETTINGS));
    await publish(dir, 'first-look', renderFirstLook(firstLook(), SETTINGS));
    await publish(dir, '.', [renderIndex([{ week: WEEK, runId: '2026-W46-r1', tickets: 874, findings: 3 }], true)]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('open from disk without errors, requests, barriers, dead links or sideways scrolling', async () => {
    expect(await listPages(dir)).toHaveLength(7);
    expect(await checkPages(dir, browser)).toEqual([]);
  }, 120_000);

  it('are caught by the check when they call out, script, scroll or lack contrast', async () => {
    const bad = await mkdtemp(join(tmpdir(), 'coalface-bad-'));
    const body =
      '<p style="width:900px;color:#ccc">pale</p><img src="http://127.0.0.1:9/x.png"><script>throw new Error("x")</script><a href="gone.html">gone</a>';
    await writeFile(join(bad, 'bad.html'), `<!doctype html><title>bad</title>${body}`);
    const problems = (await checkPages(bad, browser)).map(({ problem }) => problem).join('\n');
    await rm(bad, { recursive: true, force: true });
    for (const word of [
      'script: x',
      'request: http://127.0.0.1:9/x.png',
      'axe color-contrast',
      'scrolls sideways',
      'dead link',
    ])
      expect(problems).toContain(word);
  }, 60_000);

  it('show what a chart shows to a reader who cannot see it, and every answer button is 40 px high', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(pathToFileURL(join(dir, WEEK, 'manufacturing.html')).href);
    expect(await page.getByRole('img', { name: /27 tickets from 14 accounts/ }).count()).toBe(1);
    const heights = await page
      .locator('.buttons a')
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height));
    expect(heights.length).toBe(8);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(40);
    await page.close();
  });

  it('print their folded parts', async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(dir, WEEK, 'manufacturing.html')).href);
    await page.emulateMedia({ media: 'print' });
    const height = await page
      .locator('details .quotes')
      .first()
      .evaluate(
        (element) => element.checkVisibility({ contentVisibilityAuto: true }) && element.getBoundingClientRect().height,
      );
    expect(height).toBeGreaterThan(100);
    await page.close();
  });

  it('show no character of a ticket as markup', async () => {
    const source = await readFile(join(dir, WEEK, 'professional-services.html'), 'utf8');
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(dir, WEEK, 'professional-services.html')).href);
    expect(await page.locator('script, img, iframe, object, [onerror], [onload]').count()).toBe(0);
    expect(source).toContain('&lt;script&gt;alert(1)');
    await page.close();
  });
});
