const CLOSING_WORDS =
  '(?:(?:kind|best|warm|many)(?:est)? )?regards|best wishes|(?:yours )?(?:sincerely|faithfully|truly)|cheers|(?:many )?thanks(?: (?:and|&) (?:kind |best )?regards)?|thank you|best|mit (?:freundlichen|besten|lieben) gr[üu](?:ß|ss)en|(?:freundliche|viele|beste|liebe|sch[öo]ne) gr[üu](?:ß|ss)e|mfg|(?:bien )?cordialement|(?:meilleures|sinc[èe]res) salutations|bien à vous|un (?:cordial )?saludo|(?:atentos |cordiales )?saludos(?: cordiales)?|atentamente|cordiali saluti|met vriendelijke groet(?:en)?';
const CLOSING = new RegExp(
  `^(?:${CLOSING_WORDS})(?:\\s*[,.!–-]*\\s*$|\\s*[,–-]\\s*(?:\\p{Lu}[\\p{L}'’.-]*\\s?){1,4}$)`,
  'iu',
);
/** Words that make a short line worth keeping even below a closing. */
const TELLING = /\b(?:s\/n|serial|serien|lot|batch|charge|model|error|fehler|erreur|order|sku|version|p\.?\s?s\.?)\b/i;
const MOBILE =
  /^(?:sent from (?:my|yahoo|outlook|mail)\b|get outlook for\b|(?:von meinem|gesendet von) .{0,20}(?:iphone|ipad|handy|samsung|mobil|smartphone)|envoy[ée] (?:de(?:puis)?) mon\b|enviado desde mi\b|inviato da\b)/i;
const DISCLAIMER =
  /^(?:\W*(?:confidentiality notice|disclaimer|vertraulichkeitshinweis|avis de confidentialit[ée]|aviso legal)\b|.{0,40}\b(?:this (?:e-?mail|message|communication)|diese (?:e-?mail|nachricht)|ce (?:message|courriel|mail)|este (?:mensaje|correo))\b.{0,160}\b(?:confidential|privileged|intended (?:only|solely)|vertraulich|confidentiel|confidencial))/i;
const MAX_SIGNATURE_LINES = 12;

/** Cuts signatures: below `-- `, and a closing ("Kind regards") with the short lines of name, phone and firm under it. */
export function cutSignature(text: string): string {
  const lines = text.split('\n');
  const dashes = lines.findIndex((line, i) => i > 0 && /^--\s?$/.test(line));
  const upTo = dashes > 0 ? lines.slice(0, dashes) : lines;
  const kept: string[] = [];
  for (let i = 0; i < upTo.length; i++) {
    const end = isClosing(upTo[i] ?? '') && kept.some((line) => line.trim() !== '') ? signatureEnd(upTo, i + 1) : i;
    if (end === i) kept.push(upTo[i] ?? '');
    else i = end - 1;
  }
  const rest = kept.join('\n').trim();
  return rest === '' ? text : rest;
}

/** Drops the lines that phones add ("Sent from my ..."). */
export function cutMobileSignature(text: string): string {
  const lines = text.split('\n');
  const kept = lines.filter((line) => !(line.length < 100 && MOBILE.test(line.trim())));
  return kept.length === lines.length ? text : kept.join('\n').trim();
}

/** Drops paragraphs that call the mail confidential. */
export function cutDisclaimer(text: string): string {
  const paragraphs = text.split(/\n{2,}/);
  const kept = paragraphs.filter(
    (paragraph, i) => i === 0 || !DISCLAIMER.test(paragraph.slice(0, 300).replaceAll('\n', ' ')),
  );
  return kept.length === paragraphs.length ? text : kept.join('\n\n').trim();
}

function isClosing(line: string): boolean {
  return line.length <= 80 && CLOSING.test(line.trim());
}

/** Index of the first line below a closing that is no part of the signature. */
function signatureEnd(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && end - from < MAX_SIGNATURE_LINES && isSignatureLine(lines[end] ?? '')) end += 1;
  return end;
}

function isSignatureLine(line: string): boolean {
  const text = line.trim();
  if (text === '') return true;
  const prose = text.split(/\s+/).length > 6 && /[.?!]$/.test(text);
  return text.length <= 70 && !prose && !TELLING.test(text);
}
