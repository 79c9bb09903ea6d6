import { STATUS_CODES } from 'node:http';
import { CoalfaceError } from '../domain/errors.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** One path and what answers it. */
export interface Route {
  /** A GET answers HEAD as well. */
  readonly method: 'GET' | 'POST';
  /** Compared as it is: no patterns. */
  readonly path: string;
  readonly handle: (request: Request) => Response | Promise<Response>;
}

/** Told of what a route threw; the reader of the response is told the status alone. */
export type OnFailure = (path: string, error: unknown) => void;

/**
 * Answers a request by the route of its path and method: 404 where no route has the path, 405 with `Allow` where none has the method, and where a route
 * throws 503 for what may pass by itself (a retryable CoalfaceError) and 500 for the rest. Every response has the security headers.
 * HEAD is answered as GET, body included: the server leaves it out and keeps its length.
 */
export async function answer(
  routes: readonly Route[],
  request: Request,
  onFailure: OnFailure = () => {},
): Promise<Response> {
  return withSecurityHeaders(await find(routes, request, onFailure));
}

/** A response of nothing but its status in words. */
export function plain(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  const text = STATUS_CODES[status] ?? 'Error';
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } });
}

async function find(routes: readonly Route[], request: Request, onFailure: OnFailure): Promise<Response> {
  const { pathname } = new URL(request.url);
  const here = routes.filter(({ path }) => path === pathname);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = here.find((one) => one.method === method);
  if (here.length === 0) return plain(404);
  if (route === undefined) return plain(405, { allow: allowed(here) });
  try {
    return await route.handle(request);
  } catch (error) {
    onFailure(route.path, error);
    return plain(error instanceof CoalfaceError && error.retryable ? 503 : 500);
  }
}

function allowed(routes: readonly Route[]): string {
  return routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
}

/** The response with the security headers that it does not set itself. */
export function withSecurityHeaders(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) if (!headers.has(name)) headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}
