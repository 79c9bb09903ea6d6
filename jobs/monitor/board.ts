import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { Queue } from 'bullmq';
import type { WebPlugin } from '../../src/web/open-server.ts';
import { boardGuard } from './board-guard.ts';
import { idsOnly } from './ids-only.ts';

/** What the board shows, and to whom. */
export interface BoardOptions {
  readonly queue: Queue;
  /** At least 16 printable characters. */
  readonly token: string;
  /** Default true: nothing can be retried, paused or removed. */
  readonly readOnly?: boolean | undefined;
}

const PREFIX = '/board';
// The page styles its elements in place.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const STATS_ROUTE = '/api/redis/stats';
// Its page asks a font server for its typeface, which would tell a stranger who looks at it and when; the system's serves as well.
const FOREIGN_LINK = /<link[^>]+href="https?:[^>]*>/g;

/**
 * Bull Board under `/board`, for who has the token. It shows states, instants, ids and counts of jobs and nothing else of them; its files come from this server.
 * @throws ConfigError `board-token`
 */
export function openBoard({ queue, token, readOnly = true }: BoardOptions): WebPlugin {
  const guard = boardGuard({ token, path: PREFIX, readOnly });
  const pages = openPages(queue, readOnly);
  return {
    prefix: PREFIX,
    guard,
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    register: (scope, options, done) => {
      scope.addHook('onSend', async (_request, reply, payload) =>
        typeof payload === 'string' && `${reply.getHeader('content-type')}`.startsWith('text/html')
          ? payload.replace(FOREIGN_LINK, '')
          : payload,
      );
      pages(scope, options, done);
    },
  };
}

function openPages(queue: Queue, readOnly: boolean): WebPlugin['register'] {
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(PREFIX);
  createBullBoard({
    queues: [new BullMQAdapter(queue, { readOnlyMode: readOnly })],
    serverAdapter,
    options: {
      uiConfig: { boardTitle: 'Coalface', hideDocsLink: true },
      handlerHooks: {
        // The numbers of the server name its operating system, and hold no jobs.
        after: ({ route }, result) =>
          route === STATS_ROUTE ? result : { ...result, body: idsOnly(result.body) as typeof result.body },
      },
    },
  });
  // The board's own handler shows the message of whatever was thrown.
  serverAdapter.setErrorHandler(() => ({ status: 500, body: { error: { key: 'ERRORS.INTERNAL_SERVER_ERROR' } } }));
  return serverAdapter.registerPlugin();
}
