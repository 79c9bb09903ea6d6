/** The form in which words of a status, a flag or a score are compared: no case, no accents, single spaces. */
export function statusKey(text: string): string {
  const trimmed = text.trim().toLowerCase();
  const plain = /^[ -~]*$/.test(trimmed) ? trimmed : trimmed.normalize('NFD').replace(/\p{M}/gu, '');
  return plain.replace(/\s+/g, ' ');
}
