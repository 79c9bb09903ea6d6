/** A ticket field that may stand in the text when its column is empty. */
export type CueField = 'product' | 'sku' | 'serial' | 'lot' | 'errorCode';

interface Cue {
  readonly field: CueField;
  /** Sticky; group 1 is the value. */
  readonly pattern: RegExp;
  /** What a value must look like, so that "a lot of 3" is no lot. */
  readonly value: RegExp;
}

const LINK = String.raw`(?:[ ]?(?:number|no|nr|num|id|code|n[°º]|nummer)\b\.?){0,2}[ ]?[:#=]?[ ]{0,2}(?:(?:is|was|ist|est|es)[ ])?["'(]?`;
const CODE = '([A-Z0-9][A-Z0-9/_-]{1,30})(?![A-Z0-9])';

function cue(field: CueField, words: string, value: RegExp, code = CODE): Cue {
  return { field, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words})${LINK}${code}`, 'giu'), value };
}

const NUMBERED = /^(?=.*\d).{2,}$/;
const MIXED = /^(?=.*\d)(?=.*[A-Za-z-])|^\d{4,}$/;

/** The words that announce a field in English, German, French and Spanish. */
const CUES: readonly Cue[] = [
  cue(
    'serial',
    String.raw`s\/n|sn|serial|serien-?(?:nummer|nr\.?)|n(?:um[ée]ro|[°º])? de s[ée]rie|n[úu]mero de serie`,
    /^(?=.*\d).{4,}$/,
  ),
  cue('lot', 'lot|batch|charge(?:n)?-?|lote|num[ée]ro de lot', MIXED),
  cue('sku', 'sku|part|article|artikel-?', MIXED),
  cue(
    'errorCode',
    'error|err|fault|alarm|fehler-?|erreur|error de|c[óo]digo(?: de error)?|code',
    NUMBERED,
    String.raw`((?:0x[0-9A-F]{2,8})|(?:[A-Z]{0,4}[-_]?\d{1,6}[A-Z]?))(?![A-Z0-9%€$]|[.,]\d| ?(?:times|days|hours|minutes|mal|Tage|fois|jours|veces)\b)`,
  ),
  cue('errorCode', 'shows|showing|displays|displaying|zeigt|affiche|muestra', /^[A-Z]{1,3}[-_]?\d{1,4}$/),
  cue('product', 'model|modell|mod[èe]le|modelo|product|produkt|produit|producto', /^(?=.*\d)(?=.*[A-Z])/),
];

/** Where a cue may begin: its first letters. One pass for all cues instead of one for each takes a tenth of the time. */
const START =
  /s\/n|sn|seri|n[uú°º]|lot|batch|charge|sku|part|arti|err|fault|alarm|fehler|c[oó]d|show|disp|zeigt|affiche|muestra|mod|prod/gi;
const DIGIT = /\d/g;
/** From the first letter of a cue to the first digit of its value are at most so many characters. */
const REACH = 120;

/**
 * Looks in plain text, before redaction, for the fields asked for. The first announced value of the right shape is taken, in upper case.
 * @returns the fields found.
 */
export function findCues(text: string, wanted: ReadonlySet<CueField>): Partial<Record<CueField, string>> {
  const found: Partial<Record<CueField, string>> = {};
  if (wanted.size === 0) return found;
  const places = new Map<Cue, string>();
  for (const at of startsOf(text))
    for (const one of CUES) {
      if (!wanted.has(one.field) || places.has(one)) continue;
      const code = valueAt(text, at, one);
      if (code !== undefined) places.set(one, code);
    }
  // Of two cues of one field the first in the table counts.
  for (const one of CUES) found[one.field] ??= places.get(one);
  for (const field of Object.keys(found) as CueField[]) if (found[field] === undefined) delete found[field];
  return found;
}

/** Places where a cue may begin, in order: every value has a digit, so only what stands before digits is looked at. */
function* startsOf(text: string): Generator<number> {
  let from = 0;
  DIGIT.lastIndex = 0;
  for (let digit = DIGIT.exec(text); digit !== null; digit = DIGIT.exec(text)) {
    const begin = Math.max(from, digit.index - REACH);
    from = digit.index;
    const before = text.slice(begin, from);
    if (before.length < 2) continue;
    START.lastIndex = 0;
    for (let start = START.exec(before); start !== null; start = START.exec(before)) {
      START.lastIndex = start.index + 1;
      yield begin + start.index;
    }
  }
}

function valueAt(text: string, at: number, { pattern, value }: Cue): string | undefined {
  pattern.lastIndex = at;
  const code = pattern.exec(text)?.[1]?.replace(/[-/_]+$/, '');
  return code !== undefined && value.test(code) ? code.toUpperCase() : undefined;
}
