/** What an absence note or bounce has for a subject: the words, then the subject that it answers or nothing. "Auto reply does not work" is a person's. */
const REPLY = new RegExp(
  `^(?:\\[?external\\]?:?\\s*)?(?:${[
    'automatic reply|auto(?:matic|mated)?[- ]?(?:reply|response|answer)|out of (?:the )?office(?: (?:auto[- ]?)?repl(?:y|ies)| auto\\S*)?|ooo|away from (?:my desk|the office)',
    'abwesenheits(?:notiz|meldung|assistent|nachricht)|abwesend|automatische (?:antwort|r[ée]ponse)|autoreply|nicht im (?:b[üu]ro|haus)',
    "r[ée]ponse automatique|absence du bureau|absent du bureau|message d['’]absence",
    "respuesta autom[áa]tica|fuera de (?:la )?oficina|risposta automatica|fuori (?:sede|ufficio)|assente dall[’']ufficio",
    'automatisch antwoord|automatisch(?:e)? (?:bericht|beantwoording)|afwezigheids(?:bericht|melding)|niet aanwezig|resposta autom[áa]tica|fora do escrit[óo]rio|aus[êe]ncia tempor[áa]ria',
    'automatyczna odpowied[źz]|odpowied[źz] automatyczna|poza biurem|autosvar|automatiskt svar|fr[åa]nvaro(?:meddelande)?|automatisk svar|ikke til stede|frav[æa]r',
    'undeliverable|undelivered mail(?: returned to sender)?|unzustellbar|nicht zustellbar|non remis|[ée]chec de (?:la )?remise|no se puede entregar|non recapitabile|onbestelbaar|n[ãa]o entregue|niedostarczon[ae]|kan inte leveras|kan ikke leveres|uleveret',
    'delivery status notification(?: \\([^)]{1,30}\\))?|mail delivery (?:failed|failure|subsystem)|mail system error|returned mail|failure notice',
  ].join('|')})\\s*(?:$|[:–—]|-\\s)`,
  'iu',
);
const NOTICE =
  /^(?:undeliver(?:able|ed mail)|returned mail: (?:see|user)|delivery status notification|mail delivery failed|failure notice|(?:\[[^\]]{1,40}\] )?(?:your )?(?:daily |weekly |end[- ]?user )?(?:spam|quarantine) (?:digest|summary|report|notification)|(?:you have )?\d* ?(?:new )?(?:held|quarantined) messages?|quarant[äa]ne-?(?:bericht|benachrichtigung|zusammenfassung)|spam-?bericht|rapport de quarantaine|informe de cuarentena|rapporto quarantena|quarantaine-?(?:rapport|overzicht)|raport kwarantanny)/iu;
const BODY =
  /^(?:i am (?:currently )?out of (?:the )?office|i(?:'|’| a)m (?:currently )?on (?:annual leave|vacation|holiday|parental leave|sick leave) (?:until|from|and|till)|thank you for your (?:e-?mail|message)\.? i am (?:currently )?(?:out of|away)|ich bin (?:derzeit|zurzeit|momentan|bis|vom|ab) .{0,60}(?:nicht (?:im (?:haus|b[üu]ro)|erreichbar)|abwesend|im urlaub)|vielen dank f[üu]r ihre (?:nachricht|e-?mail)\.? ich bin .{0,60}(?:nicht (?:im|erreichbar)|abwesend|im urlaub)|je suis (?:actuellement )?(?:absente?|en cong[ée]s?)|estoy (?:actualmente )?(?:fuera de la oficina|de vacaciones)|sono (?:attualmente )?(?:fuori (?:sede|ufficio)|assente|in ferie)|ik ben (?:momenteel |van .{0,40})?(?:afwezig|niet (?:aanwezig|op kantoor)|met vakantie)|estou (?:atualmente )?(?:ausente|fora do escrit[óo]rio|de f[ée]rias)|(?:jestem|obecnie jestem|przebywam) (?:nieobecn[ya]|poza biurem|na urlopie)|jag [äa]r (?:just nu )?(?:inte p[åa] kontoret|p[åa] semester|ledig|fr[åa]nvarande)|jeg er (?:i [øo]jeblikket )?(?:ikke p[åa] kontoret|p[åa] ferie|frav[æa]rende)|this is an automat(?:ic|ed) (?:reply|response|message from)|dies ist eine automatische (?:antwort|nachricht)|ceci est (?:une r[ée]ponse|un message) automatique|delivery has failed to these recipients|your message (?:could not|couldn't|wasn't) (?:be )?delivered|this message was created automatically by mail delivery software|this is the mail system at host|diese nachricht wurde automatisch vom? mail)/iu;
const SENDER = /^(?:mailer-daemon|postmaster|microsoftexchange[0-9a-f]{8,}|quarantine|spam-?digest)(?:@|$)/i;
const MAX_START = 300;

/** Whether a whole ticket was written by a machine that answers or sorts mail: an absence note, a bounce, a spam filter's digest. Subject and text are plain. */
export function isRobot(subject: string, text: string, requester: string): boolean {
  const title = subject.trim();
  return (
    REPLY.test(title) ||
    NOTICE.test(title) ||
    BODY.test(text.slice(0, MAX_START).trim()) ||
    SENDER.test(requester.trim())
  );
}
