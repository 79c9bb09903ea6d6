/** Keys under which helpdesks' answers hold a list of tickets. */
const LISTS = new Set(['tickets', 'conversations', 'results', 'result', 'issues', 'records', 'data', 'items', 'value']);
/** Keys that hold a single ticket. */
const WRAPPERS = new Set(['ticket', 'conversation', 'issue', 'incident']);
/** Keys that a single ticket has. */
const IDS = new Set(['id', 'key', 'number', 'ticket_id']);

/** Where a JSON document holds its objects: in the list that it is, in a list under a dotted path, or it is one itself. */
export type ObjectsPlace = { readonly kind: 'list' | 'single' } | { readonly kind: 'path'; readonly path: string };

/**
 * Looks at the first part of a document for the place of its objects: the first known list, or that it has an id of its own.
 * @returns undefined where nothing of it is met
 */
export function findObjects(head: string): ObjectsPlace | undefined {
  if (/^\s*\[/.test(head)) return { kind: 'list' };
  const open: string[] = [];
  let key = '';
  for (const { token, isKey } of tokens(head)) {
    if (isKey) key = token;
    else if (token === '[' && isList(open, key)) return { kind: 'path', path: [...open.slice(1), key].join('.') };
    else if (token === '{' && open.length === 1 && WRAPPERS.has(key)) return { kind: 'single' };
    else if (token === '{' || token === '[') open.push(key);
    else if (token === '}' || token === ']') open.pop();
    if (isKey && open.length === 1 && IDS.has(key)) return { kind: 'single' };
    if (open.length === 0 && token === '}') return { kind: 'single' };
  }
  return undefined;
}

/** `open` begins with the document itself. Nothing is copied: broken files nest thousands of objects. */
function isList(open: readonly string[], key: string): boolean {
  if (open.length <= 1) return LISTS.has(key);
  return open.length === 2 && open[1] === '_embedded';
}

/** Brackets and keys in order; a string is a key where a colon follows. Ends where the text is cut within a string. */
function* tokens(text: string): Generator<{ readonly token: string; readonly isKey: boolean }> {
  const next = /[{}[\]"]/g;
  const string = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"(\s*:)?/y;
  for (let match = next.exec(text); match; match = next.exec(text)) {
    if (match[0] !== '"') {
      yield { token: match[0], isKey: false };
      continue;
    }
    string.lastIndex = match.index;
    const read = string.exec(text);
    if (!read) return;
    if (read[2] !== undefined) yield { token: read[1] ?? '', isKey: true };
    next.lastIndex = string.lastIndex;
  }
}
