/** Words that stand in every ticket's text and nowhere in the product: they must never reach a message. */
export const MARKER = 'zanzibarine';

const STORIES = [
  ['Pump loud', 'The circulation pump hums loudly since the bearing wore out and water drips from the seal'],
  ['Wrong promise', 'Your salesman promised us unlimited seats in the contract and now the invoice lists only ten'],
  ['Import stops', 'The custom import module your engineer built for us fails at midnight and loses the order lines'],
  ['Voucher void', 'The spring campaign voucher from your newsletter is refused at the checkout as expired'],
  ['Password', 'I cannot log in after changing my password and the reset mail does not arrive'],
  ['Valve broken', 'The valve of the new unit arrived cracked, the housing is split along the casting seam'],
] as const;

/** Columns of the made exports. */
export const HEADER = ['ticket_id', 'closed_at', 'subject', 'description', 'account_id', 'requester', 'lot'] as const;

/** Rows of a made export: `perWeek` tickets in each of the weeks 2026-W44 to 2026-W46, the last one closed on its Sunday. */
export function ticketRows(perWeek = 30): string[][] {
  return Array.from({ length: 3 * perWeek }, (_, index) => {
    const [subject, text] = STORIES[index % STORIES.length] as (typeof STORIES)[number];
    const day = Math.floor((index * 21) / (3 * perWeek - 1) - (index === 3 * perWeek - 1 ? 1 : 0));
    const closed = new Date(Date.UTC(2026, 9, 26 + Math.min(day, 20), 9, index % 60)).toISOString();
    const body = `${text}. We noticed it ${index % 9} days ago, ${MARKER} ${index}.`;
    return [
      `T-${index}`,
      closed,
      subject,
      body,
      `A-${index % 12}`,
      `person${index % 40}@example.com`,
      `L-${index % 4}`,
    ];
  });
}

/** Writes rows as CSV, each cell quoted. */
export function csv(rows: readonly (readonly string[])[], header: readonly string[] = HEADER): string {
  return [header, ...rows].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
}
