/** A ticket field that may stand in the text when its column is empty. */
export type CueField = 'product' | 'sku' | 'serial' | 'lot' | 'errorCode';

interface Cue {
  readonly field: CueField;
  /** Group 1 is the value. */
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

/**
 * Looks in plain text, before redaction, for the fields asked for. The first announced value of the right shape is taken, in upper case.
 * @returns the fields found.
 */
export function findCues(text: string, wanted: ReadonlySet<CueField>): Partial<Record<CueField, string>> {
  const found: Partial<Record<CueField, string>> = {};
  for (const { field, pattern, value } of CUES) {
    if (!wanted.has(field) || found[field] !== undefined) continue;
    for (const match of text.matchAll(pattern)) {
      const code = (match[1] ?? '').replace(/[-/_]+$/, '');
      if (!value.test(code)) continue;
      found[field] = code.toUpperCase();
      break;
    }
  }
  return found;
}
