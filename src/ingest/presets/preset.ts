import type { Column } from '../columns.ts';

/** Words of a status column, compared without case and accents, and without a leading number ("6 - Resolved"). */
export interface StatusWords {
  readonly closed: readonly string[];
  /** Needed only for words that sound closed and are not. */
  readonly open?: readonly string[];
  readonly merged?: readonly string[];
  readonly deleted?: readonly string[];
  readonly spam?: readonly string[];
}

/** A further header that decides what a row is, beside its status. */
export interface StatusSign {
  readonly header: string;
  readonly means: 'closed' | 'merged' | 'deleted' | 'spam';
  /** The cell's words; any filled cell that is no "no" where they are not given. */
  readonly words?: readonly string[];
  /** The sign counts only where the file lacks this header. */
  readonly unless?: string;
}

/** Where a message's parts lie in the JSON of a conversation cell; paths are dotted, the first filled one counts. */
export interface MessageRule {
  readonly text: readonly string[];
  readonly at: readonly string[];
  /** Public where this path has one of these words, and private otherwise; a customer's message is public where there is neither rule nor value. */
  readonly public?: { readonly path: string; readonly words: readonly string[] };
  /** Private where this path has one of these words, and public otherwise. */
  readonly private?: { readonly path: string; readonly words: readonly string[] };
  /** Paths whose value, compared with these words, tells who spoke. Words in no list: an agent. */
  readonly who: readonly string[];
  readonly customer: readonly string[];
  readonly system?: readonly string[];
  /** The value is the customer's also where it equals the row's requester. */
  readonly requesterIsCustomer?: boolean;
}

/** How conversation cells are written: our own JSON or plain text (also a journal of speakers), JSON of the product's API, or Jira's `date;account;text`. */
export type ConversationRule =
  | { readonly kind: 'own' }
  | ({ readonly kind: 'json' } & MessageRule)
  | { readonly kind: 'jira' };

/** What is said to the administrator in the receipt. */
export interface PresetNote {
  /** Said where this canonical column is not mapped; always where it is not given. */
  readonly missing?: Column;
  readonly text: string;
}

/** How one product writes one kind of export: data alone. Headers are compared as `headerKey` writes them. */
export interface Preset {
  /** What `--source` takes. */
  readonly name: string;
  /** `--source` takes it, too: the likeliest of the product's presets. */
  readonly product: string;
  /** For people: "Zendesk account CSV". */
  readonly title: string;
  /** Header -> how surely it alone tells the preset, in (0, 1). */
  readonly fingerprint: Readonly<Record<string, number>>;
  /** Canonical column -> this product's headers, most trusted first; `A + B` reads both, in this order. An empty list: this product has none. Other columns go by the alias list. */
  readonly columns: Readonly<Partial<Record<Column, readonly string[]>>>;
  readonly status: StatusWords;
  readonly signs?: readonly StatusSign[];
  /** Tags of tickets that were merged into others. */
  readonly mergeTags?: readonly string[];
  /** Header of the id that `merged_into` names tickets by, where that is another than the ticket id. */
  readonly linkId?: string;
  /** `utc`: times without a zone are UTC. `ask`: they are in a zone that only the operator knows. */
  readonly zone: 'utc' | 'ask';
  /** Whose zone a CSV's times are in, for the warning that asks for it. */
  readonly zoneOf?: string;
  /** Unit of a duration column whose header does not say it. Default: minutes. */
  readonly units?: Readonly<Partial<Record<Column, 'ms' | 'seconds' | 'minutes' | 'hours'>>>;
  /** Words of the satisfaction column on the scale 1 to 5. */
  readonly csat?: Readonly<Record<string, number>>;
  /** How `sla_breached` is written, where not as yes and no: `remaining` is time left, negative when broken; `met` is the opposite flag. */
  readonly sla?: 'remaining' | 'met';
  /** Whether the first assignment counts as a reassignment. */
  readonly countsFirstAssignment?: boolean;
  readonly conversation: ConversationRule;
  /** Header that tells who wrote the description; words other than the customer's make it an agent's message. */
  readonly bodyAuthor?: { readonly header: string; readonly customer: readonly string[] };
  /** Cells that stand for nothing, beside empty ones; compared without case. */
  readonly blank?: readonly string[];
  /** Numbers of rows at which this product's export stops. */
  readonly rowCaps?: readonly number[];
  /** What to ask the administrator for where the file lacks what is needed. */
  readonly advice?: string;
  readonly notes?: readonly PresetNote[];
  /** Link to a ticket, with `{id}` and parts that only the operator knows in braces. */
  readonly link?: string;
}
