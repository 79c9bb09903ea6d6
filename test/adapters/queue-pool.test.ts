import { describe, expect, it } from 'vitest';
import { openQueuePool } from '../../src/adapters/queue-pool.ts';
import { ConfigError } from '../../src/domain/errors.ts';

describe('openQueuePool', () => {
  it.each(['', 'redis://localhost', 'host=localhost password=secret'])(
    'refuses %j as a URL and does not repeat it',
    (url) => {
      expect(() => openQueuePool(url)).toThrow(ConfigError);
      expect(() => openQueuePool(url)).not.toThrow(/secret/);
    },
  );

  it('asks nothing of the server before it is used', async () => {
    const pool = openQueuePool('postgres://me:secret@127.0.0.1:1/x');
    expect(pool).toMatchObject({ schema: 'coalface_queue', options: { keepAlive: true } });
    await expect(pool.query('select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await pool.end();
  });
});
