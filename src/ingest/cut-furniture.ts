const DEVICE = String.raw`(?:iphone|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|pixel|blackberry|nokia|windows|outlook|yahoo|gmail|proton|gmx|web\.de|mail|e-?mail|mobile?|phone|smartphone|handy|telefon|mobiltelefon|tablet|appareil|dispositivo|teléfono|telefono|cellulare|telemóvel|toestel|telefoon|telefonu?|urządzenia|enhet|enhed)`;
const MOBILE = new RegExp(
  String.raw`^(?:(?:sent|gesendet|envoy[ée]|enviado|inviato|verstuurd|verzonden|wysłan[eo]|skickat|skickades|sendt) (?:from|with|via|by|using|von|mit|vom|über|de|depuis|du|à partir de|desde|do|a partir d[eo]|da|dal|con|vanaf|met|vanuit|z|ze|från|fra|med) [^,;:.!?]{0,40}\b${DEVICE}\b[^,;:?!]{0,40}\.?|(?:diese (?:nachricht|mail|e-mail) wurde )?von mein(?:em|er) [^,;:.]{0,30} gesendet\.?|(?:get|hole dir|holen sie sich|obtenez|télécharge[rz]|obtener|obtenga|scarica|ottieni|download|obter|obtenha|pobierz|hämta|hent|last ned) [^,;:.]{0,20}outlook [^,;:.]{0,30}|outlook (?:voor|für|for|pour|til|för) (?:ios|android)[^,;:.]{0,20})$`,
  'iu',
);
const TYPE_ABOVE =
  /^[^\p{L}\p{N}]*(?:(?:please )?(?:type|write|add)? ?(?:your )?(?:reply|replies|response) (?:above|over) this line|(?:bitte )?(?:geben|schreiben) sie ihre antwort (?:über|oberhalb)|(?:saisissez|écrivez|veuillez (?:saisir|entrer)) votre réponse au-?dessus|(?:escriba|por favor,? (?:escriba|introduzca)) su respuesta (?:encima|sobre|por encima)|(?:digita|scrivi|digitare) la (?:tua |sua )?risposta sopra|(?:typ|schrijf) (?:uw|je) (?:antwoord|reactie) boven|(?:digite|escreva) (?:a )?sua resposta acima|(?:wpisz|napisz) (?:swoją )?odpowiedź (?:nad|powyżej)|skriv (?:ditt|dit) svar (?:ovanför|over)|in replies all text above this line|write above this line)/iu;
/** Lines that helpdesks add to their mails. */
const FOOTER =
  /^[^\p{L}\p{N}]*(?:this (?:e-?mail|message) is a service from|diese e-?mail ist ein service von|cet e-?mail est un service de|este (?:correo|e-?mail) (?:electrónico )?es un servicio de|questa e-?mail è un servizio di|deze e-?mail is een (?:service|dienst) van|este e-?mail é um serviço d[aeo]|ta wiadomość (?:e-mail )?jest usługą|det här mejlet är en tjänst|denne (?:e-)?mail er en service|delivered by zendesk|powered by (?:zendesk|freshdesk|jira service|hubspot|zoho)|you received this (?:message|e-?mail) because you|sie erhalten diese (?:nachricht|e-?mail),? weil|vous recevez (?:ce message|cet e-?mail) parce|to (?:add additional comments|view or update (?:this|your) (?:ticket|request)),? (?:reply|click|visit)|(?:view|track) (?:this |your )?(?:ticket|request|case)(?: online)? ?(?:at|here|:)|um (?:weitere )?kommentare hinzuzufügen,? antworten|pour ajouter des commentaires,? répond|\[[A-Z0-9]{5,6}-[A-Z0-9]{4,5}\]\s*$|ref:_?[\w.:!-]{10,}:ref|ticket-?id: ?\S+\s*$|how would you rate (?:the|our) (?:support|help|service)|good, i(?:'|’)m satisfied|bad, i(?:'|’)m (?:un|not )satisfied|please (?:excuse|forgive) (?:any )?(?:typos|brevity|the brevity)|please consider the environment before|think before you print)/iu;
const BANNER =
  /^[^\p{L}\p{N}]*(?:caution|warning|external(?: e-?mail| sender| mail)?|achtung|warnung|vorsicht|attention|atención|attenzione|let op|atenção|uwaga|varning|advarsel)\b[^\p{L}]{0,6}.{0,60}\b(?:originated|outside|external|extern\p{L}*|außerhalb|extérieure?|externo|esterno|buiten|zewnętrzn\p{L}*)\b.{0,260}$/iu;

/** Drops the lines that phones add ("Sent from my ..."). */
export function cutMobileSignature(text: string): string {
  return withoutLines(text, (line) => line.length >= 10 && line.length < 100 && MOBILE.test(line));
}

/** Drops the lines that helpdesks and mail gateways add: reply markers, ticket footers, survey links, warnings of mails from outside. */
export function cutFurniture(text: string): string {
  return withoutLines(
    text,
    (line) =>
      line.length >= 8 && line.length < 400 && (TYPE_ABOVE.test(line) || FOOTER.test(line) || BANNER.test(line)),
  );
}

/** Without the lines that a test knows; a text of nothing else stays whole. */
function withoutLines(text: string, isFurniture: (line: string) => boolean): string {
  const lines = text.split('\n');
  const kept = lines.filter((line) => !isFurniture(line.trim()));
  if (kept.length === lines.length) return text;
  const rest = kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return rest === '' ? text : rest;
}

const NOTICE =
  /^\W*(?:confidentiality notice|legal notice|disclaimer|haftungsausschluss|vertraulichkeitshinweis|rechtlicher hinweis|avis de confidentialit[ée]|aviso legal|aviso de confidencialidad|avviso di riservatezza|vertrouwelijkheid|klauzula poufności|sekretess)\b/iu;
const NOUN =
  /\b(?:(?:this|diese|dieses|ce|cet|este|esta|questo|questa|dit|deze|ta|niniejsza|detta|denna|denne) (?:e-?mail|mail|message|communication|transmission|nachricht|mitteilung|courriel|mensaje|correo|messaggio|bericht|mensagem|wiadomość|meddelande|meddelelse|besked)|det här (?:mejlet|meddelandet)|information (?:contained )?in this|the contents of this)/iu;
const SIGNS: readonly RegExp[] = [
  /confiden|privileged|vertraulich|riservat|vertrouwelijk|poufn|konfidenti|sekretess|fortrolig/iu,
  /intended|addressee|recipient|bestimmt|empf[äa]nger|adressat|destin[aá]|ontvanger|geadresseerde|bestemd|odbiorc|adresat|mottagar|modtager|avsedd|beregnet/iu,
  /delete|l[öo]schen|vernichten|supprim|d[ée]trui|elimin|distrug|verwijder|apag|usun|radera|slet|notify|unauthori[sz]ed|unbefugt|virus|disclos/iu,
];
/** What a notice has: a noun alone is a customer who speaks of a mail. */
const MIN_SIGNS = 2;
const NOTICE_HINT =
  /onfiden|CONFID|rivileg|isclaimer|DISCLAIMER|egal notice|aftungsaus|ertraul|echtlicher|viso legal|iservat|ertrouw|oufn|onfid|ekretess|ortrolig|ntended (?:only|solely)/;

/** Drops paragraphs, but the first, that call the mail confidential. */
export function cutDisclaimer(text: string): string {
  const second = text.indexOf('\n\n');
  if (second < 0 || !NOTICE_HINT.test(text.slice(second))) return text;
  const paragraphs = text.split(/\n{2,}/);
  const kept = paragraphs.filter((paragraph, i) => i === 0 || !isDisclaimer(paragraph));
  return kept.length === paragraphs.length ? text : kept.join('\n\n').trim();
}

function isDisclaimer(paragraph: string): boolean {
  const start = paragraph.slice(0, 600).replaceAll('\n', ' ');
  if (NOTICE.test(start)) return true;
  return NOUN.test(start.slice(0, 160)) && SIGNS.filter((sign) => sign.test(start)).length >= MIN_SIGNS;
}
