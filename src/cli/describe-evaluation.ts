import { CAUSES } from '../domain/cause.ts';
import type { Interval } from '../math/intervals.ts';
import type { Reliability } from '../math/reliability.ts';
import type { CauseFigures, CauseScore } from '../tag/evaluate-tags.ts';
import type { EvidenceOverlap } from '../tag/evidence-overlap.ts';
import type { TagError } from '../tag/worst-errors.ts';

/** Everything that an evaluation says of causes. */
export interface CauseEvaluation {
  readonly all: CauseFigures;
  /** Where the file says who was sure: those labels alone. */
  readonly sure: CauseFigures | null;
  /** By the file's `source`, in the order of names; empty without that column. */
  readonly sources: Readonly<Record<string, CauseFigures>>;
  readonly evidence: EvidenceOverlap;
  /** Labelled tickets in a language without rules. */
  readonly unreadable: number;
  readonly worst: readonly TagError[];
}

/** Describes how well causes were found, line by line; errors are told by ticket and rule ids, never by text. */
export function describeEvaluation(evaluation: CauseEvaluation): string[] {
  const { all, sure, sources, evidence, unreadable, worst } = evaluation;
  return [
    ...describeScores(all),
    '',
    ...describeTotals('all', all),
    ...(sure ? describeTotals('sure', sure) : []),
    ...Object.entries(sources).flatMap(([source, figures]) => describeSource(source, figures)),
    ...describeEvidence(evidence),
    ...(unreadable > 0 ? [`${unreadable} tickets in a language without rules: nothing is tagged in them`] : []),
    '',
    ...describeConfusion(all),
    '',
    ...describeReliability(all.reliability),
    ...(worst.length > 0 ? ['', `${worst.length} worst errors`, ...worst.map(describeError)] : []),
  ];
}

function describeScores({ causes }: CauseFigures): string[] {
  return [
    'cause                  precision            recall               F1    tagged wrongly   missed  ECE',
    ...causes.map(describeCause),
  ];
}

function describeCause(score: CauseScore): string {
  const { cause, precision, recall, f1, falsePositives, falselyFromNone, falseNegatives, reliability } = score;
  const wrongly = `${falsePositives} (${falselyFromNone} none)`.padEnd(16);
  const missed = String(falseNegatives).padEnd(7);
  return `${cause.padEnd(22)} ${range(precision)} ${range(recall)} ${f1 === null ? ' -  ' : f1.toFixed(2)}  ${wrongly} ${missed} ${reliability.ece.toFixed(3)}`;
}

function describeTotals(name: string, { tickets, macroF1, falseBlame }: CauseFigures): string[] {
  const mean = macroF1 ? `macro-F1 ${range(macroF1)} of ${macroF1.causes.join(', ')}` : 'no macro-F1: too few causes';
  const blame = falseBlame ? `${shares(falseBlame)} of those without a cause are blamed` : 'none without a cause';
  return [`${name}: ${tickets} tickets, ${mean}`, `${' '.repeat(name.length)}  ${blame}`];
}

function describeSource(source: string, figures: CauseFigures): string[] {
  const found = figures.causes.filter(({ f1 }) => f1 !== null);
  const each = found.map(
    ({ cause, f1, truePositives, falseNegatives }) =>
      `${cause} ${f1?.toFixed(2)} (${truePositives + falseNegatives} true)`,
  );
  return [...describeTotals(source, figures), `${' '.repeat(source.length)}  F1 ${each.join(', ')}`];
}

function describeEvidence({ compared, notFound, share }: EvidenceOverlap): string[] {
  if (!share) return [];
  const rest = notFound > 0 ? ` (${notFound} more spans are not in the redacted text)` : '';
  return [`evidence: ${shares(share)} of ${compared} quotes meet the labelled span${rest}`];
}

function describeConfusion({ confusion }: CauseFigures): string[] {
  const names = [...CAUSES, 'none'].map((name) => name.slice(0, 13).padStart(14));
  return [
    `true \\ tagged${names.join('')}`,
    ...confusion.map(
      (row, at) => `${(names[at] ?? '').trim().padEnd(13)}${row.map((n) => String(n).padStart(14)).join('')}`,
    ),
  ];
}

const WIDTH = 40;

/** One line a range of scores: how many, mean score, share true, and both as a bar: `=` to the share, `|` at the score. */
function describeReliability({ bins, ece, brier }: Reliability): string[] {
  const lines = bins.map(({ from, to, count, meanScore, share }) => {
    if (meanScore === null || share === null) return `${from.toFixed(1)}-${to.toFixed(1)} ${'0'.padStart(6)}`;
    const bar = '='.repeat(Math.round(share * WIDTH)).padEnd(WIDTH + 1);
    const at = Math.round(meanScore * WIDTH);
    return `${from.toFixed(1)}-${to.toFixed(1)} ${String(count).padStart(6)}  ${meanScore.toFixed(2)}  ${share.toFixed(2)}  ${`${bar.slice(0, at)}|${bar.slice(at + 1)}`.trimEnd()}`;
  });
  return [
    `calibration: ECE ${ece.toFixed(3)}, Brier ${brier.toFixed(3)} (four scores a ticket)`,
    'score    count  mean  true  (= share true, | mean score)',
    ...lines,
  ];
}

function describeError({ ticketId, cause, kind, score, votes, sure }: TagError): string {
  const why = votes.map(({ ruleId, weight }) => `${ruleId} ${weight > 0 ? '+' : ''}${weight}`).join(', ');
  return `${kind} ${score.toFixed(2)} ${cause} ${ticketId}${sure === false ? ' (label unsure)' : ''}: ${why || 'no vote'}`;
}

function range(interval: Interval | null): string {
  return (
    interval ? `${interval.value.toFixed(2)} (${interval.low.toFixed(2)}-${interval.high.toFixed(2)})` : '-'
  ).padEnd(20);
}

function shares({ value, low, high }: Interval): string {
  return `${(value * 100).toFixed(1)} % (${(low * 100).toFixed(1)}-${(high * 100).toFixed(1)})`;
}
