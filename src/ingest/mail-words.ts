// The words that mailers put around quoted mails, in English, German, French, Spanish, Italian, Dutch, Portuguese, Polish, Swedish, Danish and Norwegian.

/** What a header line of a quoted mail says. */
export type HeaderKind = 'from' | 'date' | 'to' | 'cc' | 'subject';

const KEYS: Readonly<Record<HeaderKind, string>> = {
  from: 'from|von|absender|de|expéditeur|remitente|da|mittente|van|afzender|od|nadawca|från|avsändare|fra|afsender|avsender|received from',
  date: 'sent|sent on|date|date sent|gesendet|gesendet am|datum|envoyé|envoyé le|enviado|enviado el|enviado em|enviada em|enviada|fecha|inviato|inviato il|data|verzonden|verzonden op|wysłano|wysłane|skickat|sendt|dato|received',
  to: 'to|an|à|a|para|per|aan|do|till|til|destinataire|destinatario|empfänger',
  cc: 'cc|bcc|kopie|kopia|copie|dw|cci|udw',
  subject: 'subject|betreff|betr|objet|sujet|asunto|oggetto|onderwerp|assunto|temat|ämne|emne',
};

const KIND_OF: ReadonlyMap<string, HeaderKind> = new Map(
  (Object.entries(KEYS) as [HeaderKind, string][]).flatMap(([kind, words]) =>
    words.split('|').map((word) => [word, kind] as const),
  ),
);

/** The kind of a mail header line (`Von: ...`, `*Sent:* ...`); undefined where it is none. Costs little on other lines. */
export function headerKind(line: string): HeaderKind | undefined {
  const colon = line.indexOf(':');
  if (colon < 1 || colon > 24) return undefined;
  return KIND_OF.get(line.slice(0, colon).replaceAll('*', '').trim().toLowerCase());
}

/** Header words within a line, for texts that lost their line breaks. Group 1 is the word. */
export const INLINE_KEY = new RegExp(
  `(?:^|[\\s*])(${[...KIND_OF.keys()].filter((key) => key.length > 1).join('|')})\\s?:\\*?\\s`,
  'giu',
);

/** The kind that a header word stands for. */
export function kindOfWord(word: string): HeaderKind | undefined {
  return KIND_OF.get(word.toLowerCase());
}

/** Verbs of attribution lines ("... wrote:"). Group 1 is what stands between verb and colon. */
export const WROTE =
  /(?:^|[\s>")\],;])(?:wrote|schrieb|geschrieben|a [ée]crit|escribi[óo]|ha scritto|schreef|geschreven|escreveu|napisał(?:a|\(a\)|\/a)?|pisze|napisana przez|skrev|har skrevet)(?![\p{L}])([^:\n]{0,120}):\s*$/iu;

/** Whoever is named so was quoted by hand: mailers know names and addresses. */
export const BY_HAND =
  /(?:^|[\s,])(?:i|we|you|he|she|they|ich|wir|sie|er|je|nous|vous|il|elle|yo|ella|él|io|lui|lei|ik|wij|hij|zij|eu|ele|ela|jag|han|hon|jeg|hun|(?:your|our|my|the|one|his|her|ihr|ihre|unser|mein|der|die|ein|votre|notre|mon|un|une|su|mi|el|vostro|il|la|uw|onze|de|seu|sua|er|din|min)\s+\p{L}+(?:\s\p{L}+)?)\s*$/iu;
/** The same behind the verb. */
export const BY_HAND_AFTER =
  /^\s*(?:ich|wir|sie|er|mir|uns|ik|wij|hij|zij|ihr|(?:ihr|unser|mein|der|die|ein|uw|onze|de|een)\s+\p{L}+(?:\s\p{L}+)?)\s*$/iu;

const QUOTE_WORDS = [
  'original(?:e)? (?:message|appointment|nachricht|mail|e-mail|meddelelse|melding)|forwarded (?:message|by)|originalnachricht|originalmeddelande',
  'urspr[üu]ngliche (?:nachricht|e-mail|mail)|weitergeleitete (?:nachricht|e-mail|mail)|weitergeleitet von',
  "(?:message|courriel|e-mail|mail) (?:d['’]origine|original|initial|transf[ée]r[ée])|transf[ée]r[ée] par",
  '(?:mensaje|correo) (?:original|reenviado)|reenviado por|(?:messaggio|mail) (?:originale|inoltrat[oa])|inoltrato da',
  '(?:oorspronkelijk|origineel|doorgestuurd) bericht|doorgestuurd door|mensagem (?:original|encaminhada|reencaminhada)|encaminhado por',
  'oryginalna wiadomość|wiadomość (?:oryginalna|przekazana)|przekazane przez|treść przekazanej wiadomości',
  'ursprungligt meddelande|vidarebefordrat (?:meddelande|brev)|vidarebefordrat av|oprindelig (?:meddelelse|besked)|videresendt (?:meddelelse|besked|melding)|videresendt af|opprinnelig melding',
].join('|');

/** `-----Original Message-----` and the like. */
export const SEPARATOR = new RegExp(`^[\\s>]*[-_=*~–—]{2,}\\s*(?:${QUOTE_WORDS})`, 'iu');
/** The line that Apple's mailer puts above a forwarded mail. */
export const BEGIN_FORWARD =
  /^[\s>]*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail|mail)|d[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])|inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht|in[íi]cio da mensagem (?:re)?encaminhada|początek przekazywanej wiadomości|b[öo]rja(?:n på|r)? vidarebefordrat (?:meddelande|brev)|start på videresendt besked|videresendt melding)\s?:\s*$/iu;

/** Own words above a forwarded mail that only point to it. */
export const POINTER =
  /^\W*(?:fyi|for your information|(?:please )?see (?:the mail )?below|please (?:handle|advise|take care)|zur (?:info|information|kenntnis|kenntnisnahme)|siehe unten(?:stehend)?|s\. ?u\.|bitte (?:um bearbeitung|bearbeiten|übernehmen)|pour (?:info|information)|voir ci-dessous|(?:para|a) (?:su|tu) informaci[óo]n|ver abajo|v[ée]ase (?:m[áa]s )?abajo|per (?:conoscenza|informazione)|vedi sotto|ter info(?:rmatie)?|zie (?:hier)?onder|para (?:sua )?informação|ver abaixo|do wiadomości|patrz niżej|f[öo]r k[äa]nnedom|se nedan|til orientering|se nedenfor|se under)\W*$/iu;
