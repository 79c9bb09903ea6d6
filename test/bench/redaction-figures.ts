import { readFileSync } from 'node:fs';
import { redact } from '../../src/ingest/redact.ts';

/** The files of the corpus: `tuned`, with which rules are made; `held-out` and later `held-out-2` and `held-out-3`, each written before its writer had read a rule. */
export const CORPORA = [
  'tuned',
  'held-out',
  'held-out-2',
  'held-out-3',
  'probe-names',
  'probe-names-2',
  'probe-names-3',
] as const;

/** One file of the corpus. */
export type CorpusName = (typeof CORPORA)[number];

/** A line of invented support prose, with what must go from it and what must stay in it. */
export interface CorpusLine {
  readonly locale: string;
  readonly text: string;
  readonly go: readonly { readonly kind: string; readonly text: string }[];
  readonly stay: readonly string[];
}

/** What redaction did to one file of the corpus. */
export interface RedactionFigures {
  /** Kind of personal data -> how many were planted, and those that came through, as `locale: text`. */
  readonly kinds: ReadonlyMap<string, { readonly planted: number; readonly missed: readonly string[] }>;
  /** Join keys (serials, lots, order numbers ...) that had to stay, and those that did not. */
  readonly keys: { readonly planted: number; readonly harmed: readonly string[] };
}

/** Words of a planted name that are no person's own: forms of address and small words within family names. */
const NOT_OWN =
  /^(?:mr|mrs|ms|miss|dra?|drs|dott|geom|mgr|inż|herrn?|heer|frau|i\.a|a|m|monsieur|madame|mme|mlle|signora?|sra?|do[nñ]a|dña|ing|avv|pan[a-zią]*|fru|meneer|mevrouw|la|de|van|der|von|le)\.?$/i;

/** The lines of one file of the corpus. */
export function readCorpus(name: CorpusName): readonly CorpusLine[] {
  const file = new URL(`../ingest/redaction-corpus/${name}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CorpusLine);
}

/** Redacts every line of one file, without any name known beforehand. What is planted is gone only where no word or number of it is left. */
export function redactionFigures(name: CorpusName): RedactionFigures {
  const kinds = new Map<string, { planted: number; missed: string[] }>();
  const keys = { planted: 0, harmed: [] as string[] };
  for (const line of readCorpus(name)) {
    const { locale, text, go, stay } = line;
    const redacted = redact(text, new Set());
    for (const { kind, text: personal } of go) {
      const tally = kinds.get(kind) ?? { planted: 0, missed: [] };
      tally.planted += 1;
      if (!isGone(personal, kind, text, redacted)) tally.missed.push(`${locale}: ${personal}`);
      kinds.set(kind, tally);
    }
    keys.planted += stay.length;
    const harmed = stay.filter((key) => count(redacted, key) < count(text, key));
    keys.harmed.push(...harmed.map((key) => `${locale}: ${key}`));
  }
  return { kinds, keys };
}

function isGone(personal: string, kind: string, text: string, redacted: string): boolean {
  const parts = personal
    .split(/[\s,()]+/)
    .filter((part) => part.length > 1 && !(kind.startsWith('name') && NOT_OWN.test(part)));
  const elsewhere = text.replace(personal, ' ');
  return !redacted.includes(personal) && parts.every((part) => count(redacted, part) <= count(elsewhere, part));
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
