import { isName } from './closings.ts';

/** Words that make a line worth keeping even below a closing. */
const TELLING =
  /\b(?:s\/n|serial|serien|seriennummer|lot|batch|charge|model|modell|error|fehler|erreur|errore|order|bestell|sku|version|numer seryjny|matricola|p\.?\s?s\.?)(?![\p{L}])|n[úuº°]\w* de s[ée]rie/iu;
const CONTACT =
  /@|\bwww\.|https?:|\[(?:EMAIL|PHONE|URL)\]|^(?:tel|telefon|téléphone|teléfono|telefone|telefono|phone|mobile?|mob|cell|handy|móvil|fax|t|m|f|p|d|e|w|e-?mail|web|direct|durchwahl|office|ext|skype)\.?\s?[:.+(]\s?/iu;
const PHONE = /^[\s+()\d/.,–-]{7,}$/;
const ROLE =
  /\b(?:manager|engineer|director|specialist|coordinator|consultant|technician|officer|head of|assistant|administrator|supervisor|team lead|leiter(?:in)?|ingenieur(?:in)?|geschäftsführer(?:in)?|sachbearbeiter(?:in)?|abteilung|einkauf|vertrieb|technik|responsable|directeur|directrice|ingénieur|chef|assistante?|gérant|ingeniero|jefe|director[ae]|responsabile|direttore|ufficio|hoofd|directeur|kierownik|dyrektor|specjalista|inköp|chef|leder|afdeling|gmbh|ltd|inc|corp|llc|s\.?a\.?r\.?l|s\.?p\.?a|b\.?v|a\/s|sp\. z o\.o|plc)\b/iu;
const LEGAL =
  /\b(?:registergericht|amtsgericht|handelsregister|hrb|ust-?id|geschäftsführ(?:er|ung)|sitz der gesellschaft|registered (?:in|office)|company (?:no|number|registration)|vat (?:no|id)|siret|rcs|capital de|kvk|btw|p\.? ?iva|nip|regon|krs|cvr|org\.? ?nr|think before you print|consider the environment|umwelt.{0,40}druck|avant d['’]imprimer)\b/iu;
const POSTAL =
  /(?:^|\s)(?:[A-Z]{1,2}-)?\d{4,6}\s+\p{Lu}|^\p{Lu}[\p{L}.' -]{2,40}(?:str(?:aße|asse|\.)?|straße|street|road|avenue|rue|via|laan|gatan|vej)?\s\d{1,4}\w?,?/u;
const RULE_LINE = /^[-_=*~|•·–—\s]+$/;

/** Whether a line tells a fact of the case: it is kept wherever it stands. */
export function isTelling(line: string): boolean {
  return line.length <= 200 && TELLING.test(line);
}

/** Whether a line gives a way to reach a person: phone, address, web page. */
export function isContact(line: string): boolean {
  const text = line.trim();
  return text.length <= 120 && (PHONE.test(text) || (CONTACT.test(text) && text.split(/\s+/).length <= 10));
}

/** Whether a line looks like part of a signature block: a name, a post, a firm, an address, a legal line; blank ones, too. */
export function isSignatureLine(line: string): boolean {
  const text = line.trim();
  if (text === '' || RULE_LINE.test(text)) return true;
  if (text.length > 300 || TELLING.test(text)) return false;
  if (LEGAL.test(text)) return true;
  if (text.length > 90) return false;
  if (isContact(text)) return true;
  const words = text.split(/\s+/).length;
  if (/[?!]$/.test(text) || (words > 6 && text.endsWith('.'))) return false;
  return isName(text) || (words <= 8 && (ROLE.test(text) || POSTAL.test(text) || isTitleCase(text)));
}

function isTitleCase(text: string): boolean {
  const words = text.split(/[\s,/|&-]+/).filter((word) => /^\p{L}/u.test(word));
  const small = words.filter((word) => /^\p{Ll}/u.test(word));
  return words.length > 0 && small.every((word) => word.length <= 3);
}
