import type { Cause } from './cause.ts';
import type { TicketId } from './ticket.ts';

/** A person's blind reading of one ticket, drawn with known probability. */
export interface AuditLabel {
  readonly ticketId: TicketId;
  /** Causes that hold; empty for none. */
  readonly causes: readonly Cause[];
  readonly auditor?: string | undefined;
  /** Day of the reading, `YYYY-MM-DD`. */
  readonly at?: string | undefined;
  /** Stratum that the ticket was drawn from; strata are frozen at the draw. */
  readonly stratum?: string | undefined;
  /** Tickets in that stratum when it was drawn. */
  readonly stratumSize?: number | undefined;
}
