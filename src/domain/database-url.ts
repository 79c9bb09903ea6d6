import { ConfigError } from './errors.ts';

/**
 * Names the database that DATABASE_URL leads to, without user and password, for messages.
 * @param url `postgres://user:password@host:5432/database`
 * @throws ConfigError `database-url` where `url` is none; its message never repeats the value, which may hold a password
 */
export function describeDatabase(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'postgres:' && parsed?.protocol !== 'postgresql:') {
    throw new ConfigError(
      'database-url',
      'DATABASE_URL: expected postgres://user:password@host:5432/database, got something else',
    );
  }
  return `postgres://${parsed.searchParams.get('host') ?? (parsed.host || 'localhost')}${parsed.pathname}`;
}
