/**
 * The first tables. Keys and times sort bytewise (`collate "C"`) so that every database gives one order, whatever its locale. Instants are the ISO 8601 UTC
 * texts of the tickets themselves.
 */
export const FIRST_TABLES: readonly string[] = [
  `create table tickets (
     ticket_id text collate "C" primary key,
     week text collate "C" not null,
     closed_at text collate "C" not null,
     hash text not null,
     body text not null
   )`,
  `create index tickets_in_order on tickets (week, closed_at, ticket_id)`,
  `create table imports (
     import_key text collate "C" primary key,
     position integer generated always as identity,
     receipt text not null
   )`,
  `create table rejects (
     import_key text collate "C" not null references imports on delete cascade,
     position integer not null,
     file text not null,
     "row" integer not null,
     "column" text,
     code text not null,
     reason text not null,
     primary key (import_key, position)
   )`,
  `create table runs (
     run_id text collate "C" primary key,
     week text collate "C" not null,
     number integer not null,
     fingerprint text not null,
     manifest text,
     unique (week, number)
   )`,
  `create table run_values (
     run_id text collate "C" not null references runs,
     kind text collate "C" not null,
     shard integer not null,
     body text not null,
     primary key (run_id, kind, shard)
   )`,
  // Mostly base64 of floats, which does not compress: trying to doubled the time of saving.
  `alter table run_values alter column body set storage external`,
  `create table settings (
     name text collate "C" primary key,
     value text not null
   )`,
];
