/** A ticket that comes again with a close in a later week was reopened: it keeps its week, and the later ones are kept beside it, separated by blanks. */
export const CLOSED_AGAIN: readonly string[] = [
  `alter table tickets add column closed_again text not null default ''`,
  `create index tickets_closed_again on tickets (week) where closed_again <> ''`,
];
