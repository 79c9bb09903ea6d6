import { describe, expect, it } from 'vitest';
import { chooseQueue } from '../../../jobs/queue/queue-place.ts';
import { ConfigError } from '../../../src/domain/errors.ts';

const DATABASE_URL = 'postgres://clerk:secret@db.example:5433/coalface';

describe('chooseQueue', () => {
  it('takes Redis first, then the database, then the embedded store', () => {
    const REDIS_URL = 'rediss://:secret@redis.example/2';
    expect(chooseQueue({ REDIS_URL, DATABASE_URL })).toEqual({
      kind: 'redis',
      url: REDIS_URL,
      shown: 'rediss://redis.example:6379/2',
    });
    expect(chooseQueue({ DATABASE_URL })).toEqual({
      kind: 'postgres',
      url: DATABASE_URL,
      shown: 'postgres://db.example:5433/coalface',
    });
    expect(chooseQueue({})).toEqual({ kind: 'embedded' });
  });

  it('counts an empty variable as not set', () => {
    expect(chooseQueue({ REDIS_URL: '', DATABASE_URL: '' })).toEqual({ kind: 'embedded' });
  });

  it.each(['localhost', 'http://redis/0', 'redis://', ' ', 'undefined'])(
    'refuses REDIS_URL %j, though there is a database',
    (REDIS_URL) => {
      expect(() => chooseQueue({ REDIS_URL, DATABASE_URL })).toThrow(ConfigError);
    },
  );

  it.each(['redis://clerk:secret@db/0', 'host=db password=secret', 'secret'])(
    'refuses DATABASE_URL %j and does not repeat it',
    (DATABASE_URL) => {
      const choose = () => chooseQueue({ DATABASE_URL });
      expect(choose).toThrow(expect.objectContaining({ name: 'ConfigError', code: 'database-url' }));
      expect(choose).not.toThrow(/secret/);
    },
  );
});
