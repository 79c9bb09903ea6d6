import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/domain/errors.ts';
import { answer } from '../../src/web/answer.ts';

describe('answer', () => {
  const routes = [{ method: 'GET', path: '/a', handle: () => new Response('a') }] as const;
  const send = (path: string, method = 'GET') => answer(routes, new Request(`http://localhost${path}`, { method }));

  it('answers unknown paths with 404 and known ones by another method with 405, in plain text', async () => {
    const missing = await send('/b');
    expect([missing.status, await missing.text()]).toEqual([404, 'Not Found\n']);
    const wrong = await send('/a', 'DELETE');
    expect([wrong.status, wrong.headers.get('allow'), await wrong.text()]).toEqual([
      405,
      'GET, HEAD',
      'Method Not Allowed\n',
    ]);
    expect((await send('/a/')).status).toBe(404);
  });

  it('answers HEAD as GET', async () => {
    expect((await send('/a', 'HEAD')).status).toBe(200);
  });

  it('sets security headers on every response and keeps those of a route', async () => {
    for (const response of [await send('/a'), await send('/b'), await send('/a', 'POST')]) {
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
    const handle = () => new Response('', { headers: { 'cache-control': 'max-age=9' } });
    const own = await answer([{ method: 'GET', path: '/', handle }], new Request('http://localhost/'));
    expect(own.headers.get('cache-control')).toBe('max-age=9');
  });

  it('answers 503 to what may pass, and tells the log what was thrown', async () => {
    const told: unknown[] = [];
    const error = new StoreError('store-unreachable', 'secret');
    const handle = () => Promise.reject(error);
    const response = await answer([{ method: 'GET', path: '/', handle }], new Request('http://localhost/'), (...args) =>
      told.push(args),
    );
    expect([response.status, await response.text()]).toEqual([503, 'Service Unavailable\n']);
    expect(told).toEqual([['/', error]]);
  });
});
