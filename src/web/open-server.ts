import {
  type FastifyInstance,
  type FastifyPluginCallback,
  type FastifyReply,
  type FastifyRequest,
  fastify,
} from 'fastify';
import { ConfigError } from '../domain/errors.ts';
import type { Log } from '../ports.ts';
import { answer, type OnFailure, plain, type Route, withSecurityHeaders } from './answer.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Foreign pages that come as a Fastify plugin. */
export interface WebPlugin {
  /** Path that all of it lies under, without a slash at its end: `/board`. */
  readonly prefix: string;
  /** Sees each request before the plugin does, without its body: a response ends the request, undefined lets it pass. */
  readonly guard: (request: Request) => Response | undefined;
  /** What its pages may load. */
  readonly contentSecurityPolicy: string;
  readonly register: FastifyPluginCallback;
}

/** What a server serves, and where. */
export interface ServerOptions {
  /** Default 127.0.0.1: this machine alone. */
  readonly host?: string | undefined;
  /** 0 takes a free one. */
  readonly port: number;
  readonly routes: readonly Route[];
  readonly plugins?: readonly WebPlugin[] | undefined;
  /** Told of requests that failed, by path. */
  readonly log?: Log | undefined;
}

/** A server that listens. */
export interface Server {
  /** `http://127.0.0.1:9100`, with the port that was taken. */
  readonly url: string;
  /** Stops listening and cuts what is still open; a second call does nothing more. */
  close(): Promise<void>;
}

const LOCALHOST = '127.0.0.1';
const MAX_BODY_BYTES = 1_048_576;
const REQUEST_TIMEOUT_MS = 10_000;
// Only the path and query of a request mean anything here; what the client says of the host is his word alone.
const BASE = 'http://localhost';

/**
 * Serves routes and plugins over HTTP. The routes get the body as bytes, whatever its type, up to 1 MiB.
 * @throws ConfigError `listen-address` where the address cannot be taken
 */
export async function openServer(options: ServerOptions): Promise<Server> {
  const { host = LOCALHOST, port, routes, plugins = [], log } = options;
  const onFailure: OnFailure = (path, error) => log?.warn('request failed', { path, error });
  const app = openApp(onFailure);
  for (const plugin of plugins) await addPlugin(app, plugin);
  await addRoutes(app, routes, onFailure);
  try {
    return { url: await app.listen({ host, port }), close: () => app.close() };
  } catch (error) {
    await app.close();
    throw cannotListen(host, port, error);
  }
}

function openApp(onFailure: OnFailure): FastifyInstance {
  const app = fastify({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // A page of a plugin may wait for ever on a queue that is down, and must not hold up the end of the process.
    forceCloseConnections: true,
    // No hook runs for a path that cannot be decoded.
    frameworkErrors: (_error, _request, reply) => send(reply, withSecurityHeaders(plain(400))),
  });
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) if (!reply.hasHeader(name)) reply.header(name, value);
  });
  app.setErrorHandler<Error & { readonly statusCode?: number }>((error, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode >= 500) onFailure(request.routeOptions.url ?? '', error);
    return send(reply, plain(statusCode));
  });
  return app;
}

async function addPlugin(app: FastifyInstance, plugin: WebPlugin): Promise<void> {
  await app.register(
    async (scope) => {
      // Hung on the plugin's own routes, not on paths: the router decodes `/%62oard` where a comparison of paths would not.
      scope.addHook('onRequest', async (request, reply) => {
        reply.header('content-security-policy', plugin.contentSecurityPolicy);
        const refusal = plugin.guard(toRequest(request));
        if (refusal !== undefined) return send(reply, refusal);
      });
      await scope.register(plugin.register);
    },
    { prefix: plugin.prefix },
  );
}

async function addRoutes(app: FastifyInstance, routes: readonly Route[], onFailure: OnFailure): Promise<void> {
  const handle = async (request: FastifyRequest, reply: FastifyReply) =>
    send(reply, request.method === 'TRACE' ? plain(405) : await answer(routes, toRequest(request), onFailure));
  app.setNotFoundHandler(handle);
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.all('*', handle);
  });
}

function toRequest({ raw, method, body }: FastifyRequest): Request {
  const headers = new Headers();
  for (let n = 0; n < raw.rawHeaders.length; n += 2) {
    headers.append(raw.rawHeaders[n] as string, raw.rawHeaders[n + 1] as string);
  }
  // The target may also be a whole URL or start with two slashes, and then must not name another host.
  const path = `/${(raw.url ?? '').replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/^\/+/, '')}`;
  return new Request(`${BASE}${path}`, { method, headers, ...(Buffer.isBuffer(body) ? { body } : {}) });
}

async function send(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  return reply.code(response.status).send(Buffer.from(await response.arrayBuffer()));
}

function cannotListen(host: string, port: number, cause: unknown): ConfigError {
  const { code = 'an error' } = cause as NodeJS.ErrnoException;
  return new ConfigError(
    'listen-address',
    `${host}:${port}: expected an address to listen on, got ${code}; choose another host or port, or end the process that has it`,
    { cause },
  );
}
