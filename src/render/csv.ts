/** A cell: text is guarded where it could be taken for a formula, a number never is, `null` is empty. */
export type Cell = string | number | null;

/** `guarded`: comma, `'` before text that a spreadsheet would run; `raw`: without that guard; `excel`: guarded, with `;` and a byte order mark. */
export type CsvStyle = 'guarded' | 'raw' | 'excel';

/**
 * Writes a table as CSV (UTF-8, line feeds, header row; RFC 4180 quoting).
 * @see OWASP, CSV Injection: which first characters start a formula.
 */
export function renderCsv(header: readonly string[], rows: readonly (readonly Cell[])[], style: CsvStyle): string {
  const delimiter = style === 'excel' ? ';' : ',';
  const line = (cells: readonly Cell[]) =>
    cells.map((cell) => quoteCell(cellText(cell, style), delimiter)).join(delimiter);
  return `${style === 'excel' ? '\ufeff' : ''}${[header, ...rows].map(line).join('\n')}\n`;
}

function cellText(cell: Cell, style: CsvStyle): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return style !== 'raw' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quoteCell(text: string, delimiter: string): string {
  return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
