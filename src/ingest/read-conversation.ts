/** A message of a conversation cell, not cleaned and not redacted. */
export interface RawMessage {
  /** UTC instant, or null where the cell states none that can be read. */
  readonly at: string | null;
  readonly who: 'customer' | 'agent' | 'system';
  readonly public: boolean;
  readonly text: string;
}

/**
 * Reads the conversation cells of a row: JSON `[{"at","who","public","text"}]`, or plain text, which counts as an agent's private note since
 * nothing says that the customer may see it. Jira's `date;author;body` loses its first two parts.
 * @returns messages in time order, those without a time where they stood.
 */
export function readConversation(cells: readonly string[]): readonly RawMessage[] {
  const messages = cells.filter((cell) => cell.trim() !== '').flatMap((cell) => readJson(cell) ?? [privateNote(cell)]);
  const timed = messages.every((message) => message.at !== null);
  return timed
    ? messages.sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : (a.at ?? '') > (b.at ?? '') ? 1 : 0))
    : messages;
}

function readJson(cell: string): readonly RawMessage[] | undefined {
  if (!/^\s*[[{]/.test(cell)) return undefined;
  try {
    const parsed: unknown = JSON.parse(cell);
    const list = (Array.isArray(parsed) ? parsed : [parsed]) as unknown[];
    const messages = list.map(readMessage).filter((message) => message !== undefined);
    return messages.length === list.length ? messages : undefined;
  } catch {
    return undefined;
  }
}

function readMessage(value: unknown): RawMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { at, who, public: open, text } = value as Record<string, unknown>;
  if (typeof text !== 'string') return undefined;
  const speaker = who === 'customer' || who === 'system' ? who : 'agent';
  return { at: instant(at), who: speaker, public: open === true, text };
}

// Only instants that say their zone: a conversation that mixes zones would otherwise be put in the wrong order.
function instant(at: unknown): string | null {
  if (typeof at !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/.test(at)) return null;
  const ms = Date.parse(at);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

function privateNote(cell: string): RawMessage {
  const jira = /^[^;\n]{6,40};[^;\n]{0,80};/.exec(cell);
  const text = jira && /\d{1,2}[/:.]\d{2}/.test(jira[0]) ? cell.slice(jira[0].length) : cell;
  return { at: null, who: 'agent', public: false, text };
}
