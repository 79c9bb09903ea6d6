type JsonObject = Readonly<Record<string, unknown>>;

const STRING_OR_LONG_NUMBER = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d{16,}(?![\d.eE])/g;

/** Parses the text of one object; whole numbers too long for a number (ids) become texts. @returns undefined where the text is no object */
export function parseObject(text: string): JsonObject | undefined {
  try {
    // A number of 16 digits is rare, and one within a string is a string already.
    const exact = /\d{16}/.test(text)
      ? text.replace(STRING_OR_LONG_NUMBER, (token) => (token.startsWith('"') || isSafe(token) ? token : `"${token}"`))
      : text;
    return openWrapper(JSON.parse(exact));
  } catch {
    return undefined;
  }
}

/** Whether a whole number's digits survive as a number. */
export function isSafe(digits: string): boolean {
  return Number.isSafeInteger(Number(digits));
}

/** An object, or the one that an object's single key holds: `{"ticket": {...}}`. */
export function openWrapper(value: unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const [only, ...others] = Object.values(value);
  return others.length === 0 && isObject(only) ? only : value;
}

/** Whether a JSON value is an object and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
