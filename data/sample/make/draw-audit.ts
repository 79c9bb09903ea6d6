/**
 * Draws the sample's blind audit as an operator would have: three times, each time stratified by what the machine said of the weeks since the last draw, with known
 * probability and a fifth of the tickets read twice. Labels are the planted truth; a reader slips on three in a hundred.
 * Run by `npx tsx data/sample/make/draw-audit.ts` after `assemble.ts`; strata follow the rules in `data/causes.json` at that time and then stay as they are.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadProductData } from '../../../src/adapters/product-data.ts';
import { readTickets } from '../../../src/app.ts';
import { jobOptions } from '../../../src/cli/job-flags.ts';
import type { TicketTags } from '../../../src/domain/tag.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { IsoWeek } from '../../../src/domain/week.ts';
import { judgeTickets } from '../../../src/pipeline/judge-tickets.ts';
import { parseCauseRules } from '../../../src/tag/parse-cause-rules.ts';
import { type Cell, toCsv } from './csv.ts';
import { createDice } from './dice.ts';

const DRAWS = [
  { at: '2026-09-07', from: '2026-W34', to: '2026-W36', tickets: 50 },
  { at: '2026-10-05', from: '2026-W37', to: '2026-W40', tickets: 58 },
  { at: '2026-11-02', from: '2026-W41', to: '2026-W44', tickets: 58 },
] as const;
const READ_TWICE = 34;
const SLIPS = 0.03;

const sample = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const truth = JSON.parse(readFileSync(sample('truth.json'), 'utf8')) as {
  readonly tickets: Readonly<Record<string, { readonly causes: readonly string[] }>>;
};
const dice = createDice(20261102);
const tickets = await readTickets(jobOptions([], { sample: true, out: '', map: {} }, {}));
const { causes, stopWords } = loadProductData();
const rules = parseCauseRules(causes);
const judged = await judgeTickets(tickets, '2026-W46' as IsoWeek, { stopWords, rules, seed: 1, topics: 'auto' });
const tags = new Map(judged.tags.map((entry) => [entry.ticketId as string, entry]));

function stratumOf({ tags: found }: TicketTags): string {
  const tagged = found.find(({ status }) => status === 'tagged');
  return tagged ? `tagged ${tagged.cause}` : found.length > 0 ? 'unsure' : 'not tagged';
}

/** A third of a draw goes to the untagged, where most tickets are; the rest is shared out evenly, and what a small stratum cannot give goes to the untagged too. */
function shareOut(total: number, strata: ReadonlyMap<string, readonly unknown[]>): Map<string, number> {
  const others = [...strata].filter(([stratum]) => stratum !== 'not tagged');
  const each = Math.floor((total * 2) / 3 / others.length);
  const sizes = new Map(others.map(([stratum, members]) => [stratum, Math.min(members.length, each)]));
  return sizes.set('not tagged', total - [...sizes.values()].reduce((sum, size) => sum + size, 0));
}

function label(id: string): string {
  const causes = dice.chance(SLIPS) ? [] : (truth.tickets[id]?.causes ?? []);
  return causes.join(' ') || 'none';
}

const rows: Record<string, Cell>[] = [];
for (const { at, from, to, tickets: size } of DRAWS) {
  const period: Ticket[] = tickets.filter(({ week }) => week >= (from as IsoWeek) && week <= (to as IsoWeek));
  const strata = new Map<string, typeof period>();
  for (const ticket of period) {
    const stratum = stratumOf(tags.get(ticket.id) as TicketTags);
    strata.set(stratum, [...(strata.get(stratum) ?? []), ticket]);
  }
  for (const [stratum, wanted] of shareOut(size, strata)) {
    const members = strata.get(stratum) ?? [];
    for (const { id } of dice.shuffle(members).slice(0, wanted)) {
      rows.push({
        ticket_id: id,
        causes: label(id),
        auditor: dice.pick(['vera', 'noor']),
        at,
        stratum: `${at} ${stratum}`,
        stratum_size: members.length,
      });
    }
  }
}
const again = dice.shuffle(rows).slice(0, READ_TWICE);
const second = again.map((row) => ({
  ...row,
  causes: label(row.ticket_id as string),
  auditor: row.auditor === 'vera' ? 'noor' : 'vera',
  note: 'second reading',
}));
writeFileSync(
  sample('audit.csv'),
  toCsv(['ticket_id', 'causes', 'auditor', 'at', 'stratum', 'stratum_size', 'note'], [...rows, ...second]),
);
console.error(`${rows.length} tickets drawn, ${second.length} of them read twice`);
