const ATTRIBUTION =
  /^(?:>\s?)?(?:On\b.{4,200}\bwrote|Am\b.{4,200}\bschrieb\b.{0,120}|Le\b.{4,200}\ba [ée]crit|El\b.{4,200}\bescribi[óo]|Il\b.{4,200}\bha scritto|Op\b.{4,200}\bschreef\b.{0,120})\s?:\s*$/i;
/** The same within a cell that lost its line breaks: a time of day tells it from prose. */
const INLINE_ATTRIBUTION =
  /\b(?:On|Am|Le|El) (?=.{4,60}?\d{1,2}[:.h]\d{2}).{8,160}?(?:wrote|schrieb|a [ée]crit|escribi[óo])(?: .{1,80}?)?\s?:(?=\s|$)/;
const SEPARATOR =
  /^\s*(?:-{2,}|_{2,}|={2,})\s*(?:original message|urspr[üu]ngliche nachricht|message d['’]origine|mensaje original|messaggio originale|forwarded message|weitergeleitete nachricht|message transf[ée]r[ée]|mensaje reenviado)\s*(?:-{2,}|_{2,}|={2,})/i;
const HEADER_FROM = /^\s*\*?(?:from|von|de|da|van|received from)\s?:\*?\s+\S/i;
const HEADER_OTHER =
  /^\s*\*?(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoy[ée]|à|objet|enviado(?: el)?|fecha|para|asunto)\s?:\*?\s/i;
const REPLY_LINE = /^[^\p{L}\p{N}]*(?:please )?(?:type|write) your reply above this line/iu;
const HEADER_WINDOW = 6;

/**
 * Cuts what a message quotes of earlier ones: everything below an attribution line, separator or mail header block, and `>` lines.
 * Answers written below a `>` quotation are kept. A message that would be left empty (a bare forward) only loses its marker and header lines.
 */
export function cutHistory(text: string): string {
  const lines = text.split('\n').filter((line) => !(line.length < 120 && REPLY_LINE.test(line)));
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const start = historyStart(lines, i);
    if (start === 'none') kept.push(lines[i] ?? '');
    if (start === 'quoted') i += Math.max(1, attributionSpan(lines, i)) - 1;
    if (start === 'none' || start === 'quoted') continue;
    if (start === 'inline') kept.push(beforeInline(lines[i] ?? ''));
    if (kept.some((line) => line.trim() !== '')) break;
    i += markerLines(lines, i) - 1;
  }
  const rest = kept.join('\n').trim();
  return rest === '' ? text : rest;
}

type Start = 'none' | 'quoted' | 'inline' | 'history';

/** What begins at line i. An attribution above `>` lines counts as one of them, since an answer may follow below. */
function historyStart(lines: readonly string[], i: number): Start {
  const line = lines[i] ?? '';
  if (/^\s*>/.test(line)) return 'quoted';
  const span = attributionSpan(lines, i);
  if (span > 0) return /^\s*>/.test(nextFilled(lines, i + span)) ? 'quoted' : 'history';
  if (SEPARATOR.test(line) || isHeaderBlock(lines, i)) return 'history';
  return line.length > 60 && /wrote|schrieb|crit|escribi/.test(line) && INLINE_ATTRIBUTION.test(line)
    ? 'inline'
    : 'none';
}

/** Number of lines (mailers wrap it over up to three) of the attribution at line i; 0 where there is none. */
function attributionSpan(lines: readonly string[], i: number): number {
  const first = lines[i] ?? '';
  if (first.length > 220 || !/^\s*(?:On|Am|Le|El|Il|Op)\b/i.test(first)) return 0;
  for (let span = 1; span <= 3; span++) {
    if (
      ATTRIBUTION.test(
        lines
          .slice(i, i + span)
          .join(' ')
          .slice(0, 400)
          .trim(),
      )
    )
      return span;
  }
  return 0;
}

function isHeaderBlock(lines: readonly string[], i: number): boolean {
  const first = lines[i] ?? '';
  if (first.length > 300 || !HEADER_FROM.test(first)) return false;
  const others = lines.slice(i + 1, i + HEADER_WINDOW).filter((line) => line.length < 400 && HEADER_OTHER.test(line));
  return others.length >= 2;
}

function markerLines(lines: readonly string[], i: number): number {
  let count = 1;
  while (count < HEADER_WINDOW + 2 && isHeaderLine(lines[i + count] ?? 'x')) count += 1;
  return count;
}

function isHeaderLine(line: string): boolean {
  return line.trim() === '' || HEADER_FROM.test(line.slice(0, 300)) || HEADER_OTHER.test(line.slice(0, 300));
}

function nextFilled(lines: readonly string[], from: number): string {
  return lines.slice(from, from + 3).find((line) => line.trim() !== '') ?? '';
}

function beforeInline(line: string): string {
  return line.slice(0, INLINE_ATTRIBUTION.exec(line)?.index ?? line.length);
}
