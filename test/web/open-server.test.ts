import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/domain/errors.ts';
import type { Route } from '../../src/web/answer.ts';
import { healthRoutes } from '../../src/web/health-routes.ts';
import { openServer, type Server, type ServerOptions, type WebPlugin } from '../../src/web/open-server.ts';

const open: Server[] = [];

async function serve(options: Partial<ServerOptions> = {}): Promise<string> {
  const server = await openServer({ port: 0, routes: [], ...options });
  open.push(server);
  return server.url;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const echo: Route = {
  method: 'POST',
  path: '/echo',
  handle: async (request) =>
    new Response(`${request.headers.get('content-type')} ${new URL(request.url).search} ${await request.text()}`, {
      headers: [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
    }),
};

const plugin: WebPlugin = {
  prefix: '/board',
  contentSecurityPolicy: "default-src 'self'",
  guard: (request) =>
    request.headers.get('authorization') === 'yes' ? undefined : new Response('no\n', { status: 401 }),
  register: (scope, _options, done) => {
    scope.get('/page', async () => 'page');
    scope.get('/bad', async () => {
      throw new Error('secret');
    });
    done();
  },
};

describe('openServer', () => {
  it('serves routes on this machine alone by default, at a free port', async () => {
    const url = await serve({ routes: healthRoutes({ checks: {}, metrics: async () => 'a 1\n' }) });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await fetch(`${url}/healthz`);
    expect(await response.json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${url}/metrics`)).text()).toBe('a 1\n');
  });

  it('names no software and sets security headers, also on errors', async () => {
    const url = await serve({ routes: [echo], plugins: [plugin] });
    const options = { headers: { authorization: 'yes' } };
    for (const path of ['/none', '/echo', '/%zz', '/board/page', '/board/bad', '/board/none']) {
      const response = await fetch(url + path, options);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      expect(response.headers.has('content-security-policy')).toBe(true);
      expect([...response.headers.keys()].filter((name) => /^(server|x-powered-by|via)$/.test(name))).toEqual([]);
      expect(await response.text()).not.toMatch(/fastify|secret|statusCode|\.ts/i);
    }
  });

  it('answers 404, 405 and 400 plainly, whatever the method and the body', async () => {
    const url = await serve({ routes: [echo] });
    const status = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(url + path, init);
      return [response.status, await response.text()];
    };
    expect(await status('/none')).toEqual([404, 'Not Found\n']);
    expect(await status('/echo')).toEqual([405, 'Method Not Allowed\n']);
    expect(await status('/echo', { method: 'PROPFIND' })).toEqual([405, 'Method Not Allowed\n']);
    expect(
      await status('/none', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }),
    ).toEqual([404, 'Not Found\n']);
    expect(await status('/%zz')).toEqual([400, 'Bad Request\n']);
    expect(await status('/echo', { method: 'POST', body: 'x'.repeat(2_000_000) })).toEqual([
      413,
      'Payload Too Large\n',
    ]);
  });

  it('passes query, headers and body on, and every cookie back', async () => {
    const url = await serve({ routes: [echo] });
    const response = await fetch(`${url}/echo?a=b`, {
      method: 'POST',
      body: 'grüße',
      headers: { 'content-type': 'x/y' },
    });
    expect(await response.text()).toBe('x/y ?a=b grüße');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('answers HEAD with the length of GET and no body', async () => {
    const url = await serve({ routes: healthRoutes({ checks: {}, metrics: async () => 'a 1\n' }) });
    const response = await fetch(`${url}/metrics`, { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '4', '']);
  });

  it.each([
    ['TRACE /echo', 405],
    ['GET //evil.example/echo', 404],
    ['GET http://evil.example/echo', 405],
    ['OPTIONS *', 404],
    ['GET /a b', 400],
  ])('does not stumble over %s', async (line, expected) => {
    const url = await serve({ routes: [echo] });
    expect(await sendRaw(url, `${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
      new RegExp(`^HTTP/1.1 ${expected} `),
    );
  });

  it('lets the guard of a plugin see every request to it, also by a disguised path', async () => {
    const url = await serve({ plugins: [plugin] });
    for (const path of ['/board/page', '/%62oard/page', '/board/%70age', '/board/bad']) {
      expect((await fetch(url + path)).status).toBe(401);
    }
    expect((await fetch(`${url}/board/page`, { method: 'HEAD' })).status).toBe(401);
    const response = await fetch(`${url}/board/page`, { headers: { authorization: 'yes' } });
    expect([response.status, await response.text()]).toEqual([200, 'page']);
    expect(response.headers.get('content-security-policy')).toBe("default-src 'self'");
  });

  it('tells the log what failed and the client nothing', async () => {
    const told: unknown[] = [];
    const log = { info: () => {}, warn: (...args: unknown[]) => void told.push(args) };
    const url = await serve({ plugins: [plugin], log });
    const response = await fetch(`${url}/board/bad`, { headers: { authorization: 'yes' } });
    expect([response.status, await response.text()]).toEqual([500, 'Internal Server Error\n']);
    expect(told).toEqual([['request failed', { path: '/board/bad', error: expect.any(Error) }]]);
  });

  it('closes at once although a request hangs, and twice', async () => {
    const server = await openServer({
      port: 0,
      routes: [{ method: 'GET', path: '/', handle: () => new Promise<never>(() => {}) }],
    });
    const cut = new Promise((resolve) => rawRequest(server.url).on('error', resolve).end());
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = performance.now();
    await server.close();
    await server.close();
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(await cut).toMatchObject({ code: 'ECONNRESET' });
  });

  it('calls an address that it cannot have a mistake of the operator', async () => {
    const url = await serve();
    const taken = openServer({ port: Number(new URL(url).port), routes: [] });
    await expect(taken).rejects.toBeInstanceOf(ConfigError);
    await expect(taken).rejects.toMatchObject({
      code: 'listen-address',
      message: expect.stringContaining('EADDRINUSE'),
    });
    await expect(openServer({ host: '203.0.113.9', port: 0, routes: [] })).rejects.toMatchObject({
      code: 'listen-address',
    });
    await expect(openServer({ port: 70_000, routes: [] })).rejects.toMatchObject({ code: 'listen-address' });
  });
});

function sendRaw(url: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}
