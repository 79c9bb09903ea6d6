/**
 * Measures how permanent topic ids are: `npm run eval:registry [-- --seeds 1,2,3 --drops 3]`. The sample company's weeks are worked out one after the other as a run
 * does it, each knowing the registry that the week before left. Prints for each seed the share of planted stories whose tickets' commonest topic is the same in every
 * week, and how alike the last week's topics are (adjusted Rand index of the tickets that both runs place) after 5 % of the tickets are left out: with the registry,
 * and from scratch.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openTicketFiles, readTicketFiles } from '../../src/app/ticket-files.ts';
import { jobOptions } from '../../src/cli/job-flags.ts';
import { updateRegistry } from '../../src/cluster/registry.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { EMPTY_REGISTRY, type TopicId, type TopicRegistry } from '../../src/domain/topic.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { comparePartitions } from '../../src/math/partition-metrics.ts';
import { sample, seededRandom } from '../../src/math/random.ts';
import type { MiningSettings } from '../../src/pipeline/context.ts';
import { type Placed, placeTickets } from '../../src/pipeline/thoughts.ts';
import { readTruth } from '../sample/truth.ts';

const WINDOW = 13;
/** A story of fewer tickets in the window is no topic yet. */
const LEAST = 3;
const DROPPED = 0.05;
const tickets = new URL('../../data/sample/tickets.csv', import.meta.url).pathname;
const stopWords = JSON.parse(readFileSync(new URL('../../data/stop-words.json', import.meta.url), 'utf8'));
const { values: flags } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    drops: { type: 'string', default: '3' },
    weeks: { type: 'boolean', default: false },
  },
});

const all = await readSample();
const weeks = [...new Set(all.map(({ week }) => week))].sort();
const { tickets: truth } = readTruth();
for (const seed of flags.seeds.split(',').map(Number)) evaluate({ seed, stopWords, topics: 'auto' });

async function readSample(): Promise<readonly Ticket[]> {
  const { reading, config, files } = jobOptions([tickets], { out: 'reports' }, {});
  const read: Ticket[] = [];
  const plans = await openTicketFiles(files, reading, config);
  await readTicketFiles(plans, { key: 'eval', sellers: [] }, config, (some) => read.push(...some));
  return read.sort((a, b) => (a.closedAt < b.closedAt ? -1 : 1));
}

function evaluate(settings: MiningSettings): void {
  let registry: TopicRegistry = EMPTY_REGISTRY;
  let before = registry;
  const ids = new Map<string, TopicId[]>();
  for (const week of weeks) {
    before = registry;
    const window = windowOf(week);
    const placed = placeTickets(window, week, settings, registry);
    registry = updateRegistry(registry, placed.topics, placed.assignments);
    if (flags.weeks) console.log(`  ${week} ${describe(placed)}`);
    for (const [story, id] of mainTopics(placed)) ids.set(story, [...(ids.get(story) ?? []), id]);
  }
  const constant = [...ids].filter(([, seen]) => new Set(seen).size === 1);
  console.log(
    `seed ${settings.seed}: ${constant.length} of ${ids.size} stories keep one topic id (${share(constant.length / ids.size)})`,
  );
  for (const [story, seen] of ids) if (new Set(seen).size > 1) console.log(`  ${story}: ${seen.join(' ')}`);
  const [known, scratch] = [before, EMPTY_REGISTRY].map((from) => withoutSome(settings, from));
  console.log(`  5 % of tickets left out: ARI ${known} with the registry, ${scratch} from scratch`);
}

function windowOf(week: IsoWeek): readonly Ticket[] {
  const window = new Set(weeks.slice(Math.max(0, weeks.indexOf(week) - WINDOW + 1), weeks.indexOf(week) + 1));
  return all.filter((ticket) => window.has(ticket.week));
}

/** Story -> the topic that most of its placed tickets are in. */
function mainTopics({ assignments }: Placed): ReadonlyMap<string, TopicId> {
  const counts = new Map<string, Map<TopicId, number>>();
  for (const { ticketId, topicId } of assignments) {
    const story = truth[ticketId]?.story;
    if (story === undefined || topicId === null) continue;
    const topics = counts.get(story) ?? new Map<TopicId, number>();
    counts.set(story, topics.set(topicId, (topics.get(topicId) ?? 0) + 1));
  }
  return new Map(
    [...counts].flatMap(([story, topics]) => {
      const [main] = [...topics].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      return main && main[1] >= LEAST ? [[story, main[0]] as const] : [];
    }),
  );
}

/** How well the topics of a week are the stories; a ticket in no topic is a group of its own kind. */
function describe({ topics, assignments }: Placed): string {
  const told = assignments.filter(({ ticketId }) => truth[ticketId]);
  const stories = told.map(({ ticketId }) => truth[ticketId]?.story ?? '');
  const { nmi, accuracy } = comparePartitions(
    stories,
    told.map(({ topicId }) => topicId),
  );
  const left = told.filter(({ topicId }) => topicId === null).length;
  return `${told.length} tickets, ${new Set(stories).size} stories, ${topics.length} topics, ${left} in none, NMI ${nmi.toFixed(3)}, accuracy ${accuracy.toFixed(3)}`;
}

/** Median and range of the index over several draws, each against the whole. */
function withoutSome(settings: MiningSettings, registry: TopicRegistry): string {
  const week = weeks.at(-1) as IsoWeek;
  const window = windowOf(week);
  const whole = placesOf(placeTickets(window, week, settings, registry));
  const found = Array.from({ length: Number(flags.drops) }, (_, draw) => {
    const dropped = new Set(sample(seededRandom(draw + 1), window, Math.round(window.length * DROPPED)));
    const fewer = window.filter((ticket) => !dropped.has(ticket));
    const places = placesOf(placeTickets(fewer, week, settings, registry));
    const both = fewer.filter(({ id }) => whole.get(id) && places.get(id));
    return comparePartitions(
      both.map(({ id }) => whole.get(id) as string),
      both.map(({ id }) => places.get(id) as string),
    ).ari;
  }).sort((a, b) => a - b);
  return `${found[found.length >> 1]?.toFixed(3)} [${found[0]?.toFixed(3)}, ${found.at(-1)?.toFixed(3)}]`;
}

function placesOf({ assignments }: Placed): ReadonlyMap<string, string | null> {
  return new Map(assignments.map(({ ticketId, topicId }) => [ticketId, topicId]));
}

function share(value: number): string {
  return `${(100 * value).toFixed(0)} %`;
}
