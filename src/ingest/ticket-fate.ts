import type { Preset, StatusWords } from './presets/preset.ts';
import { statusKey } from './status-key.ts';

/** What may become of a row by its status. */
export const FATES = ['closed', 'open', 'merged', 'deleted', 'spam'] as const;
/** What becomes of a row by its status. */
export type Fate = (typeof FATES)[number];

/** The cells that tell a row's fate. */
export interface FateCells {
  /** Undefined where the file has no such column. */
  readonly status: string | undefined;
  readonly closedAt: string;
  readonly mergedInto: string;
  readonly id: string;
  readonly tags: readonly string[];
  /** Cells of the preset's signs that the file has, in their order; undefined for one that it has not. */
  readonly signs: readonly (string | undefined)[];
}

/** Decides a row's fate. */
export type FateRule = (cells: FateCells) => Fate;

const CLOSED =
  /^(?:\d{1,2}\s*[-–:]\s*)?(?:closed|solved|resolved|done|complete|completed|fixed|true|yes|1|geschlossen|gel[öo]st|erledigt|abgeschlossen|ferm[ée]e?|r[ée]solue?|cl[ôo]s|cl[ôo]tur[ée]e?|termin[ée]e?|cerrad[oa]|resuelt[oa]|solucionad[oa]|finalizad[oa]|chius[oa]|risolt[oa]|gesloten|opgelost|fechado|resolvido)(?![\p{L}\p{N}])/iu;
const MERGED = /^(?:merged|zusammengef[üu]hrt|fusionn[ée]e?|fusionad[oa])(?![\p{L}\p{N}])/iu;
const NO = /^(?:|0|no|false|n|nein|non|none|null|-|\{\}|\[\])$/i;

/**
 * Makes the rule of one file: the preset's words, then the common words for closed in eight languages. Without a status column a filled closing time means closed.
 * @param own words of the operator's, which count before all others
 */
export function fateRule(
  { status: words, signs = [], mergeTags = [] }: Preset,
  own: Readonly<Record<string, Fate>> = {},
): FateRule {
  const tags = new Set(mergeTags.map(statusKey));
  const ofStatus = statusRule(words, own);
  const wordsOf = signs.map(({ words: own }) => own && new Set(own.map(statusKey)));
  // A status comes back in row after row.
  const known = new Map<string, Fate>();
  const statusFate = (text: string): Fate => {
    const fate = known.get(text) ?? ofStatus(text);
    if (known.size < 1_000) known.set(text, fate);
    return fate;
  };
  return ({ status, closedAt, mergedInto, id, tags: given, signs: cells }) => {
    const fate = status === undefined ? (closedAt.trim() === '' ? 'open' : 'closed') : statusFate(status);
    if (fate === 'deleted' || fate === 'spam') return fate;
    const into = mergedInto.trim();
    const isMerged = (!NO.test(into) && into !== id) || given.some((tag) => tags.has(statusKey(tag)));
    for (const [at, { means }] of signs.entries()) {
      // Salesforce deletes the record that was merged into another.
      if (means !== 'closed' && isSign(cells[at], wordsOf[at]))
        return isMerged && means === 'deleted' ? 'merged' : means;
    }
    if (isMerged) return 'merged';
    const says = signs.some(({ means }, at) => means === 'closed' && isSign(cells[at], wordsOf[at]));
    return fate === 'open' && says ? 'closed' : fate;
  };
}

function isSign(cell: string | undefined, words: ReadonlySet<string> | undefined): boolean {
  const text = cell?.trim() ?? '';
  return words ? words.has(statusKey(text)) : !NO.test(text);
}

/** Makes the rule of a status word alone; see `fateRule`. */
export function statusRule(words: StatusWords, own: Readonly<Record<string, Fate>> = {}): (text: string) => Fate {
  const listed: readonly (readonly [Fate, readonly string[]])[] = [
    ['closed', words.closed],
    ['open', words.open ?? []],
    ['merged', words.merged ?? []],
    ['spam', words.spam ?? []],
    ['deleted', words.deleted ?? []],
  ];
  const fates = new Map<string, Fate>();
  for (const [fate, list] of listed) for (const word of list) fates.set(statusKey(word), fate);
  for (const [word, fate] of Object.entries(own)) fates.set(statusKey(word), fate);
  return (text) => {
    const key = statusKey(text);
    const fate = fates.get(key) ?? fates.get(withoutNumber(key));
    if (fate !== undefined) return fate;
    if (MERGED.test(text.trim())) return 'merged';
    return CLOSED.test(text.trim()) ? 'closed' : 'open';
  };
}

/** "6 - Resolved" says the same as "Resolved". */
function withoutNumber(key: string): string {
  return key.replace(/^\d{1,2} ?[-–:] ?/, '');
}
