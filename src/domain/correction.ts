/** An analyst's correction, replayed by every later run. */
export interface Correction {
  /** What it corrects: re-tag, rename, merge, split, not-ours. */
  readonly kind: string;
  readonly ticketId?: string | undefined;
  readonly topicId?: string | undefined;
  readonly value: string;
  readonly by?: string | undefined;
  /** Day, `YYYY-MM-DD`. */
  readonly at?: string | undefined;
  readonly reason?: string | undefined;
}
