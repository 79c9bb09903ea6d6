import { sql } from 'kysely';

/** The database's clock as the stores write instants: ISO 8601 in UTC, to the millisecond. */
export const NOW = sql<string>`to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
