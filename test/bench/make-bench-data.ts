import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { parse } from 'csv-parse';
import { integer, type Random, seededRandom } from '../../src/math/random.ts';
import { flagOf } from './flag-of.ts';

const HEADERS =
  'ticket_id,created_at,closed_at,status,subject,description,resolution,account_id,requester,product,serial,priority,channel,group,assignee,reassignments,csat,tags';
const CLOSINGS = ['Kind regards', 'Mit freundlichen Grüßen', 'Cordialement', 'Thanks'];
const NAMES = ['Ruth Meadow', 'Tom Berg', 'Ines Prado', 'Luc Duval', 'Mara Lind', 'Jan Weide', 'Eva Prati', 'Ole Eng'];
const FIRST_DAY = Date.UTC(2026, 0, 5);
const WEEKS = 26;
/** So many sentences are kept of the source. */
const MAX_SENTENCES = 200_000;

/**
 * `npm run bench:data -- N OUT.csv FROM.csv [--text COLUMN] [--seed N]` writes N closed tickets over half a year whose sentences are drawn from the texts of FROM.csv (by
 * default from the column with the longest ones). One in three has a signature, one in seven quoted history, one in five a phone number or address, as mail has.
 */
async function makeBenchData(words: readonly string[]): Promise<void> {
  const [count, out, from] = words;
  if (out === undefined || from === undefined || !(Number(count) > 0))
    throw new Error('expected how many, where to and where from: npm run bench:data -- 100000 out.csv from.csv');
  const sentences = await readSentences(from, flagOf(words, '--text'));
  const random = seededRandom(Number(flagOf(words, '--seed') ?? 7));
  const file = createWriteStream(out);
  file.write(`${HEADERS}\n`);
  for (let i = 0; i < Number(count); i++)
    if (!file.write(rowOf(i, Number(count), sentences, random))) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
  console.log(`${out}: ${count} tickets, ${Math.round(file.bytesWritten / 2 ** 20)} MB, ${sentences.length} sentences`);
}

async function readSentences(path: string, column: string | undefined): Promise<readonly string[]> {
  const found: string[] = [];
  const parser = createReadStream(path).pipe(parse({ columns: true, relax_column_count: true, bom: true }));
  for await (const row of parser as AsyncIterable<Readonly<Record<string, string>>>) {
    const text = column === undefined ? longest(Object.values(row)) : (row[column] ?? '');
    for (const sentence of text.split(/(?<=[.?!])\s+|\n+/))
      if (sentence.length >= 20 && sentence.length <= 400) found.push(sentence.trim());
    if (found.length >= MAX_SENTENCES) break;
  }
  if (found.length === 0) throw new Error(`expected sentences in ${column ?? 'any column'} of ${path}, found none`);
  return found;
}

function longest(texts: readonly string[]): string {
  return texts.reduce((a, b) => (b.length > a.length ? b : a), '');
}

function rowOf(i: number, count: number, sentences: readonly string[], random: Random): string {
  const pick = <T>(list: readonly T[]): T => list[integer(random, list.length)] as T;
  const created = FIRST_DAY + Math.floor((i / count) * WEEKS * 7 * 86_400_000);
  const closed = created + integer(random, 5 * 86_400_000);
  const who = Math.floor(random() * count * 0.6);
  const name = pick(NAMES);
  const text = Array.from({ length: 3 + integer(random, 6) }, () => pick(sentences)).join(' ');
  const cells = [
    `T${i + 1}`,
    new Date(created).toISOString(),
    new Date(closed).toISOString(),
    'closed',
    pick(sentences).slice(0, 80),
    mailOf(text, name, who, random, pick),
    pick(sentences),
    `A${who % 5_000}`,
    `person${who}@example.com`,
    pick(['TX2', 'Rovo 40', 'Mill C', '']),
    random() < 0.1 ? `TX2-${2_600 + (who % 40)}-${String(i).padStart(6, '0')}` : '',
    pick(['low', 'normal', 'high']),
    pick(['mail', 'web', 'phone']),
    pick(['First line', 'Field', 'Parts']),
    pick(NAMES),
    String(integer(random, 3)),
    random() < 0.2 ? String(1 + integer(random, 5)) : '',
    pick(['', 'urgent', 'spare_part urgent']),
  ];
  return `${cells.map(quoted).join(',')}\n`;
}

function mailOf(text: string, name: string, who: number, random: Random, pick: <T>(list: readonly T[]) => T): string {
  const parts = [text];
  if (random() < 1 / 5)
    parts.push(`Call me on +44 20 7946 ${String(who % 10_000).padStart(4, '0')} or mail person${who}@example.com.`);
  if (random() < 1 / 3) parts.push(`\n${pick(CLOSINGS)}\n${name}`);
  if (random() < 1 / 7)
    parts.push(`\nOn Tue, Nov 3, 2026 at 9:14 AM Help <help@example.com> wrote:\n> ${text.slice(0, 200)}`);
  return parts.join('\n');
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

await makeBenchData(process.argv.slice(2));
