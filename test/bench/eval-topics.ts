/**
 * Measures topics against labels: `npm run eval -- FOLDER|FILE.csv ... [--only NAME,NAME] [--topics gold,auto] [--seeds 1,2,3] [--limit N] [--text a,b]
 * [--label c] [--show]`. Each set is learned from and placed as `coalface run` does it with its defaults. Prints a line a set and number of topics: the median
 * of the seeds, with the range in brackets. A ticket in no topic counts as an error of accuracy, and as one more group elsewhere.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { assign } from '../../src/cluster/assign.ts';
import { fitTopics } from '../../src/cluster/fit-topics.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { EMPTY_REGISTRY, type Topic } from '../../src/domain/topic.ts';
import type { Embedding } from '../../src/domain/vector.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { comparePartitions, type PartitionAgreement } from '../../src/math/partition-metrics.ts';
import { batches } from '../../src/pipeline/shards.ts';
import { sampleToFit } from '../../src/pipeline/thoughts.ts';
import { fit as fitEmbedding } from '../../src/vectorize/fit.ts';
import { transform } from '../../src/vectorize/transform.ts';
import { type LabelledSet, readSets } from './labelled-sets.ts';

const WEEK = '2026-W01' as IsoWeek;
const stopWords = JSON.parse(readFileSync(new URL('../../data/stop-words.json', import.meta.url), 'utf8'));

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    topics: { type: 'string', default: 'gold,auto' },
    seeds: { type: 'string', default: '1,2,3' },
    limit: { type: 'string' },
    text: { type: 'string' },
    label: { type: 'string' },
    show: { type: 'boolean', default: false },
  },
});

interface Figures extends PartitionAgreement {
  readonly found: number;
  /** Share of the labelled tickets that are in no topic. */
  readonly unassigned: number;
  /** Share of the strays that are in no topic; not a number where there are none. */
  readonly strays: number;
  readonly learnSeconds: number;
  readonly clusterSeconds: number;
}

const COLUMNS = ['nmi', 'ari', 'accuracy', 'homogeneity', 'completeness', 'unassigned', 'strays'] as const;

function evaluate(set: LabelledSet): void {
  const seeds = flags.seeds.split(',').map(Number);
  const gold = new Set(set.truth).size;
  const wanted = flags.topics.split(',').map((topics) => (topics === 'gold' ? gold : ('auto' as const)));
  const figures = wanted.map((): Figures[] => []);
  for (const seed of seeds) {
    const sampled = sampleToFit(set.tickets);
    const [embedding, learnSeconds] = timed(() => fitEmbedding(sampled, { seed, stopWords }));
    wanted.forEach((topics, at) => {
      const options = { week: WEEK, topics, seed };
      const [fitted, clusterSeconds] = timed(() =>
        fitTopics(transform(sampled, embedding), embedding, sampled, EMPTY_REGISTRY, options),
      );
      const place = (tickets: readonly Ticket[]) => placesOf(tickets, embedding, fitted.topics, fitted.threshold);
      const places = place(set.tickets);
      const agreement = comparePartitions(set.truth, places);
      const found = fitted.topics.length;
      const [unassigned, strays] = [shareOfNone(places), shareOfNone(place(set.strays))];
      figures[at]?.push({ ...agreement, found, unassigned, strays, learnSeconds, clusterSeconds });
      if (flags.show) show(fitted.topics);
    });
  }
  wanted.forEach((topics, at) => {
    console.log(lineOf(`${set.name} n ${set.tickets.length}, ${gold} labels, k ${topics}`, figures[at] as Figures[]));
  });
}

function placesOf(tickets: readonly Ticket[], embedding: Embedding, topics: readonly Topic[], threshold: number) {
  const assigned = batches(tickets).flatMap((part) => assign(transform(part, embedding), topics, { threshold }));
  return assigned.map(({ topicId }) => topicId);
}

function shareOfNone(places: readonly (string | null)[]): number {
  return places.filter((place) => place === null).length / places.length;
}

function timed<T>(work: () => T): readonly [result: T, seconds: number] {
  const started = performance.now();
  const result = work();
  return [result, (performance.now() - started) / 1000];
}

function lineOf(name: string, figures: readonly Figures[]): string {
  const columns = COLUMNS.filter((column) => !Number.isNaN(figures[0]?.[column]));
  const cells = columns.map((column) => `${column} ${spread(figures, column, 3)}`);
  const times = `learn ${spread(figures, 'learnSeconds', 1)} s, cluster ${spread(figures, 'clusterSeconds', 1)} s`;
  return `${name}: ${cells.join(', ')}, found ${spread(figures, 'found', 0)}, ${times}`;
}

function spread(figures: readonly Figures[], column: keyof Figures, digits: number): string {
  const values = figures.map((figure) => figure[column]).sort((a, b) => a - b);
  const [least, most] = [values[0] as number, values.at(-1) as number].map((value) => value.toFixed(digits));
  const median = (values[values.length >> 1] as number).toFixed(digits);
  return least === most ? median : `${median} (${least}-${most})`;
}

function show(topics: readonly Topic[]): void {
  for (const { id, label, keywords } of topics) console.log(`  ${id} ${label} | ${keywords.join(' ')}`);
}

for (const set of readSets(positionals, { ...flags, limit: flags.limit ? Number(flags.limit) : undefined })) {
  if (!flags.only || flags.only.split(',').includes(set.name)) evaluate(set);
}
