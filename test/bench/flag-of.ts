/** The word behind a flag on a bench's command line; undefined where the flag is not given. */
export function flagOf(words: readonly string[], flag: string): string | undefined {
  const at = words.indexOf(flag);
  return at < 0 ? undefined : words[at + 1];
}
