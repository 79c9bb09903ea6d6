import type { PatternRule } from './rule.ts';
import { MARK } from './scan-text.ts';
import { WORD } from './words.ts';

const CAP = String.raw`(?:St\.|\p{Lu}[\p{L}'’-]{1,24})`;
const TOWN = String.raw`${CAP}(?:[ -](?:(?:am|an|der|sur|sous|de|del|la|le|aan|den|upon)[ -]){0,2}${CAP}){0,2}`;
const PART = String.raw`(?:,? (?:Apt|Suite|Ste|Unit|Flat|Floor|#|App|Appt|apto|piso)\.? ?\w{1,6}|,? \d{1,2}\.?[º°ª]? ?(?:[A-Z]|[Dd]to|[Ee]sq|[Dd]cha|[Ii]zda|[Ff]te|[Tt]rás)\b\.?|,? \d{1,2}\.?[º°]|, (?:nave|local|portal|bloco|lote) \w{1,4})?`;
const UK_POSTCODE = String.raw`[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}`;
/** What stands before the street in France and Spain: a works estate. */
const ESTATE = String.raw`(?:(?:Z\.?I|Z\.?A|ZAC|Zone (?:[Ii]ndustrielle|[Aa]rtisanale)|Parc d['’][Aa]ctivités|Pol[íi]gono(?: [Ii]ndustrial)?)\.? (?:(?:de la|del|de|du|des|d['’]) ?)?${CAP}(?: ${CAP}){0,2}, ?)?`;
/** Brazilian towns carry their state: "Campinas - SP, 13065-900". */
const STATE = String.raw`(?:(?:,| -)? ${TOWN}){0,2}(?: - |\/)(?:A[CLMP]|BA|CE|DF|ES|GO|M[AGST]|P[ABEIR]|R[JNORS]|S[CEP]|TO)(?![\p{L}\p{N}])(?:,? \d{5}-\d{3})?`;
/** Postcode and town, in any order of the countries that have them: what may follow a street. */
const PLACE = String.raw`(?:,? ?\n?(?:(?:${TOWN},? )?(?:[A-Z]{2} \d{5}(?:-\d{4})?|${UK_POSTCODE})|(?:[A-Z]{1,2}-)?\d{4} [A-Z]{2} ${TOWN}|(?:[A-Z]{1,2}-)?(?:\d{5}|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{5}-\d{3}|\d{4}) ${TOWN}(?: - [A-Z]{2}(?!\p{L})| \([A-Z]{2}\))?)|${STATE})?`;

const FORMS: readonly RegExp[] = [
  // 12 Main Street; Flat 2, 9 Abbey Street; P.O. Box 7
  new RegExp(
    String.raw`(?:(?:\b(?:Flat|Unit|Apartment) \w{1,4}, |\bThe ${CAP}(?: ${CAP})?, )?(?<![\p{L}\p{N}.-])\d{1,5}[a-z]? (?:(?:North|South|East|West|N|S|E|W|NE|NW|SE|SW)\.? )?(?:(?:${CAP}|\d{1,3}(?:st|nd|rd|th)) ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Square|Sq|Terrace|Ter|Crescent|Cres|Close|Row|Park|Hill|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Trl|Plaza|Turnpike|Mews|Gardens|Gdns|Grove|Walk|Quay|Wharf|Green|Rise|Yard|Broadway|Embankment)(?!\p{L})\.?|(?<![\p{L}\p{N}.-])\d{1,5} (?:(?:N|S|E|W) )?(?:County|State) (?:Road|Route|Hwy|Highway) \d{1,4}|\b(?:Unit|Flat) \w{1,4}, (?:${CAP} ){1,3}(?:Estate|Park|House)(?!\p{L})|\bP\.? ?O\.? Box \d{1,6})${PART}${PLACE}`,
    'gu',
  ),
  // Hauptstraße 12a; Am Alten Markt 3; Prinsengracht 118; Storgatan 41
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:(?:${CAP} ){0,2}\p{Lu}[\p{L}.-]{0,30}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|damm|ring|ufer|straat|laan|plein|gracht|kade|gatan|vägen|torget|gränd|stigen|-(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Ring|Ufer|Damm))|(?:Am|An der|Im|Auf der|In der) (?:${CAP} ){0,2}${CAP}|(?:${CAP} ){1,2}(?:Straße|Strasse|Platz|Allee|Weg|Torget|Kai|Gracht|Kade|Ring|Ufer)) \d{1,4} ?[a-zA-Z]?(?:[-/](?:\d{1,3}[a-z]?|bis|hs|[IVX]{1,3})){0,3}(?![\p{L}\p{N}])${PART}${PLACE}`,
    'gu',
  ),
  // 27 rue des Tilleuls
  new RegExp(
    String.raw`(?<![\p{L}\p{N}.-])${ESTATE}\d{1,4}(?: ?bis| ?ter)?,? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hemin|[Ii]mpasse|[Aa]ll[ée]e|[Qq]uai|[Pp]lace|[Cc]ours|[Ss]quare|[Rr]oute) (?:(?:de la|de l['’]|des|du|de|d['’]) ?)?${CAP}(?: ${CAP}){0,2}${PLACE}`,
    'gu',
  ),
  // Calle de los Olmos 14; Via Garibaldi 22; Rua das Flores 77; ul. Długa 14/3
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:Pol[íi]gono(?: [Ii]ndustrial)? ${CAP}(?: ${CAP}){0,2}, (?:[Nn]ave|parcela) \w{1,4}${PLACE}|(?:${ESTATE}(?:[Cc]alle|C\/|Avenida|Avda\.?|Av\.|Plaza|Pza\.|Paseo|Carretera|Ctra\.|Camino|Ronda|Alameda|Rodovia|Estrada|Via|Viale|Corso|Piazza|Largo|Vicolo|Rua|Praça|Travessa)|(?:ul|al|os|pl)\.|ulica|aleja)(?: (?:de|del|la|los|las|do|da|dos|das|dei|degli|delle|della|di)){0,2}(?: (?:${CAP}|[A-Z])){1,4},? (?:n[º°.] ?|km )?\d{1,4}(?:\/?[A-Za-z]\b|\/\d{1,4})?${PART}${PLACE})`,
    'gu',
  ),
];

/** Postal addresses: street and number in the main European and American forms, with postcode and town where they follow. */
export const ADDRESSES: PatternRule = {
  name: 'address',
  marks: WORD.street,
  redact: (text, marks) =>
    (marks & MARK.digit) === 0 ? text : FORMS.reduce((left, form) => left.replace(form, '[ADDRESS]'), text),
};
