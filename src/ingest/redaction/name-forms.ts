import { type Find, matchAt } from './rule.ts';

/** Sentence starters and forms of address that look like a name but are none. */
const NO_NAME =
  /^(?:I|My|We|Our|The|This|That|These|It|Is|Are|Can|Could|Please|There|You|Your|Support|Team|Service|Services|All|Sir|Sirs|Madam|Everyone|Customer|Customers|Help|Helpdesk|Desk|Technical|Sales|Thanks|Thank|Good|Just|After|When|What|Why|How|No|Not|Since|For|In|On|At|As|If|Ich|Wir|Mein|Meine|Unser|Unsere|Der|Die|Das|Ein|Eine|Es|Damen|Herren|Zusammen|Kundendienst|Kundenservice|Je|Nous|Mon|Ma|Le|La|Les|Un|Une|Notre|Tous|Madame|Monsieur|Messieurs|Mesdames|Equipo|Soporte|El|Los|Mi|Nuestro|Nuestra|Se[ñn]ores|Admin|Administrator|Colleagues|Friends|Folks|Guys|Hello|Hi|Dear|To|From|With|Regarding|Regards|Re|Any|Some|One|And|But|Also|So|Now|Today|Yesterday|Here|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Sr|Sra|Mr|Mrs|Ms|Dr|Herr|Frau|Folk|Guy|Again|World|Sirs?\/Madam|Morning|Afternoon|Evening|Ok|Yes|Very|Much|Lot|Bye|Tag|Abend|Grüße|Grüßen|Gruß|Merci|Cordialement|Gracias|Saludos|Grazie|Saluti|Dank|Danke|Tack|Obrigad[oa]|Pozdrawiam|Order|Serial|Ticket|Invoice|Version|Error|Firmware|Street|Road|Avenue|Lane|Best|Kind|Facilities|Operations|Sent|Attached|See|Unit|Model|Product|Warranty|Refund|Box|Fleet|Gateway|Controller|Company|Manager|Engineer|Department|Gmbh|Ltd|Inc|Llc|Bv|Ab|Sig|Sigra|Dott|Ing|Avv|Dhr|Mevr|Pan|Pani|Panie|Fru|Prof|Sehr|Geehrter?|Herrn|Ihre?[nmrs]?|Diese[rsnm]?|Mit|Bitte|Nobody|Somebody|Anybody|Someone|Anyone|Nothing|Everything|Nachricht|Antwort|Hilfe|Voraus|Votre|Sus?|Yours|Weekend|Week|Both|Mlle|Mme|Mademoiselle|Se[ñn]or|Se[ñn]ora|Se[ñn]orita|Signora?|Signore|Do[nñ]a?|Miss|Mx|Dra|Dottor\p{L}{0,4}|Meneer|Mevrouw|Heer|Senhora?|Fr[öo]ken|Panem|Panią|Helpers|Bonjour|Hallo|Salut|Hola|He|She|They|Who|Everybody)$/iu;

/** Small words within family names. */
const PARTICLE = /^(?:van|von|der|den|del|de|di|da|do|dos|la|le|les|el|ten|ter|af|zu)$/i;
const NAME = String.raw`\p{Lu}(?:['’]\p{Lu})?\p{Ll}[\p{L}'’]{0,24}(?:-\p{Lu}\p{L}{1,24})?`;
const NAMES = String.raw`(?:\p{Lu}\.[ ]?){0,2}${NAME}(?:[ ](?:(?:van|von|de|der|den|del|la|le|da|do|dos|ten|ter|af|zu)[ ]){0,2}(?:\p{Lu}\.[ ])?${NAME}){0,2}`;
const TITLES = String.raw`(?:(?:i\.\s?[AV]|ppa|[Dd]rs|[Ii]r|[Gg]eom|[Rr]ag|[Mm]gr|[Ii]n[żz]|Dipl\.-Ing|[Mm]ag|Eng|Lic|Dña|Dr\.ssa|Mr|Mrs|Ms|Miss|Mx|Dr|Dra|Prof|Herrn?|Frau|Monsieur|Madame|Mademoiselle|Mme|Mlle|Señora?|Sra?|Sig|Signora?|Don|Doña|Dott|Ing|Avv|Dhr|Mevr|mevrouw|meneer|heer|Pani?|Panie|Panią|Fru|Herr)\.?[ ]){0,2}`;
const LOWER_TITLES =
  /^(?:monsieur|madame|mademoiselle|se[ñn]or|se[ñn]ora|signore?|signora|mevrouw|meneer|mijnheer|heer|pan|pani|panie|panem|panią|pana|dottore|dottoressa|senhor|senhora|sra|sr|fru|herr|don|doña|dona|dr)$/;
const AFTER_GREETING = String.raw`(?=\s*(?:[,!.:;–—-]|\n|$)|\s(?:I|we|my|our|please|ich|wir|je|nous|mi|thank|and|und|et|y|e|en|och)(?![\p{L}]))`;

const GREETED = new RegExp(String.raw`,?[ ]${TITLES}(${NAMES})${AFTER_GREETING}`, 'uy');
/** Written without capitals; only at the start of a line and before a comma or the line's end, or any word could be a name. */
const GREETED_SMALL = /[ ](\p{Ll}{3,20})(?=[ ]?(?:[,!]|\n))/uy;
const SMALL_GREETINGS = /^(?:hi|hello|hey|dear|hallo|liebe[rs]?|bonjour|hola|ciao|hoi|hej|olá)$/i;
const CLOSED = new RegExp(
  String.raw`(?:(?:[ ]\p{Ll}[\p{L}'’]{0,15}){1,3}[ ]\p{Lu}\p{L}{1,20}(?=[,.!]?\n)|(?:[ ]\p{Ll}[\p{L}'’]{0,15}){1,4}(?=[ ]?[,.!:–\n-])|[ ](?:von|from|de|di|van|od|från)(?=[ ]))?[,.!:]?(?:[ ]?[–-])?\s{1,4}(?:[–-] ?)?${TITLES}(${NAMES})(?=\s*$|[ ]*\n|[ ]*[.!;]|[ ]*,[^\n]{0,40}(?:\n|$)|[ ](?:[(|·•]|[-–—][ ]))`,
  'uy',
);
const TITLED = new RegExp(String.raw`\.?(?:ra)?\.?[ ]${TITLES}(${NAMES})`, 'uy');
const SELF = new RegExp(
  String.raw`(?:['’]s|[ ](?:is|ist|es|è|é|är|to|of|von|się|with|w\/|con|com|z|mit|met|med|a|à|for|por|di|nach|naar|efter|o|Sie|:)|:|-me){0,2}[ ](?:a[ ])?${TITLES}(${NAMES})`,
  'uy',
);
/** Words of asking name a person only with their small word: "ask for Ada", "vraag naar Ada". */
const ASK = /^(?:ask|asked|fragen|frag|pregunt\p{L}{1,3}|chied\p{L}{1,3}|vraag|vragen|fråga|fale|falar|speak|talk)$/u;
const ASKED = /^ (?:Sie )?(?:for|nach|por|di|naar|efter|com|with) /;
const AM = new RegExp(
  String.raw`(?:[ ](?:is|met))?[ ](${NAME}[ ](?:(?:van|von|de|der|den|del|la|da|do)[ ]){0,2}(?:\p{Lu}\.[ ])?${NAME})(?=\s*(?:[,.(–-]|$|\n)|\s(?:und|von|aus|from|and|y|e|et|de|at|here|och|i|en|on)\s)`,
  'uy',
);
const OWN = /(?:my|mein|mon|mi|mio|mijn|meu|mitt|moje|na|am|the)\s$/i;
const AM_BEFORE: Readonly<Record<string, RegExp>> = {
  am: /\bI\s$/i,
  m: /\bI['’]$/i,
  bin: /\bich\s$/i,
  suis: /\bje\s$/i,
  ben: /\bik\s$/i,
  är: /(?:jag|här)\s$/i,
  tu: /(?:^|[\n.])\s?$/,
  this: /(?:^|[\n.,])\s?$/,
};
const HERE = new RegExp(String.raw`(?:^|[\n.!?]\s?)(${NAMES})[ ]$`, 'u');
const LAST_LINE = new RegExp(String.raw`(?:[,!]|\n)[ ]?\n\s{0,3}(?:[–-] ?)?(${NAMES})\s*$`, 'u');

/** Sources of patterns: one capitalised word of a name; a name of up to three with initials and small words. */
export const PERSON_WORD: string = NAME;
/** See PERSON_WORD. */
export const PERSON_NAME: string = NAMES;

/** Words of firms and their offices. */
const FIRM_WORD =
  /^(?:Shop|Store|News|Home|Offices?|Billing|Accounts|Systems?|Schools?|Estates?|Lettings|Trust|Services|Plumbing|Heating|Energy|Solutions|Technik|Technologies|Immobilien|Hotels?|Orders|Returns|Warehouse|Logistics|Media|Digital|Software|Hardware|Electric|Electronics|Controls|Pumps?|Panel|Works|Reception|Info|Noreply|Notifications?|Alerts?|Mail|Web|Online)$/iu;

/** Whether no word of it is one that only looks like a name. */
export function isPerson(name: string): boolean {
  return !name.split(/[\s,]+/).some((word) => (NO_NAME.test(word) && !PARTICLE.test(word)) || FIRM_WORD.test(word));
}

/** The name that ends a match, without what only looks like one from some word on; undefined where nothing is left. */
function named(match: RegExpExecArray | null, end: number): Find | undefined {
  const name = match?.[1];
  if (!match || name === undefined) return undefined;
  const words = name.split(' ');
  const length = words.findIndex((word, i) => NO_NAME.test(word) && (i === 0 || !PARTICLE.test(word)));
  const found = (length < 0 ? words : words.slice(0, length)).join(' ');
  return found === ''
    ? undefined
    : { start: end - name.length, end: end - name.length + found.length, label: '[NAME]' };
}

function namedAt(pattern: RegExp, text: string, at: number): Find | undefined {
  const match = matchAt(pattern, text, at);
  return match ? named(match, at + match[0].length) : undefined;
}

/** The name behind a greeting that stands from `start` to `end`. */
export function greetingName(text: string, start: number, end: number): Find | undefined {
  const found = namedAt(GREETED, text, end);
  if (found) return found;
  const first = start === 0 || text[start - 1] === '\n';
  return first && SMALL_GREETINGS.test(text.slice(start, end)) ? namedAt(GREETED_SMALL, text, end) : undefined;
}

/** The name behind a word of farewell or thanks that ends at `end`. */
export function closingName(text: string, end: number): Find | undefined {
  return namedAt(CLOSED, text, end);
}

/** The name behind Mr, Frau, Mme and the like. */
export function titleName(text: string, start: number, end: number): Find | undefined {
  const word = text.slice(start, end);
  if (/^\p{Ll}/u.test(word) && !LOWER_TITLES.test(word)) return undefined;
  if (/^(?:M|MM|Ra)$/.test(word) && text[end] !== '.') return undefined;
  return namedAt(TITLED, text, end);
}

/** The name behind "my name is", "spoke with" and the like. @param whole where only a given and a family name count. */
export function selfName(text: string, start: number, end: number, whole = false): Find | undefined {
  const word = text.slice(start, end).toLowerCase();
  const before = text.slice(Math.max(0, start - 12), start);
  if (whole) return isSelf(word, before) ? namedAt(AM, text, end) : undefined;
  if (/^(?:name|nom|nombre|nome|naam|namn|imię)$/.test(word) && !OWN.test(before)) return undefined;
  if (ASK.test(word) && !ASKED.test(text.slice(end, end + 12))) return undefined;
  return namedAt(SELF, text, end);
}

function isSelf(word: string, before: string): boolean {
  return AM_BEFORE[word]?.test(before) ?? true;
}

/** The name in front of "here" at the start of a sentence. */
export function hereName(text: string, start: number, end: number): Find | undefined {
  if (!/^(?:,| from | at | again)/.test(text.slice(end, end + 6))) return undefined;
  const from = Math.max(0, start - 90);
  const match = HERE.exec(text.slice(from, start));
  return match ? named(match, start - 1) : undefined;
}

/** The name that is a text's last line. */
export function lastLineName(text: string): Find | undefined {
  const from = Math.max(0, text.length - 100);
  const match = LAST_LINE.exec(text.slice(from));
  return match ? named(match, from + match.index + match[0].trimEnd().length) : undefined;
}
