import type { Queue } from 'bullmq';
import type { Status } from '../../src/domain/status.ts';
import type { Log } from '../../src/ports.ts';
import { type Check, healthRoutes } from '../../src/web/health-routes.ts';
import { openServer, type Server } from '../../src/web/open-server.ts';
import { openBoard } from './board.ts';
import { openMetrics } from './metrics.ts';
import type { StepMetrics } from './step-metrics.ts';

/** What an operator looks at, and where. */
export interface MonitorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
  /** 0 takes a free one. */
  readonly port: number;
  /** Opens the board; at least 16 printable characters. Null for no board. */
  readonly token: string | null;
  readonly status: () => Promise<Status>;
  /** Stays the caller's: the monitor does not close it. */
  readonly queue: Queue;
  /** By name: what must work for this worker to be ready, such as `store`, `queue` and `worker`. */
  readonly checks: Readonly<Record<string, Check>>;
  /** Told of requests that failed. */
  readonly log?: Log | undefined;
}

/** A worker's window: `/healthz`, `/readyz`, `/metrics` for machines, `/board` for people with the token. */
export type Monitor = Server & StepMetrics;

/**
 * Opens the window of one worker. It only looks: whatever it asks may fail or hang without an effect on the jobs.
 * @throws ConfigError `board-token` or `listen-address`
 */
export async function openMonitor(options: MonitorOptions): Promise<Monitor> {
  const { host, port, token, status, queue, checks, log } = options;
  const plugins = token === null ? [] : [openBoard({ queue, token })];
  const { text, observeStep, stepFailed } = openMetrics({ status, queue });
  const routes = healthRoutes({ checks, metrics: text });
  const server = await openServer({ host, port, routes, plugins, log });
  return { ...server, observeStep, stepFailed };
}
