declare module 'jstat' {
  /** The part of jStat that is used here; its package ships no types. */
  interface Distribution {
    cdf(x: number, ...parameters: number[]): number;
    inv(p: number, ...parameters: number[]): number;
  }
  export const jStat: {
    readonly beta: Distribution;
    readonly gamma: Distribution;
    gammaln(x: number): number;
    ibeta(x: number, a: number, b: number): number;
    lowRegGamma(a: number, x: number): number;
  };
}
