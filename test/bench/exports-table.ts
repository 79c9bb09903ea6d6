import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openTables } from '../../src/adapters/files/open-table.ts';
import { noRows, openTicketFile, type ReadFile, readTicketFiles } from '../../src/app/ticket-files.ts';
import { normalizeConfig } from '../../src/config.ts';
import { InputError } from '../../src/domain/errors.ts';
import { detectPreset } from '../../src/ingest/presets/detect-preset.ts';

const CONFIG = normalizeConfig([{ origin: 'flags', values: {} }]);
const READING = { overrides: {}, dateOrder: undefined, delimiter: undefined };
const HEADERS = [
  'file',
  'detected as',
  'confidence',
  'rows',
  'used',
  'not closed',
  'set aside',
  'duplicate',
  'merged',
  'rejected by code',
  'zone',
  'what the receipt says',
];

/** `npx tsx test/bench/exports-table.ts FOLDER`: what Coalface makes of every file below a folder, each read by itself, as a Markdown table. `--columns` adds the mapping. */
async function exportsTable(words: readonly string[]): Promise<void> {
  const [folder] = words.filter((word) => !word.startsWith('--'));
  if (folder === undefined) throw new Error('expected a folder of exports: npx tsx test/bench/exports-table.ts FOLDER');
  console.log(`| ${HEADERS.join(' | ')} |\n|${' --- |'.repeat(HEADERS.length)}`);
  for (const path of filesBelow(folder)) {
    const told = await describeFile(path, words.includes('--columns'));
    for (const cells of told) console.log(`| ${[relative(folder, path), ...cells].map(cellOf).join(' | ')} |`);
  }
}

function filesBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true }) as string[];
  return names
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

async function describeFile(path: string, withColumns: boolean): Promise<readonly (readonly string[])[]> {
  try {
    const plans = await openTicketFile(path, READING, CONFIG);
    const read = await readTicketFiles(plans, { key: 'table', sellers: [] }, CONFIG);
    const empty = noRows(plans)?.message;
    return read.map((one) => [...describeRead(one, empty), ...(withColumns ? [columnsOf(one)] : [])]);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [[...(await detect(path)), ...Array<string>(8).fill('-'), `refused (${error.code}): ${error.message}`]];
  }
}

async function detect(path: string): Promise<readonly string[]> {
  try {
    const [table] = await openTables(path, {});
    const { preset, confidence } = detectPreset(table?.headers ?? []);
    return [preset.name, confidence.toFixed(2)];
  } catch {
    return ['-', '-'];
  }
}

function describeRead({ receipt, rejects }: ReadFile, empty: string | undefined): readonly string[] {
  const { source, rows, used, notClosed, setAside, duplicate, merged, gaps, warnings, zone, zoneFrom } = receipt;
  const codes = new Map<string, number>();
  for (const { code } of rejects) codes.set(code, (codes.get(code) ?? 0) + 1);
  const isBare = gaps.some((gap) => gap.startsWith('description:'));
  const says = [...(empty ? [empty] : []), ...(isBare ? ['subjects only'] : []), ...warnings, ...(source?.notes ?? [])];
  return [
    source?.preset ?? '',
    source?.confidence.toFixed(2) ?? '',
    ...[rows, used, notClosed, setAside, duplicate, merged].map(String),
    [...codes].map(([code, count]) => `${code} ${count}`).join(', ') || '0',
    `${zone} (${zoneFrom})`,
    says.join(' / '),
  ];
}

function columnsOf({ receipt }: ReadFile): string {
  const mapped = Object.entries(receipt.mapping).map(([column, header]) => `${column}=${header}`);
  const kept = receipt.source?.columns.filter(({ mappedTo }) => mappedTo?.startsWith('extra.')) ?? [];
  return `${mapped.join('; ')}; extra: ${kept.map(({ header }) => header).join(', ')}`;
}

function cellOf(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

await exportsTable(process.argv.slice(2));
