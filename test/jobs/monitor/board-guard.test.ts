import { describe, expect, it } from 'vitest';
import { boardGuard } from '../../../jobs/monitor/board-guard.ts';

const TOKEN = 'correct-horse-battery';
const open = (token = TOKEN, readOnly = true) => boardGuard({ token, path: '/board', readOnly });
const ask = (headers: Record<string, string> = {}, path = '/board/', method = 'GET') =>
  new Request(`http://localhost${path}`, { headers, method });

describe('boardGuard', () => {
  it.each(['', 'short', 'fifteen-letters', 'with spaces in the token', 'mit-ümläüten-im-wort'])(
    'refuses %j as a token and does not repeat it',
    (token) => {
      const expected = expect.objectContaining({ name: 'ConfigError', code: 'board-token' });
      expect(() => open(token)).toThrow(expected);
      if (token !== '') expect(() => open(token)).not.toThrow(token);
    },
  );

  it('lets pass who sends the token', () => {
    expect(open()(ask({ authorization: `Bearer ${TOKEN}` }))).toBeUndefined();
  });

  it.each([
    ['nothing', {}, '/board/'],
    ['another token', { authorization: 'Bearer correct-horse-batterx' }, '/board/'],
    ['a part of it', { authorization: 'Bearer correct-horse' }, '/board/'],
    ['another scheme', { authorization: `Basic ${TOKEN}` }, '/board/'],
    ['the token as cookie', { cookie: `coalface_board=${TOKEN}` }, '/board/'],
    ['an empty cookie', { cookie: 'coalface_board=' }, '/board/'],
    ['a wrong token in the address', { authorization: `Bearer ${TOKEN}` }, '/board/?token=wrong'],
  ])('refuses who sends %s', (_what, headers, path) => {
    const response = open()(ask(headers as Record<string, string>, path));
    expect([response?.status, response?.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="coalface"']);
    expect(response?.headers.has('set-cookie')).toBe(false);
  });

  it('trades the token in the address for a cookie without it, which every worker with that token takes', async () => {
    const response = open()(ask({}, `/board/?token=${TOKEN}`));
    const cookie = response?.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^coalface_board=[\w-]{43}; Path=\/board; Max-Age=43200; HttpOnly; SameSite=Strict$/);
    expect(cookie + (await response?.text())).not.toContain(TOKEN);
    const [pair = ''] = cookie.split(';');
    expect(open()(ask({ cookie: `a=b; ${pair}; c=d` }))).toBeUndefined();
    expect(open('another-token-of-length')(ask({ cookie: pair }))?.status).toBe(401);
  });

  it('refuses to change anything while it is read only', () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect(open()(ask(headers, '/board/api/queues/pause', 'PUT'))?.status).toBe(405);
    expect(open(TOKEN, false)(ask(headers, '/board/api/queues/pause', 'PUT'))).toBeUndefined();
    expect(open()(ask({}, '/board/api/queues/pause', 'PUT'))?.status).toBe(401);
  });
});
