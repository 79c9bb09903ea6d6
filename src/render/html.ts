/** Markup that is safe to send; only the `html` tag makes it. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a hole of a template: text is escaped, markup is kept, lists are joined, `null` and `false` print nothing. */
export type Hole = string | number | Html | null | false | readonly Hole[];

// Control characters cannot stand in HTML, and bidirectional overrides in a customer's text would turn the text around it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text without characters that cannot be seen and do harm: controls (but tab and line ends) and bidirectional overrides. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** Text that means the same as content and as a quoted attribute value. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

/** Template tag that escapes every hole. Attribute values must be quoted in the template. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  let markup = parts[0] as string;
  holes.forEach((hole, index) => {
    markup += fill(hole) + parts[index + 1];
  });
  return { markup };
}

function fill(hole: Hole): string {
  if (hole === null || hole === false) return '';
  if (typeof hole === 'string') return escapeHtml(hole);
  if (typeof hole === 'number') return String(hole);
  return 'markup' in hole ? hole.markup : hole.map(fill).join('');
}
