import { describe, expect, it } from 'vitest';
import { isRobot } from '../../src/ingest/is-robot.ts';

describe('isRobot', () => {
  it.each([
    'Automatic reply: Order 4471',
    'Out of Office',
    'Out of the office: back on Monday',
    'Abwesenheitsnotiz: Ihre Anfrage',
    'Automatische Antwort: Bestellung',
    'Réponse automatique : Commande',
    'Respuesta automática: Pedido',
    'Risposta automatica: Ordine',
    'Automatisch antwoord: Bestelling',
    'Resposta automática: Pedido',
    'Automatyczna odpowiedź: Zamówienie',
    'Autosvar: Beställning',
    'Automatisk svar: Ordre',
    'Undeliverable: Invoice',
    'Unzustellbar: Rechnung',
    'Undelivered Mail Returned to Sender',
    'Delivery Status Notification (Failure)',
    'Quarantine Digest',
    'Quarantänebericht',
    'Your daily spam report',
  ])('knows the subject %j', (subject) => {
    expect(isRobot(subject, 'See below.', 'a@example.com')).toBe(true);
  });

  it.each([
    'Auto reply does not work',
    'Automatic reply feature sends twice',
    'Out of office message cannot be switched on',
    'Undelivered parcel',
    'Delivery failed twice',
    'Read error on the left drive',
    'Read: the left drive stops',
    'Absence of the manual',
    'Spam filter lets everything through',
    'Returned mail order',
  ])('leaves the subject %j to a person', (subject) => {
    expect(isRobot(subject, 'The left drive stops after an hour.', 'a@example.com')).toBe(false);
  });

  it.each([
    'I am out of the office until Monday.',
    'Ich bin bis zum 12.11. nicht im Büro.',
    'Je suis actuellement absente.',
    'Sono in ferie fino al 12.',
    'Ik ben momenteel afwezig.',
    'Jag är på semester.',
    'Przebywam na urlopie.',
    'This is the mail system at host mx.example.com.',
  ])('knows the text %j', (text) => {
    expect(isRobot('Order 12', text, 'a@example.com')).toBe(true);
  });

  it('knows the senders of bounces', () => {
    expect(isRobot('Hello', 'x', 'MAILER-DAEMON@example.com')).toBe(true);
    expect(isRobot('Hello', 'x', 'postmasters@example.com')).toBe(false);
  });
});
