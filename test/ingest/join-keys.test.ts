import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../src/domain/ticket.ts';
import { ingest } from '../../src/ingest/ingest.ts';
import { startProfile } from '../../src/ingest/source-profile.ts';

const HEADERS = ['ticket_id', 'closed_at', 'subject', 'description', 'serial', 'Order Number', 'group', 'product'];
const CARD = '4111 1111 1111 1111';

function ticketOf(cells: Readonly<Record<string, string>>): Ticket {
  const row = HEADERS.map((header) => cells[header] ?? '');
  row[0] ||= 'T-1';
  row[1] ||= '2026-11-09T10:00:00Z';
  const pass = startProfile(HEADERS, 'tickets.csv', { zone: 'UTC', zoneFrom: 'default' });
  pass.add(row);
  const context = { zone: 'UTC', seen: new Set<string>(), pseudonymize: () => 'p' };
  const [ticket] = ingest([{ source: 'tickets.csv', row: 2, body: row }], pass.finish(), context).tickets;
  if (!ticket) throw new Error('the row made no ticket');
  return ticket;
}

const describedBy = (description: string, cells: Readonly<Record<string, string>>): string =>
  ticketOf({ description, ...cells }).description;

describe('numbers that a row gives of its own', () => {
  it('stay in its texts, whatever words stand before them', () => {
    const text = 'The phone 00774112 is dead, ring 00774112 or password: 99-1207-AX';
    const cells = { serial: '00774112', 'Order Number': 'PO 7, 99-1207-AX' };
    expect(describedBy(text, cells)).toBe(text);
    expect(describedBy(text, {})).not.toBe(text);
  });

  it.each([
    ['a mail address', 'ada.mott@firm.example'],
    ['a card', CARD],
    ['an account', 'DE89370400440532013000'],
    ['a telephone number', '+44 161 496 2207'],
    ['a local telephone number', '(614) 486-3127'],
    ['digits that are a telephone number in some country', '6144863127'],
  ])('are not kept where they are %s', (_what, value) => {
    expect(describedBy(`Call me at ${value} please`, { 'Order Number': value, serial: value })).not.toContain(value);
  });
});

describe('cells of other columns', () => {
  it('lose addresses and numbers of persons', () => {
    const ticket = ticketOf({ subject: 'x', group: 'Desk of ada.mott@firm.example', product: 'ada.mott@firm.example' });
    expect(ticket.group).toBe('Desk of [EMAIL]');
    expect(ticket.product).toBeUndefined();
  });

  it('are no serial where they hold a card in groups, though one of bare digits may look like a card', () => {
    expect(ticketOf({ subject: 'x', serial: CARD }).serial).toBeUndefined();
    expect(ticketOf({ subject: 'x', serial: CARD.replaceAll(' ', '') }).serial).toBe('4111111111111111');
  });

  it('are a serial though they pass an account’s checksum, where no country has such accounts', () => {
    expect(ticketOf({ subject: 'x', serial: 'RV5-2629-36625' }).serial).toBe('RV5-2629-36625');
  });

  it('give no serial or lot that is an account in the text', () => {
    expect(ticketOf({ subject: 'lot DE89370400440532013000' }).lot).toBeUndefined();
  });
});
