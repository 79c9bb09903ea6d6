import { offsetMs } from '../domain/zone-offset.ts';

/** A clock reading turned into an instant. */
export interface Instant {
  /** Milliseconds since 1970 in UTC. */
  readonly ms: number;
  /** True where the reading never occurred: the clock jumped over it in spring. */
  readonly gap: boolean;
}

/**
 * The instant at which a wall clock in `zone` (IANA) shows a reading, given as milliseconds as if it were UTC. A reading that
 * occurs twice in autumn is taken the first time; one that spring skipped is read with the offset before the jump, the later instant.
 */
export function instantOf(readingMs: number, zone: string): Instant {
  const before = readingMs - offsetMs(readingMs - 86_400_000, zone);
  const after = readingMs - offsetMs(readingMs + 86_400_000, zone);
  if (before === after) return { ms: before, gap: false };
  const shows = (ms: number): boolean => ms + offsetMs(ms, zone) === readingMs;
  const found = [before, after].sort((a, b) => a - b).find(shows);
  return found === undefined ? { ms: Math.max(before, after), gap: true } : { ms: found, gap: false };
}

/** Whether the runtime knows an IANA zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
