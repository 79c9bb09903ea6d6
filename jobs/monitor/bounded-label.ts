const OTHER = 'other';

/**
 * Makes a function that lets through names of lower-case letters and hyphens, up to `max` different ones, and turns everything else into `other`: each value
 * of a label is a time series for ever, so no mistake of a caller may make one for each run or ticket. Ids have digits and never pass.
 */
export function boundedLabel(max: number): (value: string) => string {
  const seen = new Set<string>();
  return (value) => {
    if (seen.has(value)) return value;
    if (seen.size >= max || !/^[a-z][a-z-]{0,39}$/.test(value)) return OTHER;
    seen.add(value);
    return value;
  };
}
