import { isClosing, isName } from './closings.ts';
import { isContact, isSignatureLine, isTelling } from './signature-line.ts';

const MAX_SIGNATURE_LINES = 14;

/**
 * Cuts signatures: below `--`, a closing ("Kind regards") with the lines of name, phone and firm under it, and a block of such lines at the end. Lines that look like
 * sentences or name a serial number, lot or error are kept. A text that is nothing but a signature stays whole.
 */
export function cutSignature(text: string): string {
  const lines = text.split('\n');
  const upTo = dashedEnd(lines);
  const kept: string[] = [];
  let hasContent = false;
  for (let i = 0; i < upTo; i++) {
    const line = lines[i] as string;
    if (hasContent && line !== '' && isClosing(line)) {
      i = signatureEnd(lines, i + 1, upTo) - 1;
      continue;
    }
    hasContent ||= line.trim() !== '';
    kept.push(line);
  }
  const rest = withoutContactBlock(kept);
  if (rest.length === lines.length) return text;
  const result = rest.join('\n').trim();
  return result === '' ? text : result;
}

/** Index of the `--` line whose rest is no prose; the number of lines where there is none. */
function dashedEnd(lines: readonly string[]): number {
  const dashes = lines.findIndex((line, i) => i > 0 && (line === '--' || line === '-- '));
  if (dashes < 0 || lines.slice(0, dashes).every((line) => line.trim() === '')) return lines.length;
  const below = lines.slice(dashes + 1);
  return below.length <= 25 && below.every((line) => !isProse(line)) ? dashes : lines.length;
}

function isProse(line: string): boolean {
  return isTelling(line) || (!isSignatureLine(line) && line.trim().split(/\s+/).length > 6);
}

/** Index of the first line below a closing that is no part of the signature. */
function signatureEnd(lines: readonly string[], from: number, upTo: number): number {
  let end = from;
  let filled = 0;
  while (end < upTo && end - from < MAX_SIGNATURE_LINES) {
    const line = (lines[end] as string).trim();
    // Whoever signs in small letters does it on the first line.
    const isSigned = filled === 0 && !/[\d.?!:]/.test(line) && line.split(' ').length <= 2 && line.length <= 30;
    if (line !== '' && isTelling(line)) break;
    if (!isSigned && !isSignatureLine(line) && !isClosing(line)) break;
    if (line !== '') filled += 1;
    end += 1;
  }
  return end;
}

/** Without the last paragraphs where they are a name with a phone number or the like. */
function withoutContactBlock(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && (lines[end - 1] as string).trim() === '') end -= 1;
  let start = end;
  while (start > 1 && end - start < MAX_SIGNATURE_LINES && isBlockLine(lines[start - 1] as string)) start -= 1;
  while (start < end && !isName((lines[start] as string).trim())) start += 1;
  const before = lastFilled(lines, start);
  const block = lines.slice(start, end);
  const isSigned = block.length >= 2 && block.some(isContact) && before !== '' && !/[:;,-]$/.test(before);
  return isSigned && (lines[start - 1] ?? '').trim() === '' ? lines.slice(0, start) : lines.slice(0, end);
}

function isBlockLine(line: string): boolean {
  return isSignatureLine(line) && line.length <= 90;
}

function lastFilled(lines: readonly string[], before: number): string {
  for (let i = before - 1; i >= 0; i--) if ((lines[i] as string).trim() !== '') return (lines[i] as string).trim();
  return '';
}
