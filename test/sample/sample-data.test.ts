import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { weekOf } from '../../src/domain/week.ts';
import { readTruth } from './truth.ts';

const SAMPLE = resolve(import.meta.dirname, '../../data/sample');
const read = (name: string) => parse(readFileSync(join(SAMPLE, name)), { columns: true }) as Record<string, string>[];
const truth = readTruth();
const tickets = read('tickets.csv').filter(
  ({ ticket_id, closed_at }) => (ticket_id ?? '') in truth.tickets && closed_at !== '2026-11-02T12:00:00Z',
);
const weeks = tickets.map(({ closed_at }) => weekOf(new Date(closed_at ?? ''), 'Europe/Berlin'));

/** Five-word sequences of a text. */
function sequences(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(4).map((_, index) => words.slice(index, index + 5).join(' ')));
}

describe('the sample data', () => {
  it('holds 13 whole weeks, at least 1,300 closed tickets and at least 160 in the last week', () => {
    expect(new Set(weeks).size).toBe(13);
    expect(tickets.length).toBeGreaterThanOrEqual(1_300);
    expect(weeks.filter((week) => week === '2026-W46').length).toBeGreaterThanOrEqual(160);
  });

  it('is prose: no two descriptions share more than 30 % of their five-word sequences', () => {
    const all = tickets.map(({ description }) => sequences(description ?? ''));
    const holders = new Map<string, number[]>();
    all.forEach((set, index) => {
      for (const sequence of set) holders.set(sequence, [...(holders.get(sequence) ?? []), index]);
    });
    const shared = new Map<string, number>();
    for (const indices of holders.values())
      for (const a of indices)
        for (const b of indices) if (a < b) shared.set(`${a} ${b}`, (shared.get(`${a} ${b}`) ?? 0) + 1);
    const close = [...shared].filter(([pair, count]) => {
      const [a, b] = pair.split(' ').map((index) => all[Number(index)]?.size ?? 1) as [number, number];
      return count / Math.min(a, b) > 0.3;
    });
    expect(close).toEqual([]);
  });

  it.each(['sales', 'professional-services', 'manufacturing', 'marketing'])(
    'plants stories of every course for %s',
    (cause) => {
      const courses = truth.stories.filter(({ causes }) => causes.includes(cause)).map(({ course }) => course);
      expect(courses.length).toBeGreaterThanOrEqual(4);
      expect([...new Set(courses)].sort()).toEqual(['fixed', 'growing', 'new', 'steady']);
    },
  );

  it('holds at least sixty near misses, fifteen ordinary topics and forty tickets in each of four languages', () => {
    const stories = Object.values(truth.tickets).map(({ story }) => story);
    expect(stories.filter((story) => story.startsWith('neg-')).length).toBeGreaterThanOrEqual(60);
    expect(new Set(stories.filter((story) => story.startsWith('ord-'))).size).toBeGreaterThanOrEqual(15);
    const slots = readFileSync(join(SAMPLE, 'make/slots.jsonl'), 'utf8').trim().split('\n');
    const languages = slots.map((line) => (JSON.parse(line) as { language: string }).language);
    for (const language of ['en', 'de', 'fr', 'es'])
      expect(languages.filter((one) => one === language).length).toBeGreaterThanOrEqual(40);
  });

  it('is large enough for the gates of the four questions', () => {
    const deals = read('deals.csv');
    const teams = new Map<string, Set<string>>();
    for (const { sales_team = '', sales_rep = '' } of deals)
      teams.set(sales_team, (teams.get(sales_team) ?? new Set()).add(sales_rep));
    expect(deals.length).toBeGreaterThanOrEqual(200);
    expect([...teams.values()].map(({ size }) => size).filter((sellers) => sellers >= 3)).toHaveLength(4);
    expect(read('returns.csv').filter(({ lot }) => lot === 'P1-2637').length).toBeGreaterThanOrEqual(10);
    expect(
      tickets.filter(
        ({ project_id, assignee }) =>
          ['PRJ-104', 'PRJ-105', 'PRJ-106'].includes(project_id ?? '') && assignee === 'Marek Dvorak',
      ).length,
    ).toBeGreaterThanOrEqual(14);
    expect(read('audit.csv')).toHaveLength(200);
  });
});
