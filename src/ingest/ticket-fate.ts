/** What becomes of a row by its status. */
export type Fate = 'closed' | 'open' | 'merged';

const CLOSED =
  /^(?:\d{1,2}\s*[-–:]\s*)?(?:closed|solved|resolved|done|complete|completed|fixed|true|yes|1|geschlossen|gel[öo]st|erledigt|abgeschlossen|ferm[ée]e?|r[ée]solue?|cl[ôo]s|cl[ôo]tur[ée]e?|termin[ée]e?|cerrad[oa]|resuelt[oa]|solucionad[oa]|finalizad[oa]|chius[oa]|risolt[oa]|gesloten|opgelost|fechado|resolvido)(?![\p{L}\p{N}])/iu;
const MERGED = /^(?:merged|zusammengef[üu]hrt|fusionn[ée]e?|fusionad[oa])(?![\p{L}\p{N}])/iu;
const NOT_MERGED = /^(?:|0|no|false|n|nein|non|none|null|-)$/i;

/**
 * Tells closed rows from open and merged ones. Without a status column a filled closing time means closed.
 * @param status undefined where the file has no such column.
 */
export function ticketFate(
  status: string | undefined,
  closedAt: string,
  mergedInto: string,
  tags: readonly string[],
): Fate {
  const word = status?.trim() ?? '';
  if (!NOT_MERGED.test(mergedInto.trim()) || MERGED.test(word) || tags.includes('closed_by_merge')) return 'merged';
  const closed = status === undefined ? closedAt.trim() !== '' : CLOSED.test(word);
  return closed ? 'closed' : 'open';
}
