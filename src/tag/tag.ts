import { CAUSES, type Cause, type CauseRules, type Standing } from '../domain/cause.ts';
import type { Tag, TicketTags } from '../domain/tag.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type CompiledRule, compileRules } from './compile-rules.ts';
import { findEverywhere, findHits, type Hit, type TicketText } from './find-hits.ts';
import { findGrammarHits, loadGrammar } from './grammar.ts';
import { quoteEvidence } from './quote-evidence.ts';
import { readFields, readRecord } from './read-fields.ts';
import { scoreSums, sumVotes } from './score-votes.ts';
import { statusOf } from './status-of.ts';

/** Scores this near to 0 or 1 are not worth reading the grammar for. */
const DECIDED = 0.03;

/**
 * Tags tickets with the causes that their words give evidence for. Rules vote sentence by sentence; a cause is tagged from the calibrated sum of its
 * votes, and only with a span to quote. Grammar is read (and its library loaded) for those tickets alone that it can decide.
 * @returns one entry a ticket, in input order; tickets in a language without rules are not readable and have no tags.
 * @throws ConfigError when a rule's pattern does not compile.
 */
export async function tag(tickets: readonly Ticket[], rules: CauseRules): Promise<TicketTags[]> {
  const compiled = compileRules(rules);
  const tagged: TicketTags[] = [];
  for (const ticket of tickets) tagged.push(await tagTicket(ticket, rules, compiled));
  return tagged;
}

async function tagTicket(ticket: Ticket, rules: CauseRules, compiled: readonly CompiledRule[]): Promise<TicketTags> {
  if (ticket.language !== 'und' && !rules.languages.includes(ticket.language)) return unreadable(ticket, rules);
  const text: TicketText = { language: ticket.language, fields: readFields(ticket), record: readRecord(ticket) };
  const hits = findHits(text, compiled);
  const sentences = text.fields.reduce((sum, field) => sum + field.sentences.length, 0);
  const open = openCauses(hits, sentences, rules);
  const grammar = compiled.filter(({ rule }) => rule.where === 'grammar' && open.has(rule.cause));
  if (grammar.length > 0) hits.push(...findGrammarHits(text, grammar, await loadGrammar()));
  return judge(ticket, text, hits, sentences, rules);
}

/** Causes that have a voice for them and are not decided beyond what grammar could change. */
function openCauses(hits: readonly Hit[], sentences: number, rules: CauseRules): ReadonlySet<Cause> {
  const scores = scoreSums(sumVotes(hits, sentences, rules), rules);
  const open = (cause: Cause) => scores[cause] > DECIDED && scores[cause] < 1 - DECIDED;
  return new Set(CAUSES.filter((cause) => open(cause) && hits.some((hit) => speaksFor(hit, cause))));
}

function judge(
  ticket: Ticket,
  text: TicketText,
  hits: readonly Hit[],
  sentences: number,
  rules: CauseRules,
): TicketTags {
  const scores = scoreSums(sumVotes(hits, sentences, rules), rules);
  const tags = CAUSES.map((cause) => tagOf(cause, scores[cause], text, hits, rules)).filter(
    (found) => found !== undefined,
  );
  return {
    ticketId: ticket.id,
    scores,
    tags: tags.sort((a, b) => b.score - a.score),
    votes: hits.map(({ compiled: { rule } }) => ({ ruleId: rule.id, cause: rule.cause, weight: rule.weight })),
    readable: true,
  };
}

function tagOf(
  cause: Cause,
  score: number,
  text: TicketText,
  hits: readonly Hit[],
  rules: CauseRules,
): Tag | undefined {
  const inFavour = hits.filter((hit) => speaksFor(hit, cause));
  const evidence = score < rules.unsureFrom ? undefined : quoteEvidence(inFavour.flatMap((hit) => everyHit(hit, text)));
  if (!evidence) return undefined;
  const tag = { cause, score, evidence, ...(cause === 'sales' ? promiseOf(hits, inFavour) : {}) };
  return { ...tag, status: statusOf(tag, rules) };
}

/** A rule votes once, where it is first found; what is quoted may be a later place. */
function everyHit(hit: Hit, text: TicketText): readonly Hit[] {
  const everywhere = hit.field ? findEverywhere(hit.compiled, text) : [];
  return everywhere.length > 0 ? everywhere : [hit];
}

function promiseOf(hits: readonly Hit[], inFavour: readonly Hit[]): Pick<Tag, 'promise' | 'standing'> {
  const strongest = [...inFavour].sort((a, b) => b.compiled.rule.weight - a.compiled.rule.weight);
  const promise = strongest.find((hit) => hit.compiled.rule.promise)?.compiled.rule.promise;
  return { promise, standing: standingOf(hits) };
}

/** A denial outweighs a document, a document the customer's word. */
function standingOf(hits: readonly Hit[]): Standing {
  const found = hits.filter((hit) => hit.compiled.rule.cause === 'sales').map((hit) => hit.compiled.rule.standing);
  return found.includes('contradicted') ? 'contradicted' : found.includes('documented') ? 'documented' : 'alleged';
}

function speaksFor(hit: Hit, cause: Cause): boolean {
  return hit.compiled.rule.cause === cause && hit.compiled.rule.weight > 0;
}

function unreadable(ticket: Ticket, rules: CauseRules): TicketTags {
  return {
    ticketId: ticket.id,
    scores: scoreSums(sumVotes([], 0, rules), rules),
    tags: [],
    votes: [],
    readable: false,
  };
}
