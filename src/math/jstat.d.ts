declare module 'jstat' {
  interface Distribution {
    cdf(x: number, ...parameters: number[]): number;
    inv(p: number, ...parameters: number[]): number;
  }
  /** The part of jStat that is used here; its package ships no types, and is CommonJS: it has no named exports for Node. */
  const jstat: {
    readonly jStat: {
      readonly beta: Distribution;
      readonly gamma: Distribution;
      readonly studentt: Distribution;
      gammaln(x: number): number;
      ibeta(x: number, a: number, b: number): number;
      lowRegGamma(a: number, x: number): number;
    };
  };
  // biome-ignore lint/style/noDefaultExport: the package has nothing else
  export default jstat;
}
