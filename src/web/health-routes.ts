import type { Route } from './answer.ts';
import { sharing } from './sharing.ts';
import { within } from './within.ts';

/** Asks whether one thing works. It fails where it throws, rejects, gives `false`, or takes too long. */
export type Check = () => unknown;

/** What the routes ask. */
export interface HealthOptions {
  /** By the name that a failing check is reported under. */
  readonly checks: Readonly<Record<string, Check>>;
  /** The text that `/metrics` shows, in Prometheus' format 0.0.4. */
  readonly metrics: () => Promise<string>;
  /** How long a check may take, in milliseconds; default 2,000, well below the patience of the usual probes. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 2_000;
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * The routes that a supervisor polls: `/healthz` (200 while the process can answer at all), `/readyz` (200 when every check passes, else 503 with the names of
 * those that fail and nothing of why) and `/metrics`.
 */
export function healthRoutes({ checks, metrics, timeoutMs = TIMEOUT_MS }: HealthOptions): readonly Route[] {
  const asked = Object.entries(checks).map(([name, check]) => ({ name, passes: sharing(() => ask(check)) }));
  return [
    { method: 'GET', path: '/healthz', handle: () => json(200, { status: 'ok' }) },
    {
      method: 'GET',
      path: '/readyz',
      handle: async () => {
        const failing = await findFailing(asked, timeoutMs);
        return failing.length === 0 ? json(200, { status: 'ok' }) : json(503, { status: 'failing', failing });
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      handle: async () => new Response(await metrics(), { headers: { 'content-type': METRICS_TYPE } }),
    },
  ];
}

interface NamedCheck {
  readonly name: string;
  readonly passes: () => Promise<boolean>;
}

async function findFailing(checks: readonly NamedCheck[], timeoutMs: number): Promise<readonly string[]> {
  const passed = await Promise.all(checks.map(({ passes }) => within(timeoutMs, passes()).catch(() => false)));
  return checks.filter((_, index) => passed[index] === false).map(({ name }) => name);
}

async function ask(check: Check): Promise<boolean> {
  try {
    return (await check()) !== false;
  } catch {
    return false;
  }
}

function json(status: number, body: unknown): Response {
  return Response.json(body, { status });
}
