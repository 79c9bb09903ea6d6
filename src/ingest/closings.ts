const WORDS = [
  '(?:(?:with )?(?:kind|best|warm|many|my best)(?:est)? )?regards|(?:with )?best wishes|all the best|(?:yours )?(?:sincerely|faithfully|truly)|sincerely yours|cheers|(?:many )?thanks(?: (?:and|&) (?:kind |best |warm )?regards)?|thank you(?: (?:very|so) much)?|(?:many )?thanks in advance|thank you in advance|thanks a lot|thx|best|br|rgds',
  '(?:mit )?(?:freundlichen|freundlichem|besten|lieben|vielen|herzlichen|sonnigen) gr(?:ü|u|ue)(?:ß|ss)(?:en)?|(?:freundliche|viele|beste|liebe|schöne|herzliche) gr(?:ü|u|ue)(?:ß|ss)e|gr(?:ü|u|ue)(?:ß|ss)e|gru(?:ß|ss)|hochachtungsvoll|mfg|lg|vg|(?:vielen|besten|herzlichen) dank(?: im voraus)?|danke(?: im voraus| schön)?|danke und (?:viele |liebe )?gr(?:ü|ue)(?:ß|ss)e?',
  "(?:bien )?cordialement|(?:bien )?à vous|(?:meilleures|sincères|cordiales) salutations|salutations(?: distinguées)?|bonne (?:journée|réception)|merci(?: (?:beaucoup|d['’]avance|par avance))?|cdlt|cdt|avec mes (?:meilleures|sincères) salutations",
  '(?:un |reciba un )?(?:cordial )?saludo|(?:atentos |cordiales |muchos )?saludos(?: cordiales)?|atentamente|(?:muchas )?gracias(?: (?:de antemano|por adelantado|y (?:un )?saludos?))?|le saluda atentamente|quedo a la espera',
  '(?:cordiali|distinti|i migliori|tanti) saluti|saluti|cordialmente|grazie(?: (?:mille|in anticipo))?|(?:un )?cordiale saluto',
  '(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|mvg|(?:hartelijk )?dank(?: (?:je|u) wel)?|bedankt|alvast bedankt|hoogachtend',
  '(?:com os )?(?:melhores |meus )?cumprimentos|atenciosamente|(?:muito )?obrigad[oa](?: desde já)?|abraços?|(?:com )?saudações|att',
  '(?:z )?(?:poważaniem|wyrazami szacunku)|(?:z )?(?:serdecznymi |najlepszymi )?pozdrowieniami|pozdrawiam(?: serdecznie)?|(?:z góry )?dziękuję(?: z góry)?|dzięki',
  '(?:med )?(?:vänliga?|bästa|många) hälsning(?:ar)?|hälsningar|mvh|tack(?: på förhand| så mycket)?|hej då',
  '(?:med )?(?:venlig|venlige|bedste|mange|kær|de bedste) hils(?:en|ner)|hilsen|(?:på forhånd )?tak(?: på forhånd)?|mange tak|(?:med )?vennlig hilsen|takk(?: på forhånd)?',
].join('|');

const CLOSING = new RegExp(`^(?:${WORDS})(?=$|[\\s,.!–-])\\s*([,.!–-]*)\\s*(.*)$`, 'iu');
/** One to four capitalised words. Case counts: "Thanks, door is broken" closes nothing. */
const NAME = /^\p{Lu}[\p{L}'’.-]{0,30}(?: (?:von|van|de|der|di|da|la|le|den|del|\p{Lu}[\p{L}'’.-]{0,30})){0,4}$/u;

/** Whether a line is the closing of a letter, perhaps with another closing or the name behind it. Lines over 80 characters are none. */
export function isClosing(line: string): boolean {
  if (line.length > 80) return false;
  const found = CLOSING.exec(line.trim());
  if (!found) return false;
  const rest = found[2] ?? '';
  if (rest === '') return true;
  return found[1] === '' ? isSecondClosing(rest) : NAME.test(rest) || isSecondClosing(rest);
}

function isSecondClosing(rest: string): boolean {
  const found = CLOSING.exec(rest.replace(/^(?:and|und|et|y|e|en|i|och|og|&)\s+/i, ''));
  return found !== null && (found[2] === '' || (found[1] !== '' && NAME.test(found[2] ?? '')));
}

/** Whether a line is made like a person's name: up to five words, all capitalised but particles. */
export function isName(line: string): boolean {
  return line.length <= 60 && NAME.test(line);
}
