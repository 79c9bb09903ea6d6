import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { parse } from 'csv-parse';
import { assign } from '../../src/cluster/assign.ts';
import { fitTopics } from '../../src/cluster/fit-topics.ts';
import type { RedactedText, Ticket, TicketId } from '../../src/domain/ticket.ts';
import { EMPTY_REGISTRY } from '../../src/domain/topic.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { batches } from '../../src/pipeline/shards.ts';
import { sampleToFit } from '../../src/pipeline/thoughts.ts';
import { fit as learn } from '../../src/vectorize/fit.ts';
import { transform } from '../../src/vectorize/transform.ts';

const WEEK = '2026-W01' as IsoWeek;
const SEED = 1;
const TEXTS = ['subject', 'description'];

/**
 * From a file of tickets to a topic a ticket with the topic's first words, written as CSV, and nothing else: no cleaning, no redaction, no store, no pages. What other
 * tools call clustering, so that it can be compared with them. `node scale-topics.js FILE.csv TOPICS OUT.csv` prints rows and the seconds of each part as JSON.
 */
async function scaleTopics(path: string, topics: number, out: string): Promise<void> {
  const seconds: Record<string, number> = {};
  let from = performance.now();
  const lap = (part: string): void => {
    seconds[part] = (performance.now() - from) / 1_000;
    from = performance.now();
  };
  const tickets = await readTickets(path);
  lap('read');
  const stopWords = JSON.parse(readFileSync(new URL('../../data/stop-words.json', import.meta.url), 'utf8'));
  const sampled = sampleToFit(tickets);
  const embedding = learn(sampled, { seed: SEED, stopWords });
  lap('learn');
  const options = { week: WEEK, topics, seed: SEED };
  const found = fitTopics(transform(sampled, embedding), embedding, sampled, EMPTY_REGISTRY, options);
  lap('topics');
  const words = new Map(found.topics.map(({ id, keywords }) => [id, keywords.join(' ')]));
  const file = createWriteStream(out);
  file.write('id,topic,label\n');
  for (const part of batches(tickets)) {
    const places = assign(transform(part, embedding), found.topics, { threshold: -1 });
    file.write(
      places
        .map(({ ticketId, topicId }) => `${ticketId},${topicId ?? ''},${topicId ? words.get(topicId) : ''}\n`)
        .join(''),
    );
  }
  await new Promise((done) => file.end(done));
  lap('place');
  console.log(JSON.stringify({ rows: tickets.length, seconds }));
}

async function readTickets(path: string): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  let columns: number[] | undefined;
  const parser = createReadStream(path, { highWaterMark: 1 << 20 }).pipe(parse({ bom: true }));
  for await (const row of parser as AsyncIterable<readonly string[]>) {
    if (columns === undefined) columns = TEXTS.map((name) => row.indexOf(name));
    else tickets.push(ticketOf(row[0] ?? '', row[columns[0] ?? 0] ?? '', row[columns[1] ?? 0] ?? ''));
  }
  return tickets;
}

function ticketOf(id: string, subject: string, description: string): Ticket {
  return {
    id: id as TicketId,
    week: WEEK,
    closedAt: '2026-01-01T00:00:00Z',
    subject: subject as RedactedText,
    description: description as RedactedText,
    note: '' as RedactedText,
    messages: [],
    fromText: [],
    tags: [],
    language: 'en',
  };
}

const [path = '', topics, out = ''] = process.argv.slice(2);
await scaleTopics(path, Number(topics), out);
