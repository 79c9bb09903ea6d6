/** A line through log-odds: probability = logistic(slope x sum + intercept). */
export interface LogisticFit {
  readonly slope: number;
  readonly intercept: number;
}

/** The logistic function; takes log-odds, gives a probability in (0, 1). */
export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

const STEPS = 100;
const RIDGE = 1e-6;

/**
 * Fits Platt scaling by Newton's method on the regularised targets, which keep the fit finite when the classes are separable.
 * @param sums n sums of votes.
 * @param labels n truths, in the same order.
 * @returns slope and intercept; slope 1 and intercept 0 where one class is empty and nothing can be learned.
 * @see Platt (1999), "Probabilistic outputs for support vector machines", section 2.2; Lin, Lin and Weng (2007), "A note on Platt's
 * probabilistic outputs".
 */
export function fitPlatt(sums: readonly number[], labels: readonly boolean[]): LogisticFit {
  const positives = labels.filter(Boolean).length;
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return { slope: 1, intercept: 0 };
  const targets = labels.map((label) => (label ? (positives + 1) / (positives + 2) : 1 / (negatives + 2)));
  let fit: LogisticFit = { slope: 0, intercept: Math.log((positives + 1) / (negatives + 1)) };
  for (let step = 0; step < STEPS; step++) fit = newtonStep(fit, sums, targets);
  return fit;
}

function newtonStep(fit: LogisticFit, sums: readonly number[], targets: readonly number[]): LogisticFit {
  let [gradientSlope, gradientIntercept] = [0, 0];
  let [curveSlope, curveBoth, curveIntercept] = [RIDGE, 0, RIDGE];
  sums.forEach((sum, index) => {
    const p = logistic(fit.slope * sum + fit.intercept);
    const [miss, spread] = [p - (targets[index] as number), p * (1 - p)];
    gradientSlope += miss * sum;
    gradientIntercept += miss;
    curveSlope += spread * sum * sum;
    curveBoth += spread * sum;
    curveIntercept += spread;
  });
  const determinant = curveSlope * curveIntercept - curveBoth * curveBoth;
  // A full step may overshoot where the curve is flat; half a unit of log-odds a step always converges in the steps given.
  const limit = (step: number) => Math.max(-0.5, Math.min(0.5, step));
  return {
    slope: fit.slope - limit((curveIntercept * gradientSlope - curveBoth * gradientIntercept) / determinant),
    intercept: fit.intercept - limit((curveSlope * gradientIntercept - curveBoth * gradientSlope) / determinant),
  };
}
