import type { Encoding } from '../../domain/table.ts';

/** What a file's first bytes show: a container to open, text to look into, or what it is and what to do about it. */
export type BytesKind =
  | { readonly kind: 'zip' | 'gzip' | 'text' | 'empty' }
  | { readonly kind: 'refused'; readonly what: string; readonly todo: string };

const MAGIC: readonly (readonly [hex: string, kind: BytesKind])[] = [
  ['504b0304', { kind: 'zip' }],
  ['504b0506', refused('an empty ZIP archive', 'export the tickets again')],
  ['1f8b', { kind: 'gzip' }],
  ['d0cf11e0', refused('an old Excel workbook (.xls) or one with a password', 'open it and save as "CSV UTF-8"')],
  ['25504446', refused('a PDF', 'export the tickets as CSV UTF-8')],
  ['28b52ffd', refused('a Zstandard archive', 'unpack it and pass the CSV inside')],
  ['377abcaf', refused('a 7-Zip archive', 'unpack it and pass the CSV inside')],
  ['52617221', refused('a RAR archive', 'unpack it and pass the CSV inside')],
  ['425a68', refused('a bzip2 archive', 'unpack it and pass the CSV inside')],
  ['fd377a58', refused('an xz archive', 'unpack it and pass the CSV inside')],
  ['89504e47', refused('a picture', 'export the tickets as CSV UTF-8')],
  ['ffd8ff', refused('a picture', 'export the tickets as CSV UTF-8')],
];

function refused(what: string, todo: string): BytesKind {
  return { kind: 'refused', what, todo };
}

/** Tells what bytes are from the first of them; 4 kB are enough. */
export function kindOfBytes(head: Buffer): BytesKind {
  const start = head.toString('latin1').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  if (start.split('\0').join('').trim() === '') return { kind: 'empty' };
  const hex = head.subarray(0, 4).toString('hex');
  const known = MAGIC.find(([magic]) => hex.startsWith(magic));
  if (known) return known[1];
  if (start.startsWith('ustar', 257)) return refused('a tar archive', 'unpack it and pass the files inside');
  if (/^\s*(?:<!doctype|<html|<\?xml|<table)/i.test(start)) return refused('a web page', 'save as "CSV UTF-8"');
  if (wideEncoding(head) === undefined && head.includes(0)) return refused('binary data', 'save as "CSV UTF-8"');
  return { kind: 'text' };
}

/** UTF-16 by its byte order mark, or by the zero bytes that every second byte of plain letters is. */
export function wideEncoding(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros: [even: number, odd: number] = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[(at % 2) as 0 | 1] += 1;
  const [even, odd] = zeros;
  // Even a table in Chinese has its delimiters, digits and line ends in plain letters.
  const enough = Math.max(3, head.length / 20);
  if (odd >= enough && odd > 20 * even) return 'utf-16le';
  return even >= enough && even > 20 * odd ? 'utf-16be' : undefined;
}
