/** Columns of a terminal that nothing printed goes beyond, but for a word that is longer by itself. */
export const WIDTH = 100;
/** Where texts begin after their label. */
const INDENT = 13;

/**
 * A labelled text on as many lines as it takes: the label on the first, the text in a column of its own. Breaks stand at blanks alone, so that what is copied stays whole.
 * @param label at most nine letters
 */
export function wrapLine(label: string, text: string, width = WIDTH): string {
  return wrapText(text, `  ${label}`.padEnd(INDENT), ' '.repeat(INDENT), width);
}

/** A text on as many lines as it takes; the first begins with one text, the others with another. */
export function wrapText(text: string, first: string, next: string, width = WIDTH): string {
  const lines: string[] = [];
  let line = first;
  let isBare = true;
  for (const word of text.split(' ')) {
    if (!isBare && line.length + 1 + word.length > width) {
      lines.push(line);
      [line, isBare] = [next, true];
    }
    line += isBare ? word : ` ${word}`;
    isBare = false;
  }
  return [...lines, line].join('\n');
}
