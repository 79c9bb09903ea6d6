/** The four departments that can end a ticket's reason, in report order. A cause is named after its department. */
export const CAUSES = ['sales', 'professional-services', 'manufacturing', 'marketing'] as const;

/** An upstream cause; also the department that it is reported to. */
export type Cause = (typeof CAUSES)[number];

/** How a department is called where people read it. */
export const DEPARTMENT_NAMES: Readonly<Record<Cause, string>> = {
  sales: 'Sales',
  'professional-services': 'Professional Services',
  manufacturing: 'Manufacturing',
  marketing: 'Marketing',
};

/** Whether a text names a cause. */
export function isCause(text: string): text is Cause {
  return (CAUSES as readonly string[]).includes(text);
}

/** What was promised, where the cause is sales. */
export type PromiseKind = 'capability' | 'date' | 'price' | 'service level' | 'compatibility';

/** How well a broken promise is supported: the customer says so, a document shows it, the agent's note denies it. */
export type Standing = 'alleged' | 'documented' | 'contradicted';

/**
 * One labelling rule, as data (`data/causes.json`). It votes for its cause (positive weight) or against it (negative: a veto) when its pattern is found
 * in a clause. Rules carry their reason and an example, and a counter-example where confusion is near; a test runs all of them.
 */
export interface CauseRule {
  readonly id: string;
  readonly cause: Cause;
  /** ISO 639-1 code of the language that the pattern is written for; `any` for codes and names. */
  readonly language: string;
  /**
   * Where the rule looks. `text` is subject, description and public customer messages; `note` the agent's closing note and private notes;
   * `record` the names of the fields that are filled (a weak vote, never enough alone); `grammar` the customer's sentences as parts of speech.
   */
  readonly where: 'text' | 'note' | 'any' | 'record' | 'grammar';
  /** Regular expression source, matched case-insensitively within a sentence; for `grammar` a compromise match pattern. */
  readonly pattern: string;
  /** Further patterns that must be found in the same sentence or the ones next to it, in any order. */
  readonly and?: readonly string[] | undefined;
  /** Patterns that silence the rule when found in the same sentence. */
  readonly unless?: readonly string[] | undefined;
  /** Log-odds that the vote adds; between -6 and 6. */
  readonly weight: number;
  readonly promise?: PromiseKind | undefined;
  readonly standing?: Standing | undefined;
  /** Why this pattern speaks for or against the cause. */
  readonly reason: string;
  /** A sentence on which the rule fires. */
  readonly example: string;
  /** A sentence near to it on which it must not fire. */
  readonly counterExample?: string | undefined;
}

/** A line through log-odds. */
export interface Calibration {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * How a long ticket is judged: every sentence is a chance to find a pattern by accident, so that the odds which a vote stands for fall with their number.
 */
export interface LengthPrior {
  /** Log-odds taken each time the number of sentences grows e-fold, in [0, 2]. */
  readonly weight: number;
  /** Number of sentences at which nothing is added or taken; above 0. */
  readonly typical: number;
}

/** How far a topic may speak for its members (`poolByTopic`). */
export interface TopicPooling {
  /** Tickets of the overall share that a topic's own share is mixed with; above 0. */
  readonly pseudoCount: number;
  /** Part of the difference in log-odds that counts, in [0, 1]: a ticket's neighbours are no witnesses of its own case. */
  readonly weight: number;
  /** Bounds of the shift, in log-odds. */
  readonly least: number;
  readonly most: number;
}

/** The rules with the two thresholds that their scores are read by. */
export interface CauseRules {
  /** Changes whenever a rule does; part of the tagger's identity. */
  readonly version: string;
  readonly languages: readonly string[];
  /** Prior log-odds of each cause before any vote. */
  readonly prior: Readonly<Record<Cause, number>>;
  /** Score in [0, 1] from which a ticket is tagged with the cause. */
  readonly taggedFrom: number;
  /** Score in [0, 1] from which a ticket is unsure: goes to review, is no finding. */
  readonly unsureFrom: number;
  /** Platt scaling of each cause's sum of votes: score = logistic(slope x sum + intercept); without it slope 1, intercept 0. */
  readonly calibration?: Readonly<Record<Cause, Calibration>> | undefined;
  /** Without it the length of a ticket says nothing. */
  readonly length?: LengthPrior | undefined;
  /** Without it topics say nothing of their members. */
  readonly pooling?: TopicPooling | undefined;
  readonly rules: readonly CauseRule[];
}
