import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1100, height: 900 };

// Run in the page; as text, because the project is typed for Node, not for a browser.
const OPEN_DETAILS = 'document.querySelectorAll("details").forEach((element) => { element.open = true; })';
const WIDTHS = '[document.documentElement.scrollWidth, document.documentElement.clientWidth]';
const LINKS = 'Array.from(document.links, ({ href }) => href)';
const IDS = 'Array.from(document.querySelectorAll("[id]"), ({ id }) => id)';
const AXE = 'axe.run(document, { resultTypes: ["violations"] })';

/** What is wrong with one page: the rule it breaks, in words. */
export interface PageProblem {
  readonly page: string;
  readonly problem: string;
}

/** The installed Chromium or Chrome, or undefined. `CHROMIUM_PATH` wins. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  return [...(given ? [given] : []), ...PLACES].find((place) => existsSync(place));
}

/** Starts a headless browser that asks nothing of the network. */
export async function openChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}

/** HTML files of a folder and its sub-folders, sorted. */
export async function listPages(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { recursive: true });
  return entries
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => join(dir, name));
}

/**
 * Opens every HTML page of a folder from disk, on a phone and a desk, light and dark.
 * @returns what is wrong: script errors, requests beyond the file, serious axe findings, sideways scrolling, links to files that are not there.
 */
export async function checkPages(dir: string, browser: Browser): Promise<readonly PageProblem[]> {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const problems: PageProblem[] = [];
  for (const file of await listPages(dir)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const found = await checkPage(file, browser, colorScheme, axe);
      problems.push(...found.map((problem) => ({ page: `${relative(dir, file)} (${colorScheme})`, problem })));
    }
  }
  return problems;
}

async function checkPage(
  file: string,
  browser: Browser,
  colorScheme: 'light' | 'dark',
  axe: string,
): Promise<readonly string[]> {
  const context = await browser.newContext({ viewport: PHONE, colorScheme, bypassCSP: false });
  try {
    const page = await context.newPage();
    const problems: string[] = [];
    const address = pathToFileURL(file).href;
    page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
    page.on(
      'request',
      (request) =>
        request.url() !== address && !request.url().startsWith('data:') && problems.push(`request: ${request.url()}`),
    );
    await page.goto(address);
    problems.push(...(await sidewaysProblems(page, 'closed')), ...(await linkProblems(page)));
    await page.evaluate(OPEN_DETAILS);
    problems.push(...(await sidewaysProblems(page, 'opened')), ...(await axeProblems(page, axe)));
    await page.setViewportSize(DESK);
    return [...problems, ...(await sidewaysProblems(page, 'desk'))];
  } finally {
    await context.close();
  }
}

async function sidewaysProblems(page: Page, when: string): Promise<readonly string[]> {
  const [content, window] = (await page.evaluate(WIDTHS)) as readonly [number, number];
  return content > window ? [`scrolls sideways (${when}): ${content} px in ${window} px`] : [];
}

/** Evaluated through the debugger, which the page's content policy does not stop. */
async function axeProblems(page: Page, axe: string): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate(AXE)) as {
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string | null;
      readonly help: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  };
  const bad = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return bad.map(({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes[0]?.html.slice(0, 160)}`);
}

async function linkProblems(page: Page): Promise<readonly string[]> {
  const links = (await page.evaluate(LINKS)) as readonly string[];
  const ids = new Set((await page.evaluate(IDS)) as readonly string[]);
  const here = page.url();
  return links.flatMap((href) => {
    if (/^(mailto|https?):/.test(href)) return [];
    const url = new URL(href);
    if (url.href.split('#')[0] !== here) return existsSync(url) ? [] : [`dead link: ${href}`];
    return ids.has(decodeURIComponent(url.hash.slice(1))) ? [] : [`dead anchor: ${url.hash}`];
  });
}
