/**
 * What a week's work needs to be shared among processes: what was asked for, values on their way between steps, how far each step has come, tags that hold as
 * long as the ticket's text, and the business files as last given.
 */
export const JOBS: readonly string[] = [
  `create table intakes (
     intake_id text collate "C" primary key,
     key text collate "C" not null,
     number integer not null,
     position integer generated always as identity,
     body text not null,
     opened_at text not null,
     settled_at text,
     unique (key, number)
   )`,
  `create table staged (
     intake_id text collate "C" not null references intakes on delete cascade,
     kind text collate "C" not null,
     shard integer not null,
     body text not null,
     primary key (intake_id, kind, shard)
   )`,
  `create table steps (
     scope text collate "C" not null,
     step text collate "C" not null,
     shard integer not null,
     state text not null,
     attempts integer not null,
     ms integer not null,
     counts text not null,
     code text,
     primary key (scope, step, shard)
   )`,
  `create table ticket_tags (
     ticket_id text collate "C" primary key,
     hash text not null,
     model text not null,
     body text not null
   )`,
  `create table business (
     kind text collate "C" primary key,
     file text not null,
     sha256 text not null,
     body text not null
   )`,
  `alter table runs add column finished_at text`,
];
