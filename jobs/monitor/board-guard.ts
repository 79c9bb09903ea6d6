import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ConfigError } from '../../src/domain/errors.ts';

/** Who may pass: a response refuses, or hands out the cookie; undefined lets pass. */
export type Guard = (request: Request) => Response | undefined;

/** What a guard asks for. */
export interface GuardOptions {
  /** At least 16 printable characters without spaces. */
  readonly token: string;
  /** Path that the cookie is for. */
  readonly path: string;
  /** Refuses whatever is not a question. */
  readonly readOnly: boolean;
}

const COOKIE = 'coalface_board';
const MAX_AGE_SECONDS = 12 * 3_600;
const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

/**
 * Lets pass who shows the token: as `Authorization: Bearer`, or once as `?token=` for a cookie of twelve hours that scripts cannot read and other sites cannot
 * use. The cookie holds a digest of the token, not the token: all workers with the same token accept it, also after a restart, and another token ends it.
 * @throws ConfigError `board-token`, without the token
 */
export function boardGuard({ token, path, readOnly }: GuardOptions): Guard {
  if (!/^[\x21-\x7e]{16,}$/.test(token)) {
    const got = /^[\x21-\x7e]*$/.test(token) ? `${token.length}` : 'something else';
    throw new ConfigError(
      'board-token',
      `the board's token: expected at least 16 printable characters without spaces, got ${got}; make one with \`openssl rand -hex 16\``,
    );
  }
  const session = createHmac('sha256', token).update('coalface board').digest('base64url');
  return (request) => {
    const given = new URL(request.url).searchParams.get('token');
    if (given !== null) return isSame(given, token) ? signIn(session, path) : refuse();
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    if (!isSame(bearer, token) && !isSame(cookieOf(request), session)) return refuse();
    if (readOnly && !['GET', 'HEAD'].includes(request.method)) return text(405, 'Read only', { allow: 'GET, HEAD' });
    return undefined;
  };
}

/** In a time that says nothing of how much of it is right, nor of its length. */
function isSame(given: string, expected: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

// A page that leads on, and no redirect: after a click on another site a browser would follow a redirect without the new cookie, since that site began it.
function signIn(session: string, path: string): Response {
  const page = `<!doctype html><html lang="en"><title>Coalface</title><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url=${path}/"><a href="${path}/">Open the board</a></html>\n`;
  const cookie = `${COOKIE}=${session}; Path=${path}; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Strict`;
  return new Response(page, {
    headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8', 'set-cookie': cookie },
  });
}

function refuse(): Response {
  return text(401, 'Expected a token: send it as Authorization: Bearer, or open this page once with ?token=', {
    'www-authenticate': 'Bearer realm="coalface"',
  });
}

function text(status: number, words: string, headers: Readonly<Record<string, string>>): Response {
  return new Response(`${words}\n`, {
    status,
    headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8', ...headers },
  });
}

function cookieOf(request: Request): string {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
}
