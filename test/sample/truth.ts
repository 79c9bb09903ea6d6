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

  /** The main stories of the topics and segments that a watch list names. */
  function watchedStories(watchList: string, folder: string): string[] {
    const rows = parse(readFileSync(join(folder, 'analyst/topics.csv')), { columns: true }) as {
      label: string;
      topic_id: string;
    }[];
    const weeks = Array.from({ length: 13 }, (_, index) => join(folder, '..', `2026-W${34 + index}`));
    const placed = weeks.flatMap(
      (week) =>
        parse(readFileSync(join(week, 'analyst/tickets.csv')), { columns: true }) as {
          ticket_id: string;
          topic_id: string;
          causes: string;
        }[],
    );
    const named = rows
      .filter(({ label }) => watchList.includes(label))
      .map(({ topic_id }) =>
        mainStory(
          placed.filter((row) => row.topic_id === topic_id && row.causes !== 'none').map(({ ticket_id }) => ticket_id),
        ),
      );
    const segments = stories
      .filter(({ segment }) => segment?.values.some((value) => watchList.includes(value)))
      .map(({ id }) => id);
    return [...named, ...segments];
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
