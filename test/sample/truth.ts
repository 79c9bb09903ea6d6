import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';

/** A finding as `findings.json` gives it: what these tests look at. */
export interface PublishedFinding {
  readonly department: string;
  readonly kind: string;
  readonly headline: string;
  readonly window_tickets: readonly string[];
  readonly segment: readonly { readonly dimension: string; readonly value: string }[];
  readonly evidence: readonly { readonly quote: string }[];
}

interface PlantedStory {
  readonly id: string;
  readonly causes: readonly string[];
  readonly course: string;
  readonly segment: { readonly dimension: string; readonly values: readonly string[] } | null;
}

const SAMPLE = resolve(import.meta.dirname, '../../data/sample');

/** Reads what was planted in the sample company. */
export function readTruth() {
  const { stories, tickets } = JSON.parse(readFileSync(join(SAMPLE, 'truth.json'), 'utf8')) as {
    stories: PlantedStory[];
    tickets: Record<string, { story: string; causes: string[] }>;
  };

  /** The story that most of these tickets were written for. */
  function mainStory(ids: readonly string[]): string {
    const counts = new Map<string, number>();
    for (const id of ids) counts.set(tickets[id]?.story ?? '', (counts.get(tickets[id]?.story ?? '') ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  }

  /** The main story of each line of a page's watch list, by the tickets that it links. */
  function watchedStories(watchList: string): string[] {
    return watchList.split('<li').map((line) => mainStory([...line.matchAll(/NH-\d+/g)].map(([id]) => id)));
  }

  return {
    stories,
    tickets,
    story: (id: string) => stories.find((one) => one.id === id) as PlantedStory,
    mainStory,
    watchedStories,
    /** Closing notes of all tickets. */
    notes: () =>
      new Set(
        (parse(readFileSync(join(SAMPLE, 'tickets.csv')), { columns: true }) as { resolution: string }[]).map(
          ({ resolution }) => resolution,
        ),
      ),
  };
}
