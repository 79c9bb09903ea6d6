import { GIVEN_NAMES } from './given-names.ts';
import { SMALL } from './name-grammar.ts';
import { WORD, WORDS } from './words.ts';

/** Sentence starters and forms of address that look like a name but are none. */
const NO_NAME =
  /^(?:I|My|We|Our|The|This|That|These|It|Is|Are|Can|Could|Please|There|You|Your|Support|Team|Service|Services|All|Sir|Sirs|Madam|Everyone|Customer|Customers|Help|Helpdesk|Desk|Technical|Sales|Thanks|Thank|Good|Just|After|When|What|Why|How|No|Not|Since|For|In|On|At|As|If|Ich|Wir|Mein|Meine|Unser|Unsere|Der|Die|Das|Ein|Eine|Es|Damen|Herren|Zusammen|Kundendienst|Kundenservice|Je|Nous|Mon|Ma|Le|La|Les|Un|Une|Notre|Tous|Madame|Monsieur|Messieurs|Mesdames|Equipo|Soporte|El|Los|Mi|Nuestro|Nuestra|Se[ñn]ores|Admin|Administrator|Colleagues|Friends|Folks|Guys|Hello|Hi|Dear|To|From|With|Regarding|Regards|Re|Any|Some|One|And|But|Also|So|Now|Today|Yesterday|Here|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Sr|Sra|Mr|Mrs|Ms|Dr|Herr|Frau|Folk|Guy|Again|World|Sirs?\/Madam|Morning|Afternoon|Evening|Ok|Yes|Very|Much|Lot|Bye|Tag|Abend|Grüße|Grüßen|Gruß|Merci|Cordialement|Gracias|Saludos|Grazie|Saluti|Dank|Danke|Tack|Obrigad[oa]|Pozdrawiam|Order|Serial|Ticket|Invoice|Version|Error|Firmware|Street|Road|Avenue|Lane|Best|Kind|Facilities|Operations|Sent|Attached|See|Unit|Model|Product|Warranty|Refund|Box|Fleet|Gateway|Controller|Company|Manager|Engineer|Department|Gmbh|Ltd|Inc|Llc|Bv|Ab|Sig|Sigra|Dott|Ing|Avv|Dhr|Mevr|Pan|Pani|Panie|Fru|Prof|Sehr|Geehrter?|Herrn|Ihre?[nmrs]?|Diese[rsnm]?|Mit|Bitte|Nobody|Somebody|Anybody|Someone|Anyone|Nothing|Everything|Nachricht|Antwort|Hilfe|Voraus|Votre|Sus?|Yours|Weekend|Week|Both|Mlle|Mme|Mademoiselle|Se[ñn]or|Se[ñn]ora|Se[ñn]orita|Signora?|Signore|Do[nñ]a?|Miss|Mx|Dra|Dottor\p{L}{0,4}|Meneer|Mevrouw|Heer|Senhora?|Fr[öo]ken|Panem|Panią|Helpers|Bonjour|Hallo|Salut|Hola|He|She|They|Who|Everybody|Consumer|Bureau|Board|Council|Committee|Valued|Disputes?|Rezeption|Empfang|Sekretariat|Verwaltung|Accueil|Recepción|Recepcja|Segreteria|Recepção|Receptie)$/iu;
/** Small words that follow farewells and thanks and are no name. */
const COMMON =
  /^(?:again|heaps|mate|all|so|very|much|lots|guys|both|team|you|your|yours|and|und|for|from|the|this|that|our|with|help|advance|anyway|tomorrow|now|then|bye|sent|please|call|best|kind|warm|many|regards|wishes|thanks|thank|cheers|schon|schön|sehr|mal|euch|ihnen|dir|für|im|vom|voraus|herzlich|freundlich|liebe|viele|beste|kundendienst|merci|beaucoup|bien|tous|toutes|votre|pour|avance|bonne|cordialement|vous|gracias|muchas|todo|todos|por|antemano|ayuda|grazie|mille|tante|ancora|anticipo|tutti|saluti|bedankt|alvast|hartelijk|vriendelijke|groet|groetjes|voor|dank|veel|dziękuję|bardzo|góry|serdecznie|pozdrawiam|wszystkim|tack|hjälpen|förhand|mycket|vänliga|hälsningar|alla|obrigad[oa]|muito|desde|ajuda|todos|equipa|equipe|abraço|office|sales|service|support|reception|admin|order|printer|device|unit|serial|not|but|still|works?|working|broken|fixed|solved|done|closed|ok|okay|yes|no|wir|ich|das|die|der|ist|nicht|bitte|nous|je|le|la|les|cordiali|distinti|cordiales|distingués|sincères|atentos|serdeczne|team|kundtjänst|szacunku|wyrazami|przesyłam|mooie|fijne|heel|est|pas|el|los|es|que|il|lo|non|che|het|een|niet|wij|nie|jest|się|det|den|inte|vi|que|não|está|uma|um)$/u;
const PARTICLE = new RegExp(`^${SMALL}$`, 'i');

/** Words of firms and their offices. */
const FIRM_WORD =
  /^(?:Shop|Store|News|Home|Offices?|Billing|Accounts|Systems?|Schools?|Estates?|Lettings|Trust|Services|Plumbing|Heating|Energy|Solutions|Technik|Technologies|Immobilien|Hotels?|Orders|Returns|Warehouse|Logistics|Media|Digital|Software|Hardware|Electric|Electronics|Controls|Pumps?|Panel|Works|Reception|Info|Noreply|Notifications?|Alerts?|Mail|Web|Online|Cent(?:er|re)|Homes?|House|Housing|Hausverwaltung|Group|Holdings|Union|Credit|Federal|Bank|Express|Motors|Lodge|Clinic|Dental|Marine|Cycles|Bikes|Farms?|Machinery|Pipeline|Onboarding|Integrators|Industries|Partners)$/iu;

/** Whether no word of it is one that only looks like a name. */
export function isPerson(name: string): boolean {
  return !name.split(/[\s,]+/).some((word) => (NO_NAME.test(word) && !PARTICLE.test(word)) || FIRM_WORD.test(word));
}

/** A farewell below a farewell is no name. */
const LETTER = WORD.greeting | WORD.closing | WORD.parting;

/** How many of the words are a name, from the first: all before one that only looks like a part of it. */
export function namedWords(words: readonly string[]): number {
  if (((WORDS.get(words[0]?.toLowerCase() ?? '') ?? 0) & LETTER) !== 0) return 0;
  const length = words.findIndex((word, i) => NO_NAME.test(word) && (i === 0 || !PARTICLE.test(word)));
  return length < 0 ? words.length : length;
}

/** Whether words without a capital may be a name: a given one is among them, or `free` and none is common. */
export function isSmallName(name: string, free: boolean): boolean {
  const words = name.split(' ');
  if (words.some((word) => !PARTICLE.test(word) && (NO_NAME.test(word) || COMMON.test(word)))) return false;
  return free || words.some((word) => GIVEN_NAMES.has(word));
}

/** Whether a word begins sentences or letters and looks like a name only there. */
export function isNoName(word: string): boolean {
  return NO_NAME.test(word);
}

/** Whether a word belongs to firms and their offices. */
export function isFirmWord(word: string): boolean {
  return FIRM_WORD.test(word);
}

/** Whether a word without a capital is one that any letter has. */
export function isCommonWord(word: string): boolean {
  return COMMON.test(word);
}
