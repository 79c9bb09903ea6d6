import { headerKey } from './header-key.ts';

const PERSON =
  /(?:^|[^a-z])(?:names?|(?:first|last|full|given|family|sur|middle|user|display|nick|real|supplied|contact|owner|agent)names?|e-?mails?|phones?|mobile|fax|tel|telephone|street|address(?:es)?|birth\w*|iban|ssn|passport|requesters?|requestors?|submitters?|assignees?|assigned|agents?|admin|owners?|creators?|reporters?|watchers?|contacts?|callers?|users?|customers?|authors?|employees?|managers?|lead|approvers?|designers?|engineers?|technicians?|resolvers?|collaborators?|followers?|teammates?|members?|people|persons?|from|cc|bcc|to|by|ansprechpartner|kunde|bearbeiter|benutzer|anwender|melder|nachname|vorname|telefon|adresse|anschrift|strasse|nom|prenom|courriel|correo|telefono|nombre|apellidos?)(?:$|[^a-z])/;
const THING =
  /(?:company|organi[sz]ation|account|product|project|item|sku|campaign|plan|queue|team|group|department|category|topic|brand|form|file|site|region|country|plant|epic|sprint|version|component|pipeline|stage|status|instance|module) ?names?\b|wait|stations?|interactions?|minutes|hours|seconds|\btime\b|duration|\bcount|number of|\bdate\b|segment|importance|impact|reason|\btype\b|\bstatus\b|location|language|\bvip\b|\btier\b|satisfaction|rating|score|source type|channel|portal|department|interaction|\bat$|replies|last viewed|lead source|due by|lead time|to resolution|to first|time to/;
/** A part of a name in the object of a person. */
const NAME_PART = /\.(?:first|last|full)$/;

/** Whether a column's cells name, or lead to, a person: such cells are kept as pseudonyms alone. A column of counts, times or kinds is none. */
export function isPersonHeader(header: string): boolean {
  // `primaryCustomer.first` is three words.
  const key = headerKey(header.replace(/([a-z])([A-Z])/g, '$1 $2'));
  return (PERSON.test(key.replaceAll('.', ' ')) || NAME_PART.test(key)) && !THING.test(key);
}
