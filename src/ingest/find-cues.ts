/** The ticket fields that may stand in the text when their column is empty. */
export const CUE_FIELDS = ['product', 'sku', 'serial', 'lot', 'errorCode'] as const;
/** One of them. */
export type CueField = (typeof CUE_FIELDS)[number];

/** What was found of each field. */
export type Cues = Readonly<Record<CueField, string | undefined>>;

interface Cue {
  readonly field: CueField;
  /** First letters of its words, as a pattern. */
  readonly start: string;
  /** Sticky; group 1 is the value. */
  readonly pattern: RegExp;
  /** What a value must look like, so that "a lot of 3" is no lot. */
  readonly value: RegExp;
}

const LINK = String.raw`(?:[ ]?(?:number|no|nr|num|id|code|n[°º]|nummer)\b\.?){0,2}[ ]?[:#=]?[ ]{0,2}(?:(?:is|was|ist|est|es)[ ])?["'(]?`;
const CODE = '([A-Z0-9][A-Z0-9/_-]{1,30})(?![A-Z0-9])';

function cue(field: CueField, start: string, words: string, value: RegExp, code = CODE): Cue {
  return { field, start, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words})${LINK}${code}`, 'iuy'), value };
}

const NUMBERED = /^(?=.*\d).{2,}$/;
const MIXED = /^(?=.*\d)(?=.*[A-Za-z-])|^\d{4,}$/;

/** The words that announce a field in English, German, French and Spanish. */
const CUES: readonly Cue[] = [
  cue(
    'serial',
    String.raw`s\/n|sn|seri|n[uú°º]`,
    String.raw`s\/n|sn|serial|serien-?(?:nummer|nr\.?)|n(?:um[ée]ro|[°º])? de s[ée]rie|n[úu]mero de serie`,
    /^(?=.*\d).{4,}$/,
  ),
  cue('lot', 'lot|batch|charge', 'lot|batch|charge(?:n)?-?|lote', MIXED),
  cue('sku', 'sku|part|arti', 'sku|part|article|artikel-?', MIXED),
  cue(
    'errorCode',
    'err|fault|alarm|fehler|c[oó]d',
    'error|err|fault|alarm|fehler-?|erreur|error de|c[óo]digo(?: de error)?|code',
    NUMBERED,
    String.raw`((?:0x[0-9A-F]{2,8})|(?:[A-Z]{0,4}[-_]?\d{1,6}[A-Z]?))(?![A-Z0-9%€$]|[.,]\d| ?(?:times|days|hours|minutes|mal|Tage|fois|jours|veces)\b)`,
  ),
  cue(
    'errorCode',
    'show|disp|zeigt|affiche|muestra',
    'shows|showing|displays|displaying|zeigt|affiche|muestra',
    /^[A-Z]{1,3}[-_]?\d{1,4}$/,
  ),
  cue('product', 'mod|prod', 'model|modell|mod[èe]le|modelo|product|produkt|produit|producto', /^(?=.*\d)(?=.*[A-Z])/),
];

/** Where a cue may begin: a group for each. One pass for all cues instead of one for each takes a tenth of the time. */
const START = new RegExp(CUES.map(({ start }) => `(${start})`).join('|'), 'gi');
const DIGIT = /\d/g;
/** From the first letter of a cue to the first digit of its value are at most so many characters. */
const REACH = 120;

/**
 * Looks in plain text, before redaction, for fields. The first announced value of the right shape is taken, in upper case.
 * @param isWanted which fields are asked for.
 */
export function findCues(text: string, isWanted: (field: CueField) => boolean): Cues {
  const found = CUES.map(({ field }): string | undefined => (isWanted(field) ? '' : undefined));
  if (found.includes('')) searchStarts(text, found);
  // Of two cues of one field the first in the table counts.
  const of = (field: CueField) => found.find((code, i) => CUES[i]?.field === field && code) || undefined;
  return { product: of('product'), sku: of('sku'), serial: of('serial'), lot: of('lot'), errorCode: of('errorCode') };
}

/** Fills in what is found of each cue that is still empty. Every value has a digit, so only what stands before digits is looked at. */
function searchStarts(text: string, found: (string | undefined)[]): void {
  let from = 0;
  DIGIT.lastIndex = 0;
  for (let digit = DIGIT.exec(text); digit !== null; digit = DIGIT.exec(text)) {
    const begin = Math.max(from, digit.index - REACH);
    from = digit.index;
    if (from - begin < 2) continue;
    const before = text.slice(begin, from);
    START.lastIndex = 0;
    for (let start = START.exec(before); start !== null; start = START.exec(before)) {
      START.lastIndex = start.index + 1;
      const cueAt = start.findIndex((group, i) => i > 0 && group !== undefined) - 1;
      if (found[cueAt] === '') found[cueAt] = valueAt(text, begin + start.index, CUES[cueAt] as Cue);
    }
  }
}

function valueAt(text: string, at: number, { pattern, value }: Cue): string {
  pattern.lastIndex = at;
  const code = pattern.exec(text)?.[1]?.replace(/[-/_]+$/, '') ?? '';
  return value.test(code) ? code.toUpperCase() : '';
}
