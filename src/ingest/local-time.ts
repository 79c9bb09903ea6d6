const QUARTER_MS = 900_000;
const MAX_CACHED = 200_000;

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

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

// Every zone's offset changes on a quarter hour, so one Intl call (8 µs) serves all instants of a quarter.
function offsetMs(ms: number, zone: string): number {
  const quarter = Math.floor(ms / QUARTER_MS);
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= MAX_CACHED) offsets.clear();
  const offset = wallMs(quarter * QUARTER_MS, zone) - quarter * QUARTER_MS;
  offsets.set(key, offset);
  return offset;
}

function wallMs(ms: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    const clock = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      ...clock,
    });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
