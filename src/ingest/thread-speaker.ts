/** The label that opens a turn of a thread. */
export interface ThreadTurn {
  /** `before` for what stands above the first label. */
  readonly kind: 'journal' | 'role' | 'before';
  readonly who: 'customer' | 'agent' | 'system';
  readonly open: boolean;
  /** Digits of the time, most significant first where the year leads; empty where there is none. */
  readonly stamp: string;
  /** What stands behind the label on its line. */
  readonly rest: string;
}

const STAMP = String.raw`\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T,]?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?`;
const JOURNAL = new RegExp(String.raw`^(${STAMP}) - ([^()]{1,80}?) ?\(([^()]{3,40})\)\s*$`);
const ROLE = new RegExp(
  String.raw`^(?:[\[(]?(${STAMP}|\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?)[\])]?\s*[-–:|]?\s*)?([\p{L}][\p{L}' -]{1,24})(?:\s?[([]([\p{L} -]{3,30})[)\]])?\s?:(?:\s+|$)`,
  'u',
);
/** Journal labels of notes that the customer does not see. */
const PRIVATE =
  /work ?notes?|internal|private|arbeitsnotiz|intern|privat|notes? (?:de travail|internes?)|notas? (?:de trabajo|internas?)|note (?:di lavoro|interne)|werknotities/i;
const CUSTOMER =
  /^(?:customer|client|caller|requester|end[- ]?user|user|visitor|guest|buyer|kunde|kundin|anrufer|besucher|melder|anwender|clients?|cliente|demandeur|utilisateur|usuario|solicitante|utente|richiedente|klant|gebruiker|utilizador|klient|użytkownik|kund|kunde|bruger)$/i;
const AGENT =
  /^(?:agent|support|support agent|technician|engineer|operator|representative|advisor|service ?desk|help ?desk|staff|berater|techniker|mitarbeiter|sachbearbeiter|bearbeiter|technicien|conseiller|opérateur|agente|técnico|soporte|tecnico|operatore|assistenza|medewerker|ondersteuning|suporte|konsultant|wsparcie|handläggare|medarbejder)$/i;
const SYSTEM = /^(?:system|bot|chatbot|automation|auto|système|sistema|systeem)$/i;

/** Reads the label at the start of a line; undefined where it has none. `requester` may be empty. */
export function speakerOf(line: string, requester: string): ThreadTurn | undefined {
  return journalHeader(line, requester) ?? roleLabel(line, requester);
}

function journalHeader(line: string, requester: string): ThreadTurn | undefined {
  if (!line.endsWith(')') && !/\)\s+$/.test(line.slice(-5))) return undefined;
  const [, stamp = '', name = '', label = ''] = JOURNAL.exec(line) ?? [];
  if (name === '') return undefined;
  const open = !PRIVATE.test(label);
  const who = SYSTEM.test(name) ? 'system' : open && isSame(name, requester) ? 'customer' : 'agent';
  return { kind: 'journal', who, open, stamp: sortable(stamp), rest: '' };
}

function roleLabel(line: string, requester: string): ThreadTurn | undefined {
  const found = ROLE.exec(line.slice(0, 160));
  if (!found) return undefined;
  const [label, stamp = '', role = '', more = ''] = found;
  const who = roleOf(role.trim(), more, requester, stamp !== '');
  if (who === undefined) return undefined;
  const open = who === 'customer' || (!PRIVATE.test(more) && !PRIVATE.test(role) && more !== '?');
  return { kind: 'role', who, open, stamp: sortable(stamp), rest: line.slice(label.length) };
}

/** A name says who speaks where it is the requester's, or stands behind a time together with a role: `[10:14] Jane (agent): ...`. */
function roleOf(role: string, more: string, requester: string, isTimed: boolean): ThreadTurn['who'] | undefined {
  for (const word of [role, more]) {
    if (CUSTOMER.test(word)) return 'customer';
    if (AGENT.test(word)) return 'agent';
    if (SYSTEM.test(word)) return 'system';
  }
  return isTimed && isSame(role, requester) ? 'customer' : undefined;
}

function isSame(name: string, requester: string): boolean {
  const sorted = (text: string) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .sort()
      .join(' ');
  return requester !== '' && sorted(name) === sorted(requester);
}

/** Only times that begin with a year can be compared as they stand. */
function sortable(stamp: string): string {
  return /^\d{4}[-/.]\d{2}[-/.]\d{2}.*\d{2}[:.]\d{2}/.test(stamp) ? stamp.replace(/\D+/g, '') : '';
}
