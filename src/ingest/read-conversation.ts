import type { ConversationRule, MessageRule } from './presets/preset.ts';
import { splitThread } from './split-thread.ts';

/** A message of a conversation cell, not cleaned and not redacted. */
export interface RawMessage {
  /** UTC instant, or null where the cell states none that can be read. */
  readonly at: string | null;
  readonly who: 'customer' | 'agent' | 'system';
  readonly public: boolean;
  readonly text: string;
}

/** What is known of a row when its conversation is read. */
export interface ConversationContext {
  readonly rule: ConversationRule;
  /** The row's requester as in its cell, which may be a name, an address or an id; empty where not given. */
  readonly requester: string;
  /** The instant of a date written as in the row's own dates; null where it is none. */
  readonly readAt: (date: string) => string | null;
}

/** How messages of unknown JSON usually name their parts. */
const COMMON: MessageRule = {
  text: ['text', 'plain_body', 'body_text', 'body', 'content', 'message'],
  at: ['at', 'created_at', 'createdAt', 'date'],
  public: { path: 'public', words: ['true'] },
  who: ['who', 'author.type', 'author.role', 'role', 'type', 'direction'],
  customer: ['customer', 'user', 'end-user', 'end_user', 'contact', 'lead', 'requester', 'incoming', 'in'],
  system: ['system', 'bot'],
};

const NOTHING_KNOWN: ConversationContext = { rule: { kind: 'own' }, requester: '', readAt: () => null };

/**
 * Reads the conversation cells of a row: JSON `[{"at","who","public","text"}]`, JSON of the product's API, Jira's `date;account;text`, or plain text. Plain text in
 * which nobody is named counts as an agent's private note, since nothing says that the customer may see it.
 * @returns messages in time order, those without a time where they stood.
 */
export function readConversation(
  cells: readonly string[],
  context: ConversationContext = NOTHING_KNOWN,
): readonly RawMessage[] {
  const messages = cells.filter((cell) => cell.trim() !== '').flatMap((cell) => readCell(cell, context));
  const timed = messages.every((message) => message.at !== null);
  return timed
    ? messages.sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : (a.at ?? '') > (b.at ?? '') ? 1 : 0))
    : messages;
}

function readCell(cell: string, context: ConversationContext): readonly RawMessage[] {
  const { rule, requester } = context;
  const json = parseList(cell);
  if (json !== undefined) {
    const own = json.map(readOwn);
    if (own.every((message) => message !== undefined)) return own;
    const product = rule.kind === 'json' ? rule : COMMON;
    return json.flatMap((value) => readProduct(value, product, requester) ?? []);
  }
  if (rule.kind === 'jira') return [readJira(cell, context)];
  const parts = splitThread(cell, { requester });
  return parts ? parts.map((part) => ({ at: null, ...part })) : [readJira(cell, context)];
}

/** The objects of a JSON cell; undefined where it is none. An object may hold the list in one of its keys. */
function parseList(cell: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  if (!/^\s*[[{]/.test(cell)) return undefined;
  try {
    const parsed: unknown = JSON.parse(cell);
    const list: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    return list.every(isObject) ? list : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readOwn({ at, who, public: open, text }: Readonly<Record<string, unknown>>): RawMessage | undefined {
  if (typeof text !== 'string' || (who === undefined && open === undefined)) return undefined;
  const speaker = who === 'customer' || who === 'system' ? who : 'agent';
  return { at: instant(at), who: speaker, public: open === true, text };
}

/** Undefined for an entry without words: an assignment, a change of state. */
function readProduct(
  value: Readonly<Record<string, unknown>>,
  rule: MessageRule,
  requester: string,
): RawMessage | undefined {
  const text = rule.text.map((path) => textAt(value, path)).find((found) => found.trim() !== '');
  if (text === undefined) return undefined;
  const who = speakerOf(value, rule, requester);
  const at = rule.at.map((path) => instant(valueAt(value, path))).find((found) => found !== null) ?? null;
  return { at, who, public: isPublic(value, rule, who), text };
}

function speakerOf(
  value: Readonly<Record<string, unknown>>,
  { who, customer, system = [], requesterIsCustomer }: MessageRule,
  requester: string,
): RawMessage['who'] {
  const words = who.map((path) => textAt(value, path).toLowerCase()).filter((word) => word !== '');
  if (words.some((word) => system.includes(word))) return 'system';
  const isRequester = requesterIsCustomer === true && requester !== '' && words.includes(requester.toLowerCase());
  return isRequester || words.some((word) => customer.includes(word)) ? 'customer' : 'agent';
}

function isPublic(value: Readonly<Record<string, unknown>>, rule: MessageRule, who: RawMessage['who']): boolean {
  if (rule.private) return !rule.private.words.includes(textAt(value, rule.private.path).toLowerCase());
  const word = rule.public ? textAt(value, rule.public.path).toLowerCase() : '';
  return word === '' ? who === 'customer' : (rule.public?.words.includes(word) ?? false);
}

function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split('.')) found = isObject(found) ? found[key] : undefined;
  return found;
}

function textAt(value: unknown, path: string): string {
  const found = valueAt(value, path);
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
}

// Only instants that say their zone, or count from 1970: a conversation that mixes zones would otherwise be put in the wrong order.
function instant(at: unknown): string | null {
  if (typeof at === 'number' && at > 946_684_800 && at < 4_102_444_800) return new Date(at * 1000).toISOString();
  if (typeof at !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/.test(at)) return null;
  const ms = Date.parse(at);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** A text in one piece; Jira puts date and account before it, and semicolons after the second one are the text's own. */
function readJira(cell: string, { rule, requester, readAt }: ConversationContext): RawMessage {
  const head = /^([^;\n]{6,40});([^;\n]{0,120});/.exec(cell);
  if (!head || !/\d{1,2}[/:.]\d{2}/.test(head[1] ?? '')) return { at: null, who: 'agent', public: false, text: cell };
  const isRequester = requester !== '' && (head[2] ?? '').trim().toLowerCase() === requester.toLowerCase();
  const isCustomer = rule.kind === 'jira' && isRequester;
  const text = cell.slice(head[0].length);
  return { at: readAt((head[1] ?? '').trim()), who: isCustomer ? 'customer' : 'agent', public: isCustomer, text };
}
