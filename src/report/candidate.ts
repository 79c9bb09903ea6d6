import type { Cause } from '../domain/cause.ts';
import type { FindingKind } from '../domain/finding.ts';
import type { Answer, Issue } from '../domain/measure.ts';

/** Something that may become a finding. */
export interface Candidate {
  readonly department: Cause;
  readonly kind: FindingKind;
  /** What makes it the same finding next week. */
  readonly key: string;
  readonly issue: Issue;
  /** The department's question answered for this very segment, where it is. */
  readonly answer: Answer | null;
  /** Other departments that cause these tickets too; they receive the finding, and do not lead it. */
  readonly also: readonly Cause[];
}
