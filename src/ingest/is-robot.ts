const SUBJECT =
  /^(?:\[?external\]?:?\s*)?(?:automatic reply|auto(?:matic|mated)?[- ]?(?:reply|response)|out of (?:the )?office(?: auto\S*)?(?:$|\s?[:–—-]|\s(?:reply|re\b))|abwesenheits(?:notiz|meldung|assistent)|automatische antwort|r[ée]ponse automatique|absence du bureau|respuesta autom[áa]tica|fuera de la oficina|undeliver(?:able|ed)\b|unzustellbar|nicht zustellbar|delivery status notification|mail delivery (?:failed|failure|subsystem)|returned mail|failure notice|non remis|no se puede entregar)/i;
const BODY =
  /^(?:i am (?:currently )?out of (?:the )?office|i(?:'| a)m on (?:annual leave|vacation|holiday) (?:until|from)|ich bin (?:derzeit|zurzeit|bis|vom|ab) .{0,60}(?:nicht (?:im (?:haus|b[üu]ro)|erreichbar)|abwesend)|je suis (?:actuellement )?absente?|estoy fuera de la oficina|this is an automat(?:ic|ed) (?:reply|response)|delivery has failed to these recipients|your message (?:could not|couldn't|wasn't) (?:be )?delivered|this message was created automatically by mail delivery software)/i;
const SENDER = /^(?:mailer-daemon|postmaster)(?:@|$)/i;

/** Whether a whole ticket was written by a machine that answers mail: an absence note, a bounce. Subject and text are plain. */
export function isRobot(subject: string, text: string, requester: string): boolean {
  return SUBJECT.test(subject.trim()) || BODY.test(text.slice(0, 300).trim()) || SENDER.test(requester.trim());
}
