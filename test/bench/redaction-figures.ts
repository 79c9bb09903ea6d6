import { readFileSync } from 'node:fs';
import { redact } from '../../src/ingest/redact.ts';

/** A line of invented support prose, with what must go from it and what must stay in it. */
interface CorpusLine {
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

/** Redacts every line of `test/ingest/redaction-corpus/<name>.jsonl`, without any name known beforehand. */
export function redactionFigures(name: 'tuned' | 'held-out'): RedactionFigures {
  const file = new URL(`../ingest/redaction-corpus/${name}.jsonl`, import.meta.url);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const kinds = new Map<string, { planted: number; missed: string[] }>();
  const keys = { planted: 0, harmed: [] as string[] };
  for (const line of lines) {
    const { locale, text, go, stay } = JSON.parse(line) as CorpusLine;
    const redacted = redact(text, new Set());
    for (const { kind, text: personal } of go) {
      const tally = kinds.get(kind) ?? { planted: 0, missed: [] };
      tally.planted += 1;
      if (redacted.includes(personal)) tally.missed.push(`${locale}: ${personal}`);
      kinds.set(kind, tally);
    }
    keys.planted += stay.length;
    keys.harmed.push(...stay.filter((key) => !redacted.includes(key)).map((key) => `${locale}: ${key}`));
  }
  return { kinds, keys };
}
