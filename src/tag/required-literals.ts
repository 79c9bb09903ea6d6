/** Shortest literal worth looking up. */
const SHORTEST = 3;

/** What a match must contain: all sets of any one branch, of each set any one literal. */
export type RequiredLiterals = readonly (readonly (readonly string[])[])[];

/**
 * Finds literals that every match of a pattern must contain, so that a text without them need not be searched.
 * Reads the pattern syntax the rules use (groups, classes, look-arounds, quantifiers); a space or any other break ends a literal.
 * @returns a branch for each alternative of the whole pattern, or null where one of them guarantees nothing.
 */
export function requiredLiterals(pattern: string): RequiredLiterals | null {
  return new LiteralReader(pattern).branches();
}

/** Reads one pattern from left to right. */
class LiteralReader {
  private readonly pattern: string;
  private at = 0;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  branches(): RequiredLiterals | null {
    const branches = [this.sets()];
    while (this.pattern[this.at] === '|') {
      this.at++;
      branches.push(this.sets());
    }
    return branches.every((sets) => sets.length > 0) ? branches : null;
  }

  /** The best literals of branches up to a closing parenthesis or the end; every branch must guarantee something. */
  alternatives(): readonly string[] | null {
    let found: readonly string[] | null = this.sequence();
    while (this.pattern[this.at] === '|') {
      this.at++;
      const branch = this.sequence();
      found = found && branch && [...found, ...branch];
    }
    return found;
  }

  /** The set of a sequence whose shortest literal is longest. */
  private sequence(): readonly string[] | null {
    return this.sets().reduce<readonly string[] | null>(
      (best, set) => (best && shortest(best) >= shortest(set) ? best : set),
      null,
    );
  }

  /** All sets of a sequence that are worth looking up. */
  private sets(): (readonly string[])[] {
    const found: (readonly string[])[] = [];
    let run = '';
    const keep = (set: readonly string[] | null) => {
      if (set && shortest(set) >= SHORTEST) found.push(set);
    };
    const flush = () => {
      keep(run === '' ? null : [run]);
      run = '';
    };
    while (this.at < this.pattern.length && !'|)'.includes(this.pattern[this.at] as string)) {
      const atom = this.atom();
      const repeat = this.quantifier();
      if (typeof atom === 'string' && repeat === 'once') run += atom;
      else {
        if (typeof atom === 'string' && repeat === 'more') run += atom;
        flush();
        if (typeof atom !== 'string' && repeat !== 'perhaps') keep(atom);
      }
    }
    flush();
    return found;
  }

  /** One literal character, or the literals of a group; null for what guarantees nothing. */
  private atom(): string | readonly string[] | null {
    const char = this.pattern[this.at++] as string;
    if (char === '(') return this.group();
    if (char === '[') return this.skipClass();
    if (char === '\\') return this.escape();
    return '.^$ '.includes(char) ? null : char;
  }

  private group(): readonly string[] | null {
    const opening = /^\?(?:[:=!]|<[=!])/u.exec(this.pattern.slice(this.at, this.at + 3))?.[0] ?? '';
    this.at += opening.length;
    const inside = this.alternatives();
    this.at++;
    return opening === '' || opening === '?:' ? inside : null;
  }

  private skipClass(): null {
    while (this.pattern[this.at] !== ']' && this.at < this.pattern.length)
      this.at += this.pattern[this.at] === '\\' ? 2 : 1;
    this.at++;
    return null;
  }

  private escape(): string | null {
    const char = this.pattern[this.at++] as string;
    if (char === 'p') this.at = this.pattern.indexOf('}', this.at) + 1;
    return /[\p{L}\p{N}]/u.test(char) ? null : char;
  }

  private quantifier(): 'once' | 'perhaps' | 'more' {
    const found = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/u.exec(this.pattern.slice(this.at, this.at + 10))?.[0] ?? '';
    this.at += found.length;
    if (found === '') return 'once';
    return found.startsWith('?') || found.startsWith('*') || found.startsWith('{0') ? 'perhaps' : 'more';
  }
}

function shortest(set: readonly string[]): number {
  return set.reduce((least, literal) => Math.min(least, literal.length), Number.POSITIVE_INFINITY);
}
