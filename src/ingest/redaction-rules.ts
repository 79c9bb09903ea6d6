import { isCard, passesIban } from './checksums.ts';

/** One kind of personal data: what to look for and what to put in its place. */
export interface RedactionRule {
  /** Name under which the tickets it changed are counted. */
  readonly name: string;
  /** Global pattern without nested repeats over the same characters: its time grows with the text, not faster. */
  readonly pattern: RegExp;
  /** What replaces a match; the match itself where it is none of the kind. `before` is the text in front of it, at most 80 characters. */
  readonly replace: (match: string, before: string, groups: readonly (string | undefined)[]) => string;
}

/** A number right after one of these words (or after another such number) names a thing, not a person: it must survive. */
const THING =
  /(?:\b(?:order|ticket|case|serial|s\/n|sn|lot|batch|charge[n]?|invoice|reference|ref|part|model|sku|rma|tracking|shipment|delivery|error|fehler|item|asset|firmware|article|artikel|quote|contract|po|imei|ean|upc|bestell\p{L}{0,8}|auftrag\p{L}{0,8}|rechnung\p{L}{0,8}|serien\p{L}{0,8}|commande|facture|pedido|factura|lote|s[ée]rie|serie\p{L}{0,8}|consignment|matricola|protocoll?o|ordin[ei]|spedizione|fattura|fatura|encomenda|factuur|bestelling|faktur\p{L}{0,3}|zam[óo]wieni\p{L}{0,3}|przesyłk\p{L}|zgłoszeni\p{L}{0,3}|lotto|parti[aj])[\s.:#-]{0,3}(?:(?:number|numbers|num|no|nr|id|n[°º]|nummer|is|was|ist|code)[\s.:#-]{0,3}){0,2}|#\s?)(?:[\dA-Z-]{4,20}(?:[\s,;/&]{1,3}|\s(?:and|und|et|y|or)\s)){0,4}$/iu;

const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  RS: 22,
  SA: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  TR: 26,
};

/** Ordinary words that follow "password" and are none. */
const NO_SECRET =
  /^(?:is|was|not|no|the|a|an|and|or|to|for|in|on|my|your|his|her|has|had|have|does|did|do|will|can|cannot|be|been|it|that|this|reset|resets|wrong|incorrect|invalid|expired|expires|change|changed|forgot|forgotten|lost|required|missing|unknown|policy|protected|manager|error|failed|again|never|still|ist|nicht|falsch|vergessen|abgelaufen|est|pas|oubli[ée]|incorrecta?|olvidad[oa]|no|n\/?a|none|null|unlock|account|login|sync|issue|problem|request|verified|working|works|length|field|page|link|email|mail|prompt|box|screen)[.,;:!?)]*$/i;

const SECRET_WORD =
  'pass(?:word|wort|code|phrase)?|kennwort|(?:wlan|netzwerk|zugangs)-?schl[üu]ssel|cl[ée] api|chiave api|clave|wachtwoord|palavra-passe|senha|hasło|lösenord|pwd|mot de passe|contrase[ñn]a|api[ _-]?key|api[ _-]?token|secret(?: key)?|access[ _-]?(?:token|key)|client[ _-]?secret|auth[ _-]?token|token|otp|pin(?:[ -]?code)?';

const URL_SECRET = /[?#&]\S|@|\/(?=[^/]*\d)[\w-]{20,}(?:\/|$)/;

/** Words that people write for the signs of a mail address, so that machines do not find it. */
const AT = 'at|arroba|chiocciola|małpa|snabel-?a|apenstaartje|arobase';
const DOT = 'dot|point|punkt|punto|ponto|punt|kropka|prick';

/** Sentence starters and forms of address that look like a name but are none. */
const NO_NAME =
  /^(?:I|My|We|Our|The|This|That|These|It|Is|Are|Can|Could|Please|There|You|Your|Support|Team|Service|Services|All|Sir|Sirs|Madam|Everyone|Customer|Customers|Help|Helpdesk|Desk|Technical|Sales|Thanks|Thank|Good|Just|After|When|What|Why|How|No|Not|Since|For|In|On|At|As|If|Ich|Wir|Mein|Meine|Unser|Unsere|Der|Die|Das|Ein|Eine|Es|Damen|Herren|Zusammen|Kundendienst|Kundenservice|Je|Nous|Mon|Ma|Le|La|Les|Un|Une|Notre|Tous|Madame|Monsieur|Messieurs|Mesdames|Equipo|Soporte|El|Los|Mi|Nuestro|Nuestra|Se[ñn]ores|Admin|Administrator|Colleagues|Friends|Folks|Guys|Hello|Hi|Dear|To|From|With|Regarding|Re|Any|Some|One|And|But|Also|So|Now|Today|Yesterday|Here|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Sr|Sra|Mr|Mrs|Ms|Dr|Herr|Frau|Folk|Guy|Again|World|Sirs?\/Madam|Morning|Afternoon|Evening|Ok|Yes|Very|Much|Lot|Bye)$/i;

const NAME = String.raw`\p{Lu}[\p{Ll}][\p{L}'’]{0,24}(?:-\p{Lu}\p{L}{1,24})?`;
const NAMES = String.raw`${NAME}(?:[ ](?:(?:van|von|de|der|den|del|la|le|da)[ ]){0,2}(?:\p{Lu}\.[ ])?${NAME}){0,2}`;
const GREETING =
  'Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening|day)|Greetings|Hallo|Guten (?:Tag|Morgen|Abend)|Liebe[rs]?|Lieber|Sehr geehrte[rs]?|Moin|Bonjour|Bonsoir|Salut|Ch[eè]re?|Hola|Buen[oa]s (?:d[ií]as|tardes)|Estimad[oa]s?|Querid[oa]|Ciao|Buongiorno|Gentile|Egregi[oa]|Beste|Geachte|Hoi|Olá|Bom dia|Boa tarde|Prezad[oa]s?|Witam|Cześć|Drog[ia]|Szanown[ay]|Hej(?:san)?|Morning|Thanks|Thank you|Danke|Merci|Gracias';
const TITLE = String.raw`(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mademoiselle|Mme|Mlle|Señora?|Sra?|Sig(?:\.?ra)?|Signora?|Dott|Ing|Dra|Mevr|[Mm]evrouw|[Mm]eneer|[Hh]eer|Pani?|Pani[ea]|Fru|Don|Doña)\.?`;
const SELF =
  "[Mm]y name is|[Mm]y name[’']s|(?:[Ii]ch|er|sie) hei(?:ß|ss)e|[Mm]ein Name ist|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es|mi chiamo|[Ii]l mio nome è|[Ii]k heet|[Mm]ijn naam is|[Oo] meu nome é|[Cc]hamo-me|[Mm]am na imię|[Nn]azywam się|[Mm]itt namn är|[Jj]ag heter|(?:spoke|speaking|talked|chatted) (?:to|with)|on behalf of|[Ii]m Auftrag von";

/** Words before a number or a day that is a person's own. */
const ID_WORD =
  "ssn|social security|passport|driv(?:er'?s|ing) licen[cs]e|steuer-?id(?:entifikations)?(?:nummer)?|personalausweis(?:nummer)?|reisepass|ahv|national insurance|nino|d\\.?o\\.?b|date of birth|geburtsdatum|geb(?:oren|\\.) ?am|date de naissance|née? le|passeport|nacid[oa]|fecha de nacimiento|pasaporte|dni|nie|nif|data di nascita|nat[oa]|passaporto|codice fiscale|c\\.f\\.|bsn|geboren|geboortedatum|paspoort|nascid[oa]|data de nascimento|passaporte|cpf|nif|pesel|urodzon[ya]|data urodzenia|paszport|personnummer|födelsedatum|född";
const SELF_WHOLE =
  "I am|I[’']m|[Ii]ch bin|Habla|Fala|Parla|[Ii]k ben|U spreekt met|[Jj]e soussignée?|Det här är|To jest|Tu";
/** Last words of a closing; a comma or a line's end must follow, and the name must end its line. */
const SIGN_OFF =
  '[Rr]espectfully|[Tt]ruly|[Ff]aithfully|[Bb]est|[Tt]a|Gru(?:ß|ss)|Grüße(?: aus \\p{Lu}\\p{L}{1,20})?|Dank|MfG|VG|LG|[Bb]ien à vous|[Cc]d?lt|[Bb]isous|[Mm]erci(?: beaucoup)?|[Rr]espects|[Gg]racias|Grazie|[Ss]alut[io]|Cordialità|[Pp]resto|[Gg]roet(?:en|jes)?|[Bb]edankt|[Zz]iens|[Oo]brigad[oa](?: pela ajuda)?|[Cc]umprimentos|[Aa]braços?|[Bb]reve|szacunku|Pozdrawiam|Dzięki|dziękuję|Serdeczności|usłyszenia|Tack|[Hh]älsning(?:ar)?|Mvh|förhand|gott';

function guarded(label: string) {
  return (match: string, before: string): string => (THING.test(before) ? match : label);
}

/** Replaces the name that stands in group 1 of a match and keeps the words around it. */
function named(match: string, _before: string, [name = '']: readonly (string | undefined)[]): string {
  const words = name.split(' ');
  const length = words.findIndex((word) => NO_NAME.test(word));
  const found = (length < 0 ? words : words.slice(0, length)).join(' ');
  return found === '' ? match : match.replace(found, '[NAME]');
}

const DATE_FIRST = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2})(?!\d)[ ./-]*/;

// A run of digit groups may hold a date, then a phone number, then something else: only the middle is personal.
function phone(match: string, before: string): string {
  if (THING.test(before) || /[$€£]\s?$/.test(before)) return match;
  const date = DATE_FIRST.exec(match)?.[0] ?? '';
  let number = match.slice(date.length);
  while (number.replace(/\D/g, '').length > 15 && /[ ./-]/.test(number))
    number = number.replace(/[ ./-]+[^ ./-]*$/, '');
  const digits = number.replace(/\D/g, '').length;
  return digits < 7 || digits > 15 ? match : `${date}[PHONE]${match.slice(date.length + number.length)}`;
}

// Neighbouring numbers join into one run, so every stretch of whole groups in it is tried.
function card(match: string, before: string): string {
  if (/(?:serial|s\/n|sn|imei)\W{0,3}(?:no|nr|number)?\W{0,3}$/i.test(before)) return match;
  const groups = match.split(/([ .-])/);
  for (let start = 0; start < groups.length; start += 2) {
    if (!/^[2-6]/.test(groups[start] ?? '')) continue;
    for (let end = Math.min(groups.length, start + 37); end > start; end -= 2) {
      if (!isCard(groups.slice(start, end).join('').replace(/\D/g, ''))) continue;
      groups.splice(start, end - start, '[CARD]');
      break;
    }
  }
  return groups.join('');
}

function iban(match: string): string {
  const signs = match.toUpperCase();
  const length = IBAN_LENGTHS[signs.slice(0, 2)];
  let end = 0;
  for (let count = 0; end < signs.length && count < (length ?? 99); end++) if (signs[end] !== ' ') count += 1;
  const account = signs.slice(0, end).replaceAll(' ', '');
  return account.length === length && passesIban(account) ? `[IBAN]${match.slice(end)}` : match;
}

function ip(match: string, before: string): string {
  const version = /(?:\bv|\b(?:version|ver|firmware|fw|release|build|software|sw|driver|update)\W{0,3})$/i.test(before);
  return !version && match.split('.').every((octet) => Number(octet) <= 255) ? '[IP]' : match;
}

// "Order 1182, 4000 Pumps" is built like a street with a postcode and a town.
function address(match: string, before: string): string {
  const street = match.slice(0, match.search(/\d/));
  return THING.test(before + street) ? match : '[ADDRESS]';
}

function secret(match: string, _before: string, [lead = '', value = '']: readonly (string | undefined)[]): string {
  const stated = /[:=]\s*["']?$/.test(lead);
  const odd = /\d|[^\p{L}\d.,;:!?'")]/u.test(value);
  const pin = /^(?:pin|otp)/i.test(lead);
  if (pin ? !/^\d{4,8}\b/.test(value) : NO_SECRET.test(value) || !(stated || odd)) return match;
  return `${lead}[SECRET]`;
}

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

function dni(match: string, before: string): string {
  const number = Number(match.slice(0, 8).replace(/^X/, '0').replace(/^Y/, '1').replace(/^Z/, '2'));
  return !THING.test(before) && DNI_LETTERS[number % 23] === match.at(-1) ? '[ID]' : match;
}

/** All rules, in the order they are applied: what holds another kind (a link with a mail address in it) comes first. */
export const REDACTION_RULES: readonly RedactionRule[] = [
  {
    name: 'url',
    pattern: /\b(?:https?|ftp):\/\/[^\s<>"'\])}]{3,4000}|\bwww\.[^\s<>"'\])}]{3,4000}/gi,
    replace: (match) => (URL_SECRET.test(match) ? '[URL]' : match),
  },
  {
    name: 'secret',
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,8000}(?:-----END [A-Z ]{0,30}KEY-----)?|\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{16,200}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20,255}|\bxox[abprs]-[A-Za-z0-9-]{10,200}|\beyJ[\w-]{10,4000}\.[\w-]{10,4000}(?:\.[\w-]{0,4000})?/g,
    replace: () => '[SECRET]',
  },
  {
    name: 'secret',
    pattern: new RegExp(
      String.raw`\b((?:${SECRET_WORD})\s{0,2}(?:[:=]|\b(?:is|was|ist|lautet|war|est|es|era)\b:?)\s{0,3}["'«„“]?|bearer\s)((?<=["'«„“])[^"'»”“\n]{3,100}(?=["'»”“])|[^\s"'»”,;]{3,400})`,
      'giu',
    ),
    replace: secret,
  },
  {
    name: 'email',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}._%+-])(?:mailto:)?[\p{L}\p{N}._%+'-]{1,128}\s?(?:@|[([](?:${AT})[)\]])\s?(?:[\p{L}\p{N}-]{1,63}(?:\.|\s?[([](?:${DOT})[)\]]\s?)){1,8}\p{L}{2,24}(?![\p{L}\p{N}])`,
      'giu',
    ),
    replace: () => '[EMAIL]',
  },
  {
    // Spelt out without brackets: only with words for the at sign that mean nothing else.
    name: 'email',
    pattern:
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+'-]{1,64} (?:arroba|chiocciola|arobase|małpa) (?:[\p{L}\p{N}-]{1,63}(?:\.| (?:punto|point|ponto|kropka) )){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/giu,
    replace: () => '[EMAIL]',
  },
  {
    name: 'iban',
    pattern: /(?<![\p{L}\p{N}-])[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?(?![\p{L}\p{N}])/giu,
    replace: iban,
  },
  { name: 'card', pattern: /(?<![\p{L}\p{N}_-])\d(?:[ .-]?\d){12,60}(?![\p{L}\p{N}_])/gu, replace: card },
  {
    name: 'national-id',
    pattern:
      /(?<![\p{L}\p{N}-])\d{3}-\d{2}-\d{4}(?![\p{L}\p{N}-])|(?<![\p{L}\p{N}-])[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![\p{L}\p{N}-])/gu,
    replace: guarded('[ID]'),
  },
  {
    name: 'national-id',
    pattern: /(?<![\p{L}\p{N}-])(?:\d{8}|[XYZ]\d{7})[A-HJ-NP-TV-Z](?![\p{L}\p{N}-])/gu,
    replace: dni,
  },
  {
    name: 'national-id',
    pattern: new RegExp(
      String.raw`\b((?:${ID_WORD})(?: ?(?:number|no|nr|n[°º.]|is|nummer|numero|número)){0,2}[\s.:#]{1,3}(?:is |am |el |il |em |op )?)(?=[^\n]{0,12}\d)([A-Z0-9][A-Z0-9./-]{4,20}(?: \d{2,4}){0,4}(?: [A-D]\b)?|[A-Z]{2}(?: \d{2}){3} ?[A-D]?|\d{1,2}\.? \p{L}{3,10} \d{4})`,
      'giu',
    ),
    replace: (_match, _before, [lead = '']) => `${lead}[ID]`,
  },
  {
    name: 'mac',
    pattern: /(?<![\w:-])[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}(?![\w:-])/gi,
    replace: () => '[MAC]',
  },
  { name: 'ip', pattern: /(?<![\p{L}\p{N}.-])\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\p{N}.-]*\d)/gu, replace: ip },
  {
    name: 'ip',
    pattern:
      /(?<![\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6})(?![\w:])/gi,
    replace: (match) => (/[a-f]|::/i.test(match) ? '[IP]' : match),
  },
  {
    name: 'phone',
    pattern:
      /\b((?:tel|telefon|telephone|t[ée]l[ée]phone|t[ée]l|tel[ée]fono|phone|call|mobile|mobil|cell|handy|fax|fon|rufnummer|whatsapp|m[óo]vil|fijo|telefone|telem[óo]vel|celular|cellulare|telefoon|mobiel|kom[óo]rka|biuro|escrit[óo]rio|tlf|tfn|portable|reach me (?:at|on)|ring)(?:[. -]?(?:number|no|nr|n[°º]|nummer|me|us|at|on|is|unter|im|au)){0,3}[\s.:#]{1,4})(\+?\(?\d[\d ()./-]{4,22}\d)(?![\p{L}\p{N}])/giu,
    replace: (_match, _before, [lead = '', number = '']) => `${lead}${phone(number, '')}`,
  },
  {
    name: 'phone',
    pattern:
      /(?<![\p{L}\p{N}_/.#-])(?:(?:\+|00)\d{1,3}(?:[ ./-]{0,2}\(?\d{1,5}\)?){2,7}|\(?0\d{1,5}\)?[ ./-]{1,3}\d{2,8}(?:[ ./-]\d{1,8}){0,4}|(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}|[6789]\d{2}(?: \d{3}){2}|[6789]\d{2}(?: \d{2}){3}|\d{10,11})(?![\p{L}\p{N}_]|[-.,:/]\d)/gu,
    replace: phone,
  },
  {
    name: 'address',
    pattern:
      /(?<![\p{L}\p{N}])(?:(?:C\/|ul\.|pl\.|al\.) ?)?\p{Lu}[\p{L}.'’]{0,24}(?: (?:\p{Lu}[\p{L}.'’]{0,24}|d[aeio]s?|dei|del|della|las?|van|der|den)){0,4},? (?:n[º°.] ?)?\d{1,4}(?: ?[a-zA-Z]\b|\/[\dA-Z]{1,3})?, (?:[A-Z]{1,2}-)?(?:\d{2}-\d{3}|\d{4}-\d{3}|\d{3} \d{2}|\d{4} [A-Z]{2}|\d{4,5}) \p{Lu}[\p{L}-]{1,30}/gu,
    replace: address,
  },
  {
    name: 'address',
    pattern:
      /\bP\.? ?O\.? Box \d{1,6}(?:, (?:\p{Lu}\p{L}{1,24} ?){1,3},? [A-Z]{2} \d{5})?|\b(?:Unit )?\d{1,4}[a-z]?,? (?:\p{Lu}[\p{L}'’]{1,24},? ){1,6}[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/gu,
    replace: () => '[ADDRESS]',
  },
  {
    name: 'address',
    pattern:
      /\b\d{1,5}[a-z]? (?:(?:North|South|East|West|NE|NW|SE|SW|N|S|E|W)\.? )?(?:\p{Lu}\p{L}{1,20} ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Boulevard|Blvd|Court|Ct|Way|Place|Square|Terrace|Crescent)\b\.?(?:,? (?:Apt|Suite|Unit|#)\.? ?\w{1,6})?|\b\p{Lu}[\p{L}-]{1,30}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|damm|ring)(?: \p{Lu}\p{L}{1,20})? \d{1,4} ?[a-z]?\b|\b\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|boulevard|chemin|impasse|all[ée]e|quai) (?:de la |de l['’]|des |du |de |d['’])?\p{Lu}[\p{L}-]{1,24}(?: \p{Lu}[\p{L}-]{1,24}){0,2}|\b(?:Calle|Avenida|Avda\.?|Plaza|Paseo)(?: (?:de|del|la|los|las)){0,2}(?: \p{Lu}\p{L}{1,24}){1,3},? (?:n[º°.] ?)?\d{1,4}\b/gu,
    replace: () => '[ADDRESS]',
  },
  {
    name: 'name',
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])${TITLE}[ ](?:${TITLE}[ ])?(${NAMES})`, 'gu'),
    replace: named,
  },
  {
    name: 'name',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:${GREETING}),?[ ](${NAMES})(?=\s*(?:[,!.:;–—-]|\n|$)|\s(?:I|we|my|our|please|ich|wir|je|nous|mi|thank)\b)`,
      'gu',
    ),
    replace: named,
  },
  {
    // Written without capitals; only at the start of a line and before a comma or the line's end, or any word could be a name.
    name: 'name',
    pattern: /^(?:hi|hello|hey|dear|hallo|liebe[rs]?|bonjour|hola) (\p{Ll}{3,20})(?=[ ]?(?:[,!]|\n))/gmu,
    replace: named,
  },
  {
    name: 'name',
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${SELF})[ ](${NAMES})`, 'gu'),
    replace: named,
  },
  {
    name: 'name',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:[Rr]egards|[Ss]incerely|[Cc]heers|[Ww]ishes|Gr[üu](?:ß|ss)en?|[Cc]ordialement|[Ss]alutations|[Ss]aludos?|[Aa]tentamente|MfG|[Tt]hanks|[Tt]hank you|BR|Rgds)[,.!–-]?\s{1,4}(?:[–-] ?)?(${NAMES})(?=\s*$|\n|[.,]\s*$)`,
      'gu',
    ),
    replace: named,
  },
  {
    // Whoever says what they are has a family name, too; one capitalised word alone could be anything.
    name: 'name',
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${SELF_WHOLE})[ ](${NAME}[ ]${NAMES})`, 'gu'),
    replace: named,
  },
  {
    name: 'name',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:${SIGN_OFF})(?:[,!–-][ ]|[,.!]?[ ]?\n{1,2})(?:i\.[ ]?[AV]\.[ ])?((?:\p{Lu}\.[ ]){0,2}${NAMES})(?=[.!]?[ ]*(?:\n|$))`,
      'gu',
    ),
    replace: named,
  },
];
