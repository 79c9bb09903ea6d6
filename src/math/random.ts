/** A stream of independent uniform numbers in [0, 1). */
export type Random = () => number;

/**
 * Makes a reproducible stream: the generator sfc32 (128 bits of state, period of at least 2^32), seeded through splitmix32, first 12 values thrown away.
 * @param seed any number; its lower 32 bits count.
 * @see Doty-Humphrey, PractRand: sfc; Steele, Lea, Flood 2014: splitmix.
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  const mix = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, counter] = [mix(), mix(), mix(), 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** Draws an integer in [0, below). */
export function integer(random: Random, below: number): number {
  return Math.floor(random() * below);
}

/** Draws from the normal distribution with mean 0 and variance 1 (Box, Muller 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * Draws from the gamma distribution with scale 1.
 * @param shape > 0.
 * @see Marsaglia, Tsang 2000: A simple method for generating gamma variables; shapes under 1 by its section 6.
 */
export function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Draws from the beta distribution; both shapes > 0. */
export function beta(random: Random, a: number, b: number): number {
  const x = gamma(random, a);
  return x / (x + gamma(random, b));
}

/** Draws shares that sum to 1 from the Dirichlet distribution; every shape > 0. */
export function dirichlet(random: Random, shapes: readonly number[]): number[] {
  const draws = shapes.map((shape) => gamma(random, shape));
  const sum = draws.reduce((a, b) => a + b, 0);
  return draws.map((draw) => draw / sum);
}

/**
 * Draws a Poisson count.
 * @param mean >= 0. Large means are halved through a gamma draw (Ahrens, Dieter 1974), so the cost grows with the logarithm of the mean.
 */
export function poisson(random: Random, mean: number): number {
  if (mean > 16) {
    const events = Math.floor(mean * 0.875);
    const time = gamma(random, events);
    return time > mean ? binomial(random, events - 1, mean / time) : events + poisson(random, mean - time);
  }
  let count = 0;
  for (let product = random(); product > Math.exp(-mean); product *= random()) count++;
  return count;
}

/**
 * Draws the number of successes in `trials` independent trials.
 * @see Devroye 1986, X.4: a beta draw halves the trials, so the cost grows with their logarithm.
 */
export function binomial(random: Random, trials: number, share: number): number {
  if (trials < 16) {
    let successes = 0;
    for (let i = 0; i < trials; i++) if (random() < share) successes++;
    return successes;
  }
  const middle = (trials >> 1) + 1;
  const median = beta(random, middle, trials + 1 - middle);
  if (share < median) return binomial(random, middle - 1, share / median);
  return middle + binomial(random, trials - middle, (share - median) / (1 - median));
}

/** Returns the items in a random order (Fisher, Yates); the input is left as it is. */
export function shuffle<T>(random: Random, items: readonly T[]): T[] {
  return sample(random, items, items.length);
}

/** Returns `size` different items in random order, or all of them when there are fewer. */
export function sample<T>(random: Random, items: readonly T[], size: number): T[] {
  const pool = [...items];
  const count = Math.min(size, pool.length);
  for (let i = 0; i < count; i++) {
    const j = i + integer(random, pool.length - i);
    [pool[i], pool[j]] = [pool[j] as T, pool[i] as T];
  }
  return pool.slice(0, count);
}
