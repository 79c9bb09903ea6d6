import { describe, expect, it } from 'vitest';
import { parseRedisUrl } from '../../../jobs/queue/redis-url.ts';

describe('parseRedisUrl', () => {
  it.each([
    ['redis://redis', { host: 'redis', port: 6379, db: 0 }],
    ['redis://redis:7000/3', { host: 'redis', port: 7000, db: 3 }],
    ['redis://[::1]:7000', { host: '::1', port: 7000, db: 0 }],
    ['redis://:p%40ss%2Fword@redis', { host: 'redis', port: 6379, db: 0, password: 'p@ss/word' }],
    ['redis://me:pw@redis/', { host: 'redis', port: 6379, db: 0, username: 'me', password: 'pw' }],
    ['rediss://redis.example', { host: 'redis.example', port: 6379, db: 0, tls: {} }],
    ['redis+unix:///run/redis/redis.sock', { path: '/run/redis/redis.sock', db: 0 }],
    ['/run/redis/redis.sock', { path: '/run/redis/redis.sock', db: 0 }],
  ])('reads %s', (url, options) => {
    expect(parseRedisUrl(url).options).toEqual(options);
  });

  it('shows the server without user and password', () => {
    expect(parseRedisUrl('rediss://me:secret@redis.example:7000/3').shown).toBe('rediss://redis.example:7000/3');
    expect(parseRedisUrl('/run/redis.sock').shown).toBe('/run/redis.sock');
  });

  it.each([
    ['redis://', 'no host'],
    ['redis:secret', 'no host'],
    ['redis://:secret@', 'something else'],
    ['redis://:secret@redis:port', 'something else'],
    ['me:secret@redis:6379', 'another scheme'],
    ['//redis/secret', 'something else'],
    ['secret', 'something else'],
    ['6379', 'something else'],
    ['', 'something else'],
    ['http://me:secret@redis', 'another scheme'],
    ['unix:///run/secret.sock', 'another scheme'],
    ['redis+unix://run/secret.sock', 'another scheme'],
    ['redis://:secret@redis/first', 'a database that is not a number'],
    ['redis://redis?password=secret', 'settings after ? or #'],
    ['redis://:50%secret@redis', 'a user or password with a bare %'],
    ['/run/secret/', 'a path that cannot be a socket'],
    ['/run/secret.sock?db=1', 'a path that cannot be a socket'],
    ['/', 'a path that cannot be a socket'],
  ])('refuses %j: %s, and does not repeat it', (url, got) => {
    const parse = () => parseRedisUrl(url);
    expect(parse).toThrow(expect.objectContaining({ name: 'ConfigError', code: 'redis-url' }));
    expect(parse).toThrow(`got ${got}`);
    expect(parse).not.toThrow(/secret/);
  });
});
